"""Reads what was asked of an association: over all its missions, and of all that one manages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from engagement.associations.models import Association
from engagement.missions.models import Mission, Slot
from engagement.participations.models import Participation, ParticipationQuerySet, ParticipationState
from kernel.accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxSearch:
    """What a manager looks for. Empty values do not filter. `name` is looked for in what she sees of names."""

    state: str = ""
    mission_id: int | None = None
    slot_id: int | None = None
    days: int | None = None
    name: str = ""


def inbox_rows(*, user: User, search: InboxSearch = InboxSearch(), now: datetime) -> ParticipationQuerySet:
    """What was asked of the associations that `user` manages, what awaits an answer for longest first.

    With the volunteer's profile and commune, and what is known of a guest. Only ever rows that she may answer.
    """
    rows = managed_rows(user=user).select_related(
        "mission__association", "slot", "user__volunteer__commune", "user__guest", "release"
    )
    if search.state:
        rows = rows.filter(state=search.state)
    if search.mission_id:
        rows = rows.filter(mission_id=search.mission_id)
    if search.slot_id:
        rows = rows.filter(slot_id=search.slot_id)
    if search.days:
        rows = rows.filter(
            state=ParticipationState.REQUESTED, requested_at__lte=now - timedelta(days=search.days)
        )
    for word in search.name.split()[:4]:
        rows = rows.filter(_named(word))
    if search.state == ParticipationState.REQUESTED or search.days:
        return rows.order_by("requested_at", "pk")
    if search.state == ParticipationState.WAITING:
        return rows.order_by("mission_id", "slot_id", "waiting_since", "pk")
    return rows.order_by("-requested_at", "-pk")


def managed_rows(*, user: User) -> ParticipationQuerySet:
    """Every participation in missions of the associations that `user` manages."""
    return Participation.objects.filter(mission__association__in=Association.objects.managed_by(user))


def count_unanswered(*, user: User) -> int:
    """Requests that await an answer of hers."""
    return managed_rows(user=user).filter(state=ParticipationState.REQUESTED).order_by().count()


def missions_asked_for(*, user: User) -> list[Mission]:
    """Missions of hers that somebody ever asked for, by title. One query."""
    return list(
        Mission.objects.filter(pk__in=managed_rows(user=user).order_by().values("mission_id")).order_by(
            "title", "pk"
        )
    )


def slots_asked_for(*, user: User, mission_id: int) -> list[Slot]:
    """Slots of one of these missions that somebody ever asked for, the first first. One query."""
    asked = managed_rows(user=user).filter(mission_id=mission_id).order_by().values("slot_id")
    return list(Slot.objects.filter(pk__in=asked).order_by("starts_at", "pk"))


def _named(word: str) -> Q:
    """A first name, or an initial of a last name: what a masked name shows, and no more of it."""
    by_first_name = Q(user__first_name__unaccent__icontains=word)
    initial = word.rstrip(".")
    return by_first_name | Q(user__last_name__istartswith=initial) if len(initial) == 1 else by_first_name
