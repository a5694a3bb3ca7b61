"""Writes missions. Each service ends with the catalogue in step, in the same transaction."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime
from typing import Any

from django.db import transaction

from engagement.associations.models import Association
from engagement.missions import mails
from engagement.missions.checklist import is_complete
from engagement.missions.dates import (
    CapacityBelowTaken,
    SlotChanges,
    SlotContent,
    WeeklyRule,
    drop_dates,
    extend,
    write_rule,
    write_slots,
)
from engagement.missions.enums import ACTIVE, HOLDING, MissionState, Reach, Remote, Step
from engagement.missions.models import Mission, Recurrence
from engagement.missions.presenters import moments_in_words, place_in_words
from engagement.missions.signals import (
    mission_cancelled,
    mission_changed,
    mission_copied,
    places_added,
    slots_cancelled,
)
from engagement.missions.states import MISSION
from engagement.rules.models import ModerationPolicy
from engagement.rules.selectors import current_rules
from engagement.slugs import free_slug
from kernel.accounts.models import User
from kernel.audit.services import record
from kernel.lifecycle import ForbiddenTransition
from matching.catalogue.services import apply_outbox

logger = logging.getLogger(__name__)

#: What the team reads. A change of these is a change of words; places, dates and numbers are facts.
WORDS = (
    "title", "need", "tasks", "welcome", "accompaniment", "given_back", "expenses", "insurance", "accessibility",
    "place_name",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class MissionContent:
    """All that an association says of a mission, dates aside. Datetimes are aware, coordinates WGS 84 degrees."""

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
    insurance: str = ""
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
class When:
    """When a mission takes place: on dates, by a weekly rule, or (`slots` None) without dates of its own.

    `slots` are only those that are new, change or go. `reason` is what people hear whose date is cancelled.
    """

    slots: Sequence[SlotContent] | None = None
    rule: WeeklyRule | None = None
    availability: Sequence[str] = ()
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    capacity: int | None = None
    reason: str = ""


class MissionIncomplete(Exception):
    """It lacks what `checklist.still_to_say` calls needed."""


class MissionIsKept(Exception):
    """A mission that was ever shown is not deleted: it is closed or cancelled."""


@transaction.atomic
def draft_mission(
    *, association: Association, content: MissionContent, steps: Sequence[str] = Step.values
) -> Mission:
    """Write a new draft. `steps` are those of the form that its author has gone through."""
    mission = Mission.objects.create(
        association=association,
        slug=free_slug(content.title, among=Mission.objects.all(), default="mission"),
        steps_done=list(steps),
        **asdict(content),
    )
    apply_outbox()
    return mission


@transaction.atomic
def write_mission(
    *, mission: Mission, values: Mapping[str, Any], step: Step, by: User | None, now: datetime
) -> Mission:
    """Write what one step of the form says: `values` by the names of `MissionContent`.

    Those who count on a mission are told of a new place. Where the team reads before, a published one whose words
    change goes back to it; people keep their places.
    """
    locked = _lock(mission)
    place_was = place_in_words(locked)
    words_were = [getattr(locked, name) for name in WORDS]
    for name, value in values.items():
        setattr(locked, name, value)
    locked.steps_done = [code for code in Step.values if code in {*locked.steps_done, step}]
    if locked.state == MissionState.PUBLISHED and words_were != [getattr(locked, name) for name in WORDS]:
        locked.submitted_at = now  # the team has it among what is to be read
        if is_read_before():
            locked.state = MISSION.target("submit", locked.state)
    locked.save()
    apply_outbox()
    if place_was != place_in_words(locked):
        _tell_of_change(locked, place_was=place_was, moments_were={}, by=by, now=now)
    return locked


@transaction.atomic
def schedule_mission(*, mission: Mission, when: When, by: User | None, now: datetime) -> Mission:
    """Write when a mission takes place. People who count on a date are told when it moves or goes, in one e-mail.

    Raises `SlotIsGone`, `SlotHasPeople`, `CapacityBelowTaken`, `HasHadDates`.
    """
    locked = _lock(mission)
    changes = SlotChanges()
    dateless = locked.participations.filter(slot=None, state__in=ACTIVE).exists()
    moments_were = moments_in_words(locked, now=now) if dateless else ""
    if when.slots is None and when.rule is None:
        _check_capacity(locked, when.capacity)
        drop_dates(locked, now=now)
    else:
        changes = write_slots(locked, when.slots or (), reason=when.reason, now=now)
        if when.rule:
            write_rule(locked, when.rule, changes, reason=when.reason, now=now)
        else:
            Recurrence.objects.filter(mission=locked).delete()
    more = when.capacity is None or when.capacity > (locked.capacity or 0)
    locked.availability = list(when.availability)
    locked.starts_at, locked.ends_at, locked.capacity = when.starts_at, when.ends_at, when.capacity
    locked.steps_done = [code for code in Step.values if code in {*locked.steps_done, Step.TIME}]
    locked.save()
    apply_outbox()
    if dateless and moments_were != moments_in_words(locked, now=now):
        changes.moved[None] = moments_were
    if changes.moved:
        _tell_of_change(locked, place_was=None, moments_were=changes.moved, by=by, now=now)
    if changes.cancelled:
        dates = [slot.starts_at.isoformat() for slot in changes.cancelled]
        record(
            act="mission.dates_cancelled",
            actor=by,
            subject=locked,
            reason=when.reason,
            details={"dates": dates},
            at=now,
        )
        slots_cancelled.send(
            Mission, mission=locked, slots=changes.cancelled, reason=when.reason, by=by, now=now
        )
    if changes.added or more:
        places_added.send(Mission, mission=locked, now=now)
    return locked


@transaction.atomic
def copy_mission(*, mission: Mission, open_ended: bool = False) -> Mission:
    """A new draft that says the same, without its dates: to be given some, or (`open_ended`) to go without."""
    content = {one.name: getattr(mission, one.name) for one in fields(MissionContent)}
    content |= {"starts_at": None, "ends_at": None}
    steps = [code for code in Step.values if open_ended or code != Step.TIME]
    draft = draft_mission(association=mission.association, content=MissionContent(**content), steps=steps)
    mission_copied.send(Mission, source=mission, mission=draft)
    return draft


@transaction.atomic
def delete_draft(*, mission: Mission) -> None:
    """Forget a draft. Raises `MissionIsKept` when it was ever shown."""
    locked = _lock(mission)
    if locked.state not in (MissionState.DRAFT, MissionState.SUBMITTED) or locked.published_at:
        raise MissionIsKept
    locked.delete()
    apply_outbox()


def is_read_before() -> bool:
    """Whether the team reads missions of this territory before they are shown."""
    return current_rules().missions_are_read == ModerationPolicy.BEFORE


@transaction.atomic
def submit_mission(*, mission: Mission, by: User | None, now: datetime) -> Mission:
    """The association's word that it is ready: to the team where it reads before, else published at once.

    Raises `MissionIncomplete`, `ForbiddenTransition`.
    """
    if not is_read_before():
        return publish_mission(mission=mission, now=now)
    locked = _lock(mission)
    if not is_complete(locked, now=now):
        raise MissionIncomplete
    locked.submitted_at, locked.reason = now, ""
    return _move(locked, "submit", now)


@transaction.atomic
def publish_mission(*, mission: Mission, now: datetime) -> Mission:
    """Show a mission, in the territory and in the catalogue; who submitted it is told.

    Raises `MissionIncomplete`, `ForbiddenTransition`.
    """
    locked = _lock(mission)
    if not is_complete(locked, now=now):
        raise MissionIncomplete
    was_read = locked.state == MissionState.SUBMITTED
    locked.published_at, locked.reason = locked.published_at or now, ""
    moved = _move(locked, "publish", now)
    if was_read:
        mails.tell_of_approval(moved)
    return moved


@transaction.atomic
def send_back_mission(*, mission: Mission, reason: str, now: datetime) -> Mission:
    """The team asks for something else, and says what; its managers are told. Raises `ForbiddenTransition`."""
    locked = _lock(mission)
    locked.reason = reason
    moved = _move(locked, "send_back", now)
    mails.tell_of_return(moved)
    return moved


@transaction.atomic
def suspend_mission(*, mission: Mission, reason: str, now: datetime) -> Mission:
    """The team takes a mission off the site; its managers are told why. Raises `ForbiddenTransition`."""
    locked = _lock(mission)
    locked.reason = reason
    moved = _move(locked, "suspend", now)
    mails.tell_of_suspension(moved)
    return moved


@transaction.atomic
def reinstate_mission(*, mission: Mission, now: datetime) -> Mission:
    """Show again what was suspended. Raises `ForbiddenTransition`."""
    locked = _lock(mission)
    locked.reason = ""
    return _move(locked, "reinstate", now)


@transaction.atomic
def close_mission(*, mission: Mission, now: datetime) -> Mission:
    """Stop taking requests. Those who take part keep their places. Raises `ForbiddenTransition`."""
    return _move(_lock(mission), "close", now)


@transaction.atomic
def reopen_mission(*, mission: Mission, now: datetime) -> Mission:
    """Take requests again. Raises `MissionIncomplete` when no date is to come, `ForbiddenTransition`."""
    locked = _lock(mission)
    if not is_complete(locked, now=now):
        raise MissionIncomplete
    return _move(locked, "reopen", now)


@transaction.atomic
def cancel_mission(*, mission: Mission, reason: str, by: User | None, now: datetime) -> Mission:
    """It will not take place: places are released and everyone concerned is told why. Raises `ForbiddenTransition`."""
    locked = _lock(mission)
    if locked.published_at is None:
        raise ForbiddenTransition(MISSION.subject, "cancel", locked.state)  # nobody knows of it: delete_draft
    locked.reason = reason
    moved = _move(locked, "cancel", now)
    record(act="mission.cancelled", actor=by, subject=moved, reason=reason, at=now)
    mission_cancelled.send(Mission, mission=moved, reason=reason, by=by, now=now)
    apply_outbox()
    return moved


@transaction.atomic
def expire_missions(*, now: datetime) -> int:
    """Close what is past, and return how many missions that were. Idempotent."""
    past = Mission.objects.filter(state=MissionState.PUBLISHED).over(now)
    held = past.select_for_update(no_key=True, of=("self",), skip_locked=True).values_list("pk", flat=True)
    # Asked again once they are held: somebody may just have given one of them another date.
    number = past.filter(pk__in=list(held)).update(state=MISSION.target("expire", MissionState.PUBLISHED))
    apply_outbox()
    return number


def extend_recurrences(*, now: datetime) -> int:
    """Make the next dates of weekly missions, and return how many were missing. Idempotent.

    Each in a transaction of its own, its mission held: a rule that is being changed is read once it is.
    """
    running = Recurrence.objects.exclude(mission__state=MissionState.CANCELLED)
    made = 0
    for mission_id in list(running.order_by("mission_id").values_list("mission_id", flat=True)):
        try:
            made += _extend(mission_id, now)
        except Exception:
            logger.exception("missions: the dates of mission %s could not be made", mission_id)
    return made


@transaction.atomic
def _extend(mission_id: int, now: datetime) -> int:
    Mission.objects.select_for_update(no_key=True).filter(pk=mission_id).first()
    recurrence = Recurrence.objects.filter(mission=mission_id).first()
    made = extend(recurrence, now=now) if recurrence else 0
    apply_outbox()
    return made


def _lock(mission: Mission) -> Mission:
    return (
        Mission.objects.select_for_update(no_key=True, of=("self",))
        .select_related("association", "commune")
        .get(pk=mission.pk)
    )


def _move(locked: Mission, action: str, now: datetime) -> Mission:
    locked.state = MISSION.target(action, locked.state)
    locked.save(update_fields=["state", "reason", "submitted_at", "published_at"])
    apply_outbox()
    return locked


def _check_capacity(mission: Mission, capacity: int | None) -> None:
    if capacity is None:
        return
    taken = mission.participations.filter(state__in=HOLDING).count()
    if capacity < taken:
        raise CapacityBelowTaken(taken)


def _tell_of_change(
    mission: Mission,
    *,
    place_was: str | None,
    moments_were: Mapping[int | None, str],
    by: User | None,
    now: datetime,
) -> None:
    """Only what has been shown can have been counted on."""
    if mission.published_at is not None:
        mission_changed.send(
            Mission, mission=mission, place_was=place_was, moments_were=moments_were, by=by, now=now
        )
