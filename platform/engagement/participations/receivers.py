"""What taking part does when a mission changes. Connected from `apps.ready`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.dispatch import receiver

from engagement.missions.models import Mission, Slot
from engagement.missions.signals import (
    mission_cancelled,
    mission_changed,
    mission_copied,
    places_added,
    slots_cancelled,
)
from engagement.participations import mails
from engagement.participations.models import Participation
from engagement.participations.questions import copy_questions
from engagement.participations.services import cancel_participations
from engagement.participations.waiting_list import offer_free_places


@receiver(mission_cancelled)
def end_all(*, mission: Mission, reason: str, now: datetime, **kwargs: Any) -> None:
    cancel_participations(mission=mission, reason=reason, now=now)


@receiver(slots_cancelled)
def end_those_of_slots(
    *, mission: Mission, slots: Sequence[Slot], reason: str, now: datetime, **kwargs: Any
) -> None:
    for slot in slots:
        cancel_participations(mission=mission, reason=reason, now=now, slot=slot)


@receiver(mission_changed)
def tell_of_change(
    *,
    mission: Mission,
    place_was: str | None,
    moments_were: Mapping[int | None, str],
    now: datetime,
    **kwargs: Any,
) -> None:
    """One e-mail to each person: the place, and those of her dates that moved. Her calendar entry follows."""
    rows = Participation.objects.active().filter(mission=mission).select_related("slot", "user")
    changed: dict[int, list[Participation]] = {}
    for participation in rows.order_by("slot__starts_at", "pk"):
        if participation.is_over(now) or (place_was is None and participation.slot_id not in moments_were):
            continue
        participation.mission = mission
        participation.calendar_sequence += 1
        participation.save(update_fields=["calendar_sequence"])
        changed.setdefault(participation.user_id, []).append(participation)
    for hers in changed.values():
        mails.tell_volunteer_changed(hers, place_was=place_was, moments_were=moments_were, now=now)


@receiver(places_added)
def offer_them(*, mission: Mission, now: datetime, **kwargs: Any) -> None:
    offer_free_places(mission, now=now)


@receiver(mission_copied)
def ask_the_same(*, source: Mission, mission: Mission, **kwargs: Any) -> None:
    copy_questions(source=source, target=mission)
