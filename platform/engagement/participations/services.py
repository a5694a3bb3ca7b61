"""Taking part, from the request to the answer.

A mission's row is the lock of its places: whoever asks, answers or withdraws holds it, so that the last place goes to
one person. An accepted participation holds a place; a request does not, and an association may receive more requests
than it has places.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from engagement.associations.models import AssociationState
from engagement.missions.models import Mission, Slot
from engagement.participations import mails
from engagement.participations.models import Participation, ParticipationState
from engagement.participations.states import PARTICIPATION
from kernel.accounts.models import User
from matching.catalogue.services import apply_outbox


class ParticipationRefused(Exception):
    """The request or the answer cannot be; `message` says why, to the person who made it."""

    message = _("This is not possible.")


class MissionIsFull(ParticipationRefused):
    message = _("There is no place left.")


class MissionIsOver(ParticipationRefused):
    message = _("This mission no longer takes requests.")


class AlreadyRequested(ParticipationRefused):
    message = _("You have already asked to take part.")


class TooYoung(ParticipationRefused):
    message = _("This mission is for older people than you are.")


class SlotRequired(ParticipationRefused):
    message = _("Choose one of the dates.")


class AssociationIsHidden(ParticipationRefused):
    message = _("Your association is not published: it cannot welcome anyone for now.")


class AlreadyOver(ParticipationRefused):
    message = _("It is over: nothing can be changed any more.")


@transaction.atomic
def request_participation(
    *, mission_id: int, user: User, now: datetime, slot_id: int | None = None, message: str = ""
) -> Participation:
    """Ask for a place on a mission, or on one of its slots when it has any; its managers are told.

    Raises `MissionIsOver` (closed, past, hidden), `SlotRequired`, `MissionIsFull`, `TooYoung` (her year of birth, when
    known, excludes the minimum age), `AlreadyRequested`.
    """
    mission = _lock(mission_id)
    if not Mission.objects.current(now).filter(pk=mission.pk).exists():
        raise MissionIsOver
    slot = _slot_of(mission, slot_id, now)
    if _is_full(mission, slot):
        raise MissionIsFull
    if mission.min_age and _is_younger(user, mission.min_age, now):
        raise TooYoung
    if Participation.objects.active().filter(mission=mission, slot=slot, user=user).exists():
        raise AlreadyRequested
    participation = Participation.objects.create(
        mission=mission, slot=slot, user=user, message=message, requested_at=now
    )
    apply_outbox()
    mails.tell_managers_of_request(participation)
    return participation


@transaction.atomic
def accept_participation(
    *, participation: Participation, answered_by: User, now: datetime, answer: str = ""
) -> Participation:
    """Give a place, on a mission that may have closed meanwhile; the volunteer is told.

    Raises `ForbiddenTransition`, `AssociationIsHidden`, `AlreadyOver`, `MissionIsFull`.
    """
    participation = _lock_participation(participation)
    state = PARTICIPATION.target("accept", participation.state)
    if participation.mission.association.state != AssociationState.PUBLISHED:
        raise AssociationIsHidden
    if participation.is_over(now):
        raise AlreadyOver
    if _is_full(participation.mission, participation.slot):
        raise MissionIsFull
    _answer(participation, state, answered_by, now, answer)
    apply_outbox()
    mails.tell_volunteer_accepted(participation)
    return participation


@transaction.atomic
def decline_participation(
    *, participation: Participation, answered_by: User, now: datetime, answer: str
) -> Participation:
    """Say no, with the reason in `answer`; the volunteer is told. Raises `ForbiddenTransition`."""
    participation = _lock_participation(participation)
    state = PARTICIPATION.target("decline", participation.state)
    _answer(participation, state, answered_by, now, answer)
    apply_outbox()
    mails.tell_volunteer_declined(participation)
    return participation


@transaction.atomic
def withdraw_participation(*, participation: Participation, now: datetime) -> Participation:
    """Give up a request or a place, by the volunteer herself; who counted on her is told.

    Raises `ForbiddenTransition`, and `AlreadyOver` once she has taken part.
    """
    participation = _lock_participation(participation)
    if participation.is_over(now):
        raise AlreadyOver
    was_accepted = participation.state == ParticipationState.ACCEPTED
    participation.state = PARTICIPATION.target("withdraw", participation.state)
    participation.save(update_fields=["state"])
    apply_outbox()
    if was_accepted:
        mails.tell_managers_of_withdrawal(participation)
    return participation


def _lock(mission_id: int) -> Mission:
    try:
        return (
            Mission.objects.select_for_update(no_key=True, of=("self",))
            .select_related("association", "commune")
            .get(pk=mission_id)
        )
    except Mission.DoesNotExist:
        raise MissionIsOver from None


def _lock_participation(participation: Participation) -> Participation:
    """The participation as it is now, its mission's row held."""
    mission = _lock(participation.mission_id)
    fresh = Participation.objects.select_related("slot", "user").get(pk=participation.pk)
    fresh.mission = mission
    return fresh


def _slot_of(mission: Mission, slot_id: int | None, now: datetime) -> Slot | None:
    if slot_id is None:
        if mission.slots.exists():
            raise SlotRequired
        return None
    slot = mission.slots.filter(pk=slot_id).first()
    if slot is None:
        raise SlotRequired
    if slot.starts_at <= now:
        raise MissionIsOver
    return slot


def _is_full(mission: Mission, slot: Slot | None) -> bool:
    capacity = slot.capacity if slot else mission.capacity
    if capacity is None:
        return False
    accepted = Participation.objects.filter(mission=mission, slot=slot, state=ParticipationState.ACCEPTED)
    return accepted.count() >= capacity


def _is_younger(user: User, age: int, now: datetime) -> bool:
    """Whether her year of birth, when she gave it, makes her younger than `age` on every day of this year."""
    birth_year = User.objects.filter(pk=user.pk).values_list("volunteer__birth_year", flat=True).first()
    return birth_year is not None and timezone.localtime(now).year - birth_year < age


def _answer(participation: Participation, state: str, by: User, now: datetime, answer: str) -> None:
    participation.state = state
    participation.answer = answer
    participation.answered_at = now
    participation.answered_by = by
    participation.save(update_fields=["state", "answer", "answered_at", "answered_by"])
