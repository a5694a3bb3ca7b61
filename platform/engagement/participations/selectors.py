"""Reads participations for the person who takes part."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Case, Count, F, IntegerField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from engagement.missions.models import Mission
from engagement.participations.models import (
    ACTIVE_STATES,
    Participation,
    ParticipationQuerySet,
    ParticipationState,
)
from kernel.accounts.models import User

#: States of what is going on, in the order in which a person reads them; past these numbers, what is over.
GROUPS = (
    ParticipationState.OFFERED,
    ParticipationState.ACCEPTED,
    ParticipationState.REQUESTED,
    ParticipationState.WAITING,
)
PAST = len(GROUPS)


def over(now: datetime) -> Q:
    """What has ended: its slot, or a mission without slots."""
    return Q(slot__ends_at__lte=now) | Q(slot__isnull=True, mission__ends_at__lte=now)


def participations_of(*, user: User) -> ParticipationQuerySet:
    """Hers, the most recent first, with mission, association, commune, slot, and `rank` on the waiting list."""
    return _with_rank(
        Participation.objects.filter(user=user)
        .select_related("mission__association", "mission__commune", "slot")
        .order_by("-requested_at", "-pk")
    )


def listed_of(*, user: User, now: datetime) -> ParticipationQuerySet:
    """All of hers in one list, annotated with `group`: a code of `GROUPS`, in that order, then `PAST`.

    What is going on comes the soonest first; what is over or came to nothing, the latest first.
    """
    current = Participation.objects.filter(user=user, state__in=ACTIVE_STATES).exclude(over(now))
    going_on = Q(pk__in=current.values("pk"))
    groups = [When(going_on, state=state, then=Value(n)) for n, state in enumerate(GROUPS)]
    soonest = Case(When(going_on, then=Coalesce("slot__starts_at", "mission__starts_at")))
    return (
        participations_of(user=user)
        .annotate(group=Case(*groups, default=Value(PAST)), soonest=soonest)
        .order_by("group", F("soonest").asc(nulls_last=True), "-requested_at", "-pk")
    )


def active_participations(*, user: User, mission: Mission) -> list[Participation]:
    """Her requests, ranks and places on one mission, with their slots and `rank`. One query."""
    return list(participations_of(user=user).active().filter(mission=mission))


def active_mission_ids(*, user_id: int) -> list[int]:
    """Missions she has asked for or takes part in."""
    return list(
        Participation.objects.active().filter(user_id=user_id).values_list("mission_id", flat=True).distinct()
    )


def _with_rank(rows: ParticipationQuerySet) -> ParticipationQuerySet:
    """Annotated with `rank`, from 1, for who waits; those who wait for any date stand in every line."""
    ahead = Participation.objects.filter(
        Q(waiting_since__lt=OuterRef("waiting_since"))
        | Q(waiting_since=OuterRef("waiting_since"), pk__lt=OuterRef("pk")),
        mission=OuterRef("mission"),
        state=ParticipationState.WAITING,
    )
    same = ahead.filter(Q(slot=OuterRef("slot")) | Q(slot__isnull=True))
    number = Case(When(slot__isnull=True, then=_number_of(ahead)), default=_number_of(same))
    rank = Case(When(state=ParticipationState.WAITING, then=Coalesce(number, 0) + Value(1)), default=None)
    return rows.annotate(rank=rank)


def _number_of(rows: ParticipationQuerySet) -> Subquery:
    counted = rows.order_by().values("mission").annotate(number=Count("pk"))
    return Subquery(counted.values("number"), output_field=IntegerField())
