"""A mission as its page shows it: how it stands for the visitor, and when it takes place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from django.utils.translation import gettext as _

from engagement.missions.models import Mission, MissionState, Slot
from engagement.moments import moment_in_words, span_in_words

Standing = Literal["draft", "closed", "over", "asked", "full", "open"]


def standing(
    mission: Mission, *, slots: Sequence[Slot], open_slots: Sequence[Slot], is_mine: bool, now: datetime
) -> Standing:
    """What the visitor may do; `asked`: she takes part or has asked, and there is nothing more to ask for.

    `mission` is one of `selectors.find_mission`, `slots` are those to come (`selectors.slots_to_come`), `open_slots`
    those that she has not asked for. No query.
    """
    has_slots: bool = mission.has_slots  # type: ignore[attr-defined]  # annotated by find_mission
    places_left: int | None = mission.places_left  # type: ignore[attr-defined]  # set by find_mission
    if mission.state == MissionState.DRAFT:
        return "draft"
    if mission.state != MissionState.PUBLISHED or not mission.is_public:
        return "closed"
    ended = mission.ends_at is not None and mission.ends_at <= now
    if not slots if has_slots else ended:
        return "over"
    if is_mine and not open_slots:
        return "asked"
    free = any(slot.places_left for slot in open_slots) if slots else places_left != 0  # type: ignore[attr-defined]
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
