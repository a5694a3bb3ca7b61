"""The waiting list: a place that comes free is offered to one person at a time, by a link that ends, then to the next.

What is offered is held. Nothing depends on a task having run: an offer ends by its date in the database, which is
looked at when somebody clicks, asks, answers or withdraws, and by a task for the time in between.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q

from engagement.missions.enums import MissionState
from engagement.missions.models import Mission, Slot
from engagement.participations import mails
from engagement.participations.models import Participation, ParticipationQuerySet, ParticipationState
from engagement.participations.places import free_places, lock_mission, lock_participation
from engagement.participations.refusals import (
    AssociationIsHidden,
    MissionIsOver,
    MissionIsSuspended,
    OfferHasEnded,
)
from engagement.participations.reminders import reminder_spared
from engagement.participations.states import PARTICIPATION
from engagement.rules.selectors import current_rules
from matching.catalogue.services import apply_outbox


@transaction.atomic
def take_offer(*, participation: Participation, now: datetime) -> Participation:
    """Accept the place that is offered; the association and the volunteer are told.

    Raises `ForbiddenTransition` (no offer, or answered already), `OfferHasEnded`, `AssociationIsHidden`,
    `MissionIsSuspended`.
    """
    participation = lock_participation(participation)
    state = PARTICIPATION.target("take", participation.state)
    if participation.offered_until is None or participation.offered_until <= now:
        raise OfferHasEnded
    if participation.mission.association.state != "published":
        raise AssociationIsHidden
    if participation.mission.state == MissionState.SUSPENDED:
        raise MissionIsSuspended
    participation.state = state
    participation.answered_at = now
    participation.reminded_at = reminder_spared(participation, now=now)
    participation.save(update_fields=["state", "answered_at", "reminded_at"])
    apply_outbox()
    mails.tell_volunteer_accepted(participation)
    mails.tell_managers_of_taken_offer(participation)
    return participation


@transaction.atomic
def settle_mission(*, mission_id: int, now: datetime) -> None:
    """Bring a mission's waiting list up to `now`: what has ended ends, what came free is offered. Idempotent."""
    try:
        mission = lock_mission(mission_id)
    except MissionIsOver:
        return
    offer_free_places(mission, now=now)
    apply_outbox()


def missions_to_settle(*, now: datetime) -> list[int]:
    """Missions where somebody waits, or where an offer or an unanswered request has run out of time."""
    over = Q(slot__ends_at__lte=now) | Q(slot__isnull=True, mission__ends_at__lte=now)
    rows = Participation.objects.filter(
        Q(state=ParticipationState.WAITING)
        | Q(state=ParticipationState.OFFERED, offered_until__lte=now)
        | (Q(state=ParticipationState.REQUESTED) & over)
    )
    return list(rows.order_by("mission_id").values_list("mission_id", flat=True).distinct())


def offer_free_places(mission: Mission, *, now: datetime) -> None:
    """Let what has run out of time lapse, then offer each free place to the first who waits for it.

    The mission's row must be held. The catalogue is the caller's to bring in step.
    """
    _lapse(mission, now)
    if not Participation.objects.filter(mission=mission, state=ParticipationState.WAITING).exists():
        return
    if not Mission.objects.current(now).filter(pk=mission.pk).exists():
        return
    slots: Iterable[Slot | None] = mission.slots.to_come(now)
    for slot in list(slots) or [None]:
        if slot is not None and slot.starts_at <= now:
            continue
        line = waiting_line(mission, slot)
        free = free_places(mission, slot)
        for participation in line if free is None else line[:free]:
            _offer(participation, mission, slot, now)


def waiting_line(mission: Mission, slot: Slot | None) -> ParticipationQuerySet:
    """Who waits for a place, first come first: for this slot, or for whichever comes free and has not this one.

    A closed account is passed by: nobody would read the offer.
    """
    rows = Participation.objects.filter(
        mission=mission, state=ParticipationState.WAITING, user__is_active=True
    )
    if slot is not None:
        there = Participation.objects.active().filter(slot=slot).values("user_id")
        rows = rows.filter(Q(slot=slot) | (Q(slot__isnull=True) & ~Q(user_id__in=there)))
    return rows.select_related("user").order_by("waiting_since", "pk")


def _offer(participation: Participation, mission: Mission, slot: Slot | None, now: datetime) -> None:
    participation.mission = mission
    participation.slot = slot
    participation.state = PARTICIPATION.target("offer", participation.state)
    until = now + timedelta(hours=current_rules().offer_hours)
    end = slot.starts_at if slot else mission.ends_at
    participation.offered_until = min(until, end) if end else until
    participation.save(update_fields=["slot", "state", "offered_until"])
    mails.tell_volunteer_offered(participation)


def _lapse(mission: Mission, now: datetime) -> None:
    """End the offers whose time is up, and what awaits something that has begun (a place) or is over (an answer)."""
    begun = Q(slot__starts_at__lte=now) | Q(slot__isnull=True, mission__ends_at__lte=now)
    over = Q(slot__ends_at__lte=now) | Q(slot__isnull=True, mission__ends_at__lte=now)
    ended = Participation.objects.filter(mission=mission).filter(
        Q(state=ParticipationState.OFFERED, offered_until__lte=now)
        | (Q(state__in=[ParticipationState.WAITING, ParticipationState.OFFERED]) & begun)
        | (Q(state=ParticipationState.REQUESTED) & over)
        | Q(state=ParticipationState.WAITING, pk__in=_too_late(mission, now))
    )
    for participation in ended.select_related("slot", "user").order_by(
        F("waiting_since").asc(nulls_last=True)
    ):
        was = participation.state
        participation.mission = mission
        participation.state = PARTICIPATION.target("lapse", was)
        participation.save(update_fields=["state"])
        mails.tell_volunteer_lapsed(participation, was=was)


def _too_late(mission: Mission, now: datetime) -> ParticipationQuerySet:
    """Those who wait for whichever date comes free, when none is to come any more."""
    rows = Participation.objects.filter(mission=mission, slot__isnull=True)
    none_to_come = mission.slots.standing().exists() and not mission.slots.to_come(now).exists()
    return rows if none_to_come else rows.none()
