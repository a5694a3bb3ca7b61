"""Participations as their pages show them: no query, no address, no age."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from engagement.availability import availability_in_words
from engagement.durations import hours_in_words
from engagement.moments import moment_in_sentence, moment_in_words, span_in_words
from engagement.participations.calendars import is_dated
from engagement.participations.models import Participation, ParticipationState
from engagement.participations.offer_links import offer_path
from engagement.participations.policies import may_withdraw
from engagement.participations.states import PARTICIPATION
from kernel.accounts.models import User
from matching.taxonomy import SKILL_CODES, skill

_TONES = {
    ParticipationState.REQUESTED: "info",
    ParticipationState.WAITING: "info",
    ParticipationState.OFFERED: "accent",
    ParticipationState.ACCEPTED: "success",
    ParticipationState.ATTENDED: "success",
}


def own_entry(participation: Participation, *, user: User | AnonymousUser, now: datetime) -> dict[str, Any]:
    """For the volunteer: the mission, the state, the answer, and what she may do.

    `participation` is one of `selectors.participations_of`.
    """
    is_offered = participation.state == ParticipationState.OFFERED
    until = participation.offered_until
    return _entry(participation) | {
        "may_withdraw": may_withdraw(user, participation, now=now),
        "is_expected": participation.state == ParticipationState.ACCEPTED,
        "in_calendar": participation.state == ParticipationState.ACCEPTED and is_dated(participation),
        "offer_url": offer_path(participation) if is_offered else "",
        "until": moment_in_sentence(until) if is_offered and until else "",
        "rank": participation.rank,  # type: ignore[attr-defined]  # annotated by participations_of
        "hours": hours_in_words(round(participation.hours * 60)) if participation.hours else "",
    }


def inbox_entry(participation: Participation, *, now: datetime) -> dict[str, Any]:
    """For the association: who asks, in what she said of herself that bears on the mission."""
    volunteer = getattr(participation.user, "volunteer", None)
    wanted = set(participation.mission.skills)
    known = [code for code in (volunteer.skills if volunteer else []) if code in SKILL_CODES]
    return _entry(participation) | {
        "name": participation.user.masked_name,
        "commune": volunteer.commune.name if volunteer and volunteer.commune else "",
        "skills": [{"label": skill(code).label, "wanted": code in wanted} for code in known],
        "availability": availability_in_words(volunteer.availability) if volunteer else "",
        "since": _waited(participation, now),
        "may_accept": PARTICIPATION.allows("accept", participation.state),
        "may_wait": PARTICIPATION.allows("wait", participation.state),
        "may_decline": PARTICIPATION.allows("decline", participation.state),
    }


def _entry(participation: Participation) -> dict[str, Any]:
    return {
        "participation": participation,
        "mission": participation.mission,
        "slot": when_in_words(participation),
        "state": participation.get_state_display(),
        "tone": _TONES.get(ParticipationState(participation.state), "neutral"),
    }


def _waited(participation: Participation, now: datetime) -> str:
    """For how long somebody has waited for an answer; empty otherwise."""
    days = (timezone.localdate(now) - timezone.localdate(participation.requested_at)).days
    if participation.state != ParticipationState.REQUESTED:
        return ""
    if days < 1:
        return _("Asked today")
    return ngettext("Asked yesterday", "Asked %(number)s days ago", days) % {"number": days}


def when_in_words(participation: Participation) -> str:
    """The slot, or the span of a mission without slots; empty for what has no dates."""
    start, end = participation.starts_at, participation.ends_at
    if start and end:
        return span_in_words(start, end)
    return moment_in_words(start) if start else ""
