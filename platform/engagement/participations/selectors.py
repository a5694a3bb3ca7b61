"""Reads participations for the person who takes part."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Literal

from django.db.models import Case, Count, IntegerField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from engagement.missions.models import Mission
from engagement.participations.models import (
    ACTIVE_STATES,
    Participation,
    ParticipationQuerySet,
    ParticipationState,
)
from kernel.accounts.models import User

Group = Literal["offered", "to_come", "requested", "waiting"]
_GROUPS: Mapping[str, Group] = {
    ParticipationState.OFFERED: "offered",
    ParticipationState.ACCEPTED: "to_come",
    ParticipationState.REQUESTED: "requested",
    ParticipationState.WAITING: "waiting",
}


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


def current_of(*, user: User, now: datetime) -> dict[Group, list[Participation]]:
    """What is going on for her, by what she waits for or may do; each the soonest first. One query."""
    rows = (
        participations_of(user=user)
        .filter(state__in=ACTIVE_STATES)
        .exclude(over(now))
        .order_by(Coalesce("slot__starts_at", "mission__starts_at").asc(nulls_last=True), "pk")
    )
    found: dict[Group, list[Participation]] = {group: [] for group in _GROUPS.values()}
    for row in rows:
        found[_GROUPS[row.state]].append(row)
    return found


def past_of(*, user: User, now: datetime) -> ParticipationQuerySet:
    """What is over or came to nothing, the latest first."""
    current = Participation.objects.filter(state__in=ACTIVE_STATES).exclude(over(now))
    return participations_of(user=user).exclude(pk__in=current.filter(user=user).values("pk"))


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
