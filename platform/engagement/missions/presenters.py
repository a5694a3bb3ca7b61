"""A mission as its page shows it: how it stands for the visitor, and when it takes place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from engagement.availability import availability_in_words
from engagement.missions.enums import MissionState, Remote, Step
from engagement.missions.models import Mission, Recurrence, Slot
from engagement.moments import hours_in_words, moment_in_words, span_in_words
from kernel.ui.dates import date_format
from matching.taxonomy import CAUSE_CODES, DAYS, SKILL_CODES, cause, skill

Standing = Literal["draft", "hidden", "cancelled", "closed", "over", "asked", "full", "open"]

_BY_STATE: dict[str, Standing] = {
    MissionState.DRAFT: "draft",
    MissionState.SUBMITTED: "hidden",
    MissionState.SUSPENDED: "hidden",
    MissionState.CANCELLED: "cancelled",
    MissionState.EXPIRED: "over",
}


def standing(
    mission: Mission, *, slots: Sequence[Slot], open_slots: Sequence[Slot], is_mine: bool, now: datetime
) -> Standing:
    """What the visitor may do; `asked`: she takes part or has asked, and there is nothing more to ask for.

    `mission` is one of `selectors.find_mission`, `slots` are those to come (`selectors.slots_to_come`), `open_slots`
    those that she has not asked for. No query.
    """
    dated: bool = mission.dated  # type: ignore[attr-defined]  # annotated by find_mission
    if mission.state in _BY_STATE:
        return _BY_STATE[mission.state]
    if mission.state != MissionState.PUBLISHED or not mission.is_public:
        return "closed"
    ended = mission.ends_at is not None and mission.ends_at <= now
    if not slots if dated else ended:
        return "over"
    if is_mine and not open_slots:
        return "asked"
    free = any(slot.places_left for slot in open_slots) if slots else mission.places_left != 0
    return "open" if free else "full"


def span(mission: Mission) -> str:
    """When a mission without slots takes place; empty when it says nothing of it."""
    start, end = mission.starts_at, mission.ends_at
    if start and end:
        return span_in_words(start, end)
    if start:
        return _("Beginning: %(moment)s") % {"moment": moment_in_words(start)}
    if end:
        return _("Until: %(moment)s") % {"moment": moment_in_words(end)}
    return ""


def when_in_short(mission: Mission) -> str:
    """The next date of a mission of `managed_missions`, or its last one, with its year; empty without dates."""
    if mission.next_at:  # type: ignore[attr-defined]
        return moment_in_words(mission.next_at)  # type: ignore[attr-defined]
    if mission.last_at:  # type: ignore[attr-defined]
        return date_format(timezone.localtime(mission.last_at), "j F Y")  # type: ignore[attr-defined]
    return ""


def moments_in_words(mission: Mission, *, now: datetime) -> str:
    """When to expect somebody who has chosen no date: between two days, on the next dates, or as it suits both."""
    dates = [slot.in_words for slot in mission.slots.to_come(now).order_by("starts_at", "pk")[:3]]
    return span(mission) or "; ".join(dates) or _("At times to be agreed")


def place_in_words(mission: Mission) -> str:
    """Where to go: the place, the street, the commune; empty for what is done from home."""
    if mission.remote == Remote.FULL:
        return ""
    return ", ".join(filter(None, [mission.place_name, mission.street, mission.commune.name]))


def rule_in_words(mission: Mission) -> str:
    """“Every week: Tuesday and Friday, 14:00 – 17:00”; empty without a weekly rule. One query, unless it is there."""
    rule: Recurrence | None = getattr(mission, "recurrence", None)
    if rule is None:
        return ""
    days = [str(WEEKDAYS[number]) for number, day in enumerate(DAYS) if day.code in rule.weekdays]
    names = (
        _("%(first)s and %(last)s") % {"first": ", ".join(days[:-1]), "last": days[-1]}
        if days[1:]
        else days[0]
    )
    values = {"days": names, "weeks": rule.every, "hours": hours_in_words(rule.starts, rule.ends)}
    if rule.every == 1:
        return _("Every week: %(days)s, %(hours)s") % values
    return _("Every %(weeks)s weeks: %(days)s, %(hours)s") % values


def summaries(mission: Mission, *, now: datetime) -> list[tuple[Step, str]]:
    """Each step of the form with what it says, in a line; empty where nothing is said."""
    slots = list(mission.slots.to_come(now).order_by("starts_at")[:3])
    when = rule_in_words(mission) or " · ".join(slot.in_words for slot in slots)
    when = when or span(mission) or availability_in_words(mission.availability)
    causes = [str(cause(code).label) for code in mission.causes if code in CAUSE_CODES]
    skills = [str(skill(code).label) for code in mission.skills if code in SKILL_CODES]
    age = _("From %(age)s years") % {"age": mission.min_age} if mission.min_age else ""
    said = {
        Step.NEED: [mission.need, *causes],
        Step.TASKS: [*mission.tasks, mission.welcome],
        Step.GIVEN_BACK: [mission.given_back, mission.expenses, mission.insurance],
        Step.PEOPLE: [*skills, age, mission.accessibility],
        Step.PLACE: [place_in_words(mission) or mission.get_remote_display()],
        Step.TIME: [when],
    }
    return [(step, Truncator(" · ".join(filter(None, said[step]))).chars(140)) for step in Step]


_TONES = {
    MissionState.PUBLISHED: "success",
    MissionState.SUBMITTED: "info",
    MissionState.CANCELLED: "danger",
    MissionState.SUSPENDED: "danger",
}


def tone_of(mission: Mission) -> str:
    """The colour of its state's badge."""
    if mission.state == MissionState.DRAFT and mission.reason:
        return "warning"
    return _TONES.get(MissionState(mission.state), "neutral")
