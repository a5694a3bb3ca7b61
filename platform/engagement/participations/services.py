"""Taking part, from the request to the answer.

An accepted participation holds a place, and so does one to whom a place is offered; a request does not, and an
association may receive more requests than it has places. Whoever gives up a place hands it to the waiting list, in the
same transaction.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from engagement.associations.models import AssociationState
from engagement.missions.enums import MissionState
from engagement.missions.models import Mission, Slot
from engagement.participations import mails
from engagement.participations.models import Participation, ParticipationState
from engagement.participations.places import free_places, lock_mission, lock_participation
from engagement.participations.refusals import (
    AlreadyOver,
    AlreadyRequested,
    AssociationIsHidden,
    MissionIsFull,
    MissionIsOver,
    MissionIsSuspended,
    PlaceIsFree,
    SlotRequired,
    TooManyRequests,
    TooYoung,
)
from engagement.participations.reminders import reminder_spared
from engagement.participations.states import PARTICIPATION
from engagement.participations.waiting_list import offer_free_places
from kernel.accounts.models import User
from matching.catalogue.services import apply_outbox

#: What one person may ask for in a day: each is an e-mail to people who answer by hand.
MOST_ASKED_A_DAY = 30

#: A question of the association and what the volunteer answered, in words.
type Reply = dict[str, str]


@transaction.atomic
def request_participation(
    *,
    mission_id: int,
    user: User,
    now: datetime,
    slot_id: int | None = None,
    message: str = "",
    replies: Sequence[Reply] = (),
) -> Participation:
    """Ask for a place on a mission, or on one of its slots when it has any; its managers are told.

    Raises `MissionIsOver` (closed, past, hidden), `SlotRequired`, `MissionIsFull`, `TooYoung` (her year of birth, when
    known, excludes the minimum age), `AlreadyRequested`, `TooManyRequests`.
    """
    mission = _lock_current(mission_id, now)
    slot = _slot_of(mission, slot_id, now)
    _check_pace(user, now)
    if free_places(mission, slot) == 0:
        raise MissionIsFull
    _check_person(mission, slot, user, now)
    participation = Participation.objects.create(
        mission=mission, slot=slot, user=user, message=message, replies=list(replies), requested_at=now
    )
    apply_outbox()
    mails.tell_managers_of_request(participation)
    return participation


@transaction.atomic
def welcome_invited(
    *,
    mission_id: int,
    user: User,
    by: User | None,
    now: datetime,
    slot_id: int | None = None,
    message: str = "",
    replies: Sequence[Reply] = (),
) -> Participation:
    """Give a place to somebody whom the association asked: her yes is enough, `by` has answered when inviting her.

    A request of hers that awaits an answer is accepted. Raises what `request_participation` raises.
    """
    mission = _lock_current(mission_id, now)
    slot = _slot_of(mission, slot_id, now)
    asked = Participation.objects.filter(
        mission=mission, slot=slot, user=user, state=ParticipationState.REQUESTED
    ).first()
    if free_places(mission, slot) == 0:
        raise MissionIsFull
    if asked is None:
        _check_person(mission, slot, user, now)
        asked = Participation.objects.create(
            mission=mission, slot=slot, user=user, message=message, replies=list(replies), requested_at=now
        )
    return accept_participation(participation=asked, answered_by=by, now=now)


@transaction.atomic
def join_waiting_list(
    *,
    mission_id: int,
    user: User,
    now: datetime,
    slot_id: int | None = None,
    message: str = "",
    replies: Sequence[Reply] = (),
) -> Participation:
    """Wait for a place on what is full; last in line. Without `slot_id` on a mission with slots: whichever is freed.

    Raises `PlaceIsFree` when one could ask for a place instead, and what `request_participation` raises.
    """
    mission = _lock_current(mission_id, now)
    slot = _slot_of(mission, slot_id, now) if slot_id is not None else None
    awaited: list[Slot | None] = [slot]
    if slot is None and mission.slots.standing().exists():
        awaited = list(mission.slots.to_come(now))
    if any(free_places(mission, one) != 0 for one in awaited):
        raise PlaceIsFree
    _check_pace(user, now)
    _check_person(mission, slot, user, now)
    participation = Participation.objects.create(
        mission=mission,
        slot=slot,
        user=user,
        state=ParticipationState.WAITING,
        message=message,
        replies=list(replies),
        requested_at=now,
        waiting_since=now,
    )
    apply_outbox()
    return participation


@transaction.atomic
def accept_participation(
    *, participation: Participation, answered_by: User | None, now: datetime, answer: str = ""
) -> Participation:
    """Give a place, on a mission that may have closed meanwhile; the volunteer is told.

    Raises `ForbiddenTransition`, `AssociationIsHidden`, `MissionIsSuspended`, `AlreadyOver`, `MissionIsFull`.
    """
    participation = lock_participation(participation)
    state = PARTICIPATION.target("accept", participation.state)
    if participation.mission.association.state != AssociationState.PUBLISHED:
        raise AssociationIsHidden
    if participation.mission.state == MissionState.SUSPENDED:
        raise MissionIsSuspended
    if participation.is_over(now):
        raise AlreadyOver
    if free_places(participation.mission, participation.slot) == 0:
        raise MissionIsFull
    participation.reminded_at = reminder_spared(participation, now=now)
    _answer(participation, state, answered_by, now, answer)
    apply_outbox()
    mails.tell_volunteer_accepted(participation)
    return participation


@transaction.atomic
def decline_participation(
    *, participation: Participation, answered_by: User, now: datetime, answer: str
) -> Participation:
    """Say no, with the reason in `answer`; the volunteer is told. A place she held goes to the waiting list.

    Raises `ForbiddenTransition`.
    """
    participation = lock_participation(participation)
    was = participation.state
    state = PARTICIPATION.target("decline", was)
    participation.calendar_sequence += was == ParticipationState.ACCEPTED
    _answer(participation, state, answered_by, now, answer)
    mails.tell_volunteer_declined(participation, was_expected=was == ParticipationState.ACCEPTED)
    offer_free_places(participation.mission, now=now)
    apply_outbox()
    return participation


@transaction.atomic
def put_on_waiting_list(
    *, participation: Participation, answered_by: User, now: datetime, answer: str = ""
) -> Participation:
    """Neither yes nor no while every place is taken: she is last in line, and told so.

    Raises `ForbiddenTransition`, `AlreadyOver`, and `PlaceIsFree` while she could be accepted.
    """
    participation = lock_participation(participation)
    state = PARTICIPATION.target("wait", participation.state)
    if participation.is_over(now):
        raise AlreadyOver
    if free_places(participation.mission, participation.slot) != 0:
        raise PlaceIsFree
    participation.waiting_since = now
    _answer(participation, state, answered_by, now, answer)
    apply_outbox()
    mails.tell_volunteer_waiting(participation)
    return participation


@transaction.atomic
def withdraw_participation(*, participation: Participation, now: datetime) -> Participation:
    """Give up a request, a rank, an offer or a place, by the volunteer herself; who counted on her is told.

    A place goes to the waiting list. Raises `ForbiddenTransition`, and `AlreadyOver` once she has taken part.
    """
    participation = lock_participation(participation)
    if participation.is_over(now):
        raise AlreadyOver
    was_expected = participation.state == ParticipationState.ACCEPTED
    participation.state = PARTICIPATION.target("withdraw", participation.state)
    participation.calendar_sequence += was_expected
    participation.save(update_fields=["state", "calendar_sequence"])
    if was_expected:
        mails.tell_managers_of_withdrawal(participation)
        mails.tell_volunteer_withdrawn(participation)
    offer_free_places(participation.mission, now=now)
    apply_outbox()
    return participation


@transaction.atomic
def give_up_all(*, user: User, now: datetime) -> None:
    """Withdraw from all that is still to come: the account ends, or is closed.

    Missions in one order, for their locks; in each, ranks (`waiting`) before places, which must not be offered to her.
    """
    for participation in Participation.objects.filter(user=user).active().order_by("mission_id", "-state"):
        if not participation.is_over(now):
            withdraw_participation(participation=participation, now=now)


@transaction.atomic
def cancel_participations(*, mission: Mission, reason: str, now: datetime, slot: Slot | None = None) -> int:
    """End whatever is going on for a mission (or one slot) that will not take place; each person is told once, why.

    Returns how many people were concerned. A second call finds nobody.
    """
    mission = lock_mission(mission.pk)
    rows = Participation.objects.active().filter(mission=mission).select_related("slot", "user")
    if slot is not None:
        rows = rows.filter(slot=slot)
    told = set()
    for participation in rows.order_by("pk"):
        participation.mission = mission
        was_expected = participation.state == ParticipationState.ACCEPTED
        participation.state = PARTICIPATION.target("cancel", participation.state)
        participation.answer = reason
        participation.calendar_sequence += was_expected
        participation.save(update_fields=["state", "answer", "calendar_sequence"])
        mails.tell_volunteer_cancelled(participation, reason=reason, was_expected=was_expected)
        told.add(participation.user_id)
    apply_outbox()
    return len(told)


def _lock_current(mission_id: int, now: datetime) -> Mission:
    mission = lock_mission(mission_id)
    if not Mission.objects.current(now).filter(pk=mission.pk).exists():
        raise MissionIsOver
    offer_free_places(mission, now=now)
    return mission


def _check_person(mission: Mission, slot: Slot | None, user: User, now: datetime) -> None:
    if mission.min_age and _is_younger(user, mission.min_age, now):
        raise TooYoung
    if Participation.objects.active().filter(mission=mission, slot=slot, user=user).exists():
        raise AlreadyRequested


def _check_pace(user: User, now: datetime) -> None:
    """What was withdrawn meanwhile counts too."""
    today = Participation.objects.filter(user=user, requested_at__gt=now - timedelta(days=1))
    if today.count() >= MOST_ASKED_A_DAY:
        raise TooManyRequests


def _slot_of(mission: Mission, slot_id: int | None, now: datetime) -> Slot | None:
    if slot_id is None:
        if mission.slots.standing().exists():
            raise SlotRequired
        return None
    slot = mission.slots.standing().filter(pk=slot_id).first()
    if slot is None:
        raise SlotRequired
    if slot.starts_at <= now:
        raise MissionIsOver
    return slot


def _is_younger(user: User, age: int, now: datetime) -> bool:
    """Whether her year of birth, when she gave it, makes her younger than `age` on every day of this year."""
    birth_year = User.objects.filter(pk=user.pk).values_list("volunteer__birth_year", flat=True).first()
    return birth_year is not None and timezone.localtime(now).year - birth_year < age


def _answer(participation: Participation, state: str, by: User | None, now: datetime, answer: str) -> None:
    participation.state = state
    participation.answer = answer
    participation.answered_at = now
    participation.answered_by = by
    participation.save(
        update_fields=[
            "state",
            "answer",
            "answered_at",
            "answered_by",
            "waiting_since",
            "reminded_at",
            "calendar_sequence",
        ]
    )
