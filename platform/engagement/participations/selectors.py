"""Reads participations: a volunteer's own, and an association's inbox."""

from __future__ import annotations

from django.db.models import QuerySet

from engagement.associations.models import Association
from engagement.missions.models import Mission
from engagement.participations.models import Participation, ParticipationState
from kernel.accounts.models import User


def participations_of(*, user: User) -> QuerySet[Participation]:
    """Hers, the most recent first, with mission, association, commune and slot."""
    return (
        Participation.objects.filter(user=user)
        .select_related("mission__association", "mission__commune", "slot")
        .order_by("-requested_at", "-pk")
    )


def active_participations(*, user: User, mission: Mission) -> list[Participation]:
    """Her requests and places on one mission."""
    return list(Participation.objects.active().filter(user=user, mission=mission).select_related("slot"))


def active_mission_ids(*, user_id: int) -> list[int]:
    """Missions she has asked for or takes part in."""
    return list(
        Participation.objects.active().filter(user_id=user_id).values_list("mission_id", flat=True).distinct()
    )


def inbox_rows(*, user: User, state: str = "") -> QuerySet[Participation]:
    """What was asked of the associations that `user` manages, the latest first.

    With the volunteer's profile and commune. Only ever rows that she may answer.
    """
    rows = (
        Participation.objects.filter(mission__association__in=Association.objects.managed_by(user))
        .select_related("mission__association", "slot", "user__volunteer__commune")
        .order_by("-requested_at", "-pk")
    )
    return rows.filter(state=state) if state else rows


def count_waiting(*, user: User) -> int:
    """Requests that await an answer of hers."""
    return (
        Participation.objects.filter(
            mission__association__in=Association.objects.managed_by(user), state=ParticipationState.REQUESTED
        )
        .order_by()
        .count()
    )
