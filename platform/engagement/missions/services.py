"""Writes missions. Each service ends with the catalogue in step, in the same transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime

from django.db import transaction

from engagement.associations.models import Association
from engagement.missions.models import Mission, MissionState, Reach, Remote, Slot
from engagement.missions.states import MISSION
from engagement.slugs import free_slug
from matching.catalogue.services import apply_outbox


@dataclass(frozen=True, slots=True, kw_only=True)
class MissionContent:
    """All that an association says of a mission. Datetimes are aware, coordinates WGS 84 degrees."""

    title: str
    need: str
    commune_id: str
    latitude: float
    longitude: float
    tasks: list[str] = field(default_factory=list)
    welcome: str = ""
    accompaniment: str = ""
    given_back: str = ""
    expenses: str = ""
    accessibility: str = ""
    min_age: int | None = None
    publics: list[str] = field(default_factory=list)
    causes: list[str] = field(default_factory=list)
    skills: list[str] = field(default_factory=list)
    availability: list[str] = field(default_factory=list)
    remote: str = Remote.NO.value
    place_name: str = ""
    street: str = ""
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    capacity: int | None = None
    reach: str = Reach.NETWORK.value


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotContent:
    """A dated turn; `slot_id` of the one it replaces, None for a new one."""

    starts_at: datetime
    ends_at: datetime
    capacity: int
    slot_id: int | None = None


#: States of a participation that keep a slot from being removed: people wait, hold a place, or were there.
_OF_PEOPLE = ("requested", "waiting", "offered", "accepted", "attended", "absent")


class SlotHasPeople(Exception):
    """A slot that people asked for or hold cannot be removed; decline them first."""


@transaction.atomic
def save_mission(
    *,
    association: Association,
    content: MissionContent,
    slots: Sequence[SlotContent] | None = None,
    mission: Mission | None = None,
) -> Mission:
    """Write a new draft, or the new text of `mission`. `slots`, when given, are all of its slots from now on.

    Raises `SlotHasPeople` when a slot left out has people.
    """
    if mission is None:
        slug = free_slug(content.title, among=Mission.objects.all(), default="mission")
        mission = Mission(association=association, slug=slug)
    else:
        mission = Mission.objects.select_for_update(no_key=True).get(pk=mission.pk, association=association)
    for name, value in asdict(content).items():
        setattr(mission, name, value)
    mission.save()
    if slots is not None:
        _write_slots(mission, slots)
    apply_outbox()
    return mission


@transaction.atomic
def publish_mission(*, mission: Mission, now: datetime) -> Mission:
    """Show a mission, in the territory and in the catalogue. Raises `ForbiddenTransition`."""
    return _move(mission, "publish", now)


@transaction.atomic
def close_mission(*, mission: Mission, now: datetime) -> Mission:
    """Stop showing a mission. Those who take part keep their places. Raises `ForbiddenTransition`."""
    return _move(mission, "close", now)


def _move(mission: Mission, action: str, now: datetime) -> Mission:
    locked = Mission.objects.select_for_update(no_key=True).get(pk=mission.pk)
    locked.state = MISSION.target(action, locked.state)
    if locked.state == MissionState.PUBLISHED:
        locked.published_at = now
    locked.save(update_fields=["state", "published_at"])
    apply_outbox()
    return locked


def _write_slots(mission: Mission, slots: Sequence[SlotContent]) -> None:
    kept = [slot.slot_id for slot in slots if slot.slot_id is not None]
    removed = mission.slots.exclude(pk__in=kept)
    if removed.filter(participations__state__in=_OF_PEOPLE).exists():
        raise SlotHasPeople
    removed.delete()
    for slot in slots:
        values = {"starts_at": slot.starts_at, "ends_at": slot.ends_at, "capacity": slot.capacity}
        if slot.slot_id is None:
            Slot.objects.create(mission=mission, **values)
        else:
            mission.slots.filter(pk=slot.slot_id).update(**values)
