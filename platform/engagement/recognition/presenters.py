"""Hours as their pages show them: no query, no address."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.dates import MONTHS
from django.utils.text import capfirst

from engagement.durations import hours_in_words
from engagement.recognition.models import STATES_FOR_ASSOCIATION, Hours, HoursState
from engagement.recognition.policies import may_accept, may_dispute, may_take_back
from engagement.recognition.selectors import YearRecord
from engagement.recognition.states import HOURS
from kernel.accounts.models import User

_TONES = {
    HoursState.DECLARED: "info",
    HoursState.CONFIRMED: "success",
    HoursState.REFUSED: "neutral",
    HoursState.DISPUTED: "warning",
    HoursState.CORRECTED: "accent",
    HoursState.SETTLED: "success",
}


def own_hours(hours: Hours, *, user: User) -> dict[str, Any]:
    """For the volunteer: what was said, and what she may do."""
    return _entry(hours) | {
        "may_dispute": may_dispute(user, hours),
        "may_accept": may_accept(user, hours),
        "may_take_back": may_take_back(user, hours),
    }


def association_hours(hours: Hours) -> dict[str, Any]:
    """For the association: who, what, and which answers there are."""
    return _entry(hours) | {
        "name": hours.user.masked_name if hours.user else "",
        "state": STATES_FOR_ASSOCIATION[hours.state],
        "may_confirm": HOURS.allows("confirm", hours.state),
        "may_refuse": HOURS.allows("refuse", hours.state),
        "may_correct": HOURS.allows("correct", hours.state),
        "may_maintain": HOURS.allows("maintain", hours.state),
    }


def named_minutes(pairs: Iterable[tuple[str, int]]) -> list[dict[str, str]]:
    """Names with hours in words."""
    return [{"name": name, "hours": hours_in_words(minutes)} for name, minutes in pairs]


def months_in_words(record: YearRecord) -> list[dict[str, str]]:
    """The months in which something was given."""
    months = ((capfirst(str(MONTHS[at])), minutes) for at, minutes in enumerate(record.by_month, start=1))
    return named_minutes((name, minutes) for name, minutes in months if minutes)


def _entry(hours: Hours) -> dict[str, Any]:
    declared = hours.declared_minutes
    return {
        "hours": hours,
        "title": hours.mission.title if hours.mission else hours.note or hours.association.name,
        "span": hours_in_words(hours.minutes),
        "declared": hours_in_words(declared) if declared and declared != hours.minutes else "",
        "state": hours.get_state_display(),
        "tone": _TONES[HoursState(hours.state)],
    }
