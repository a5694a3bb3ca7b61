"""Finds volunteers for a mission, and reads invitations."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from math import inf
from typing import Any

from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from engagement.associations.models import Association
from engagement.invitations.models import Answer, FromAway, MissionInvitation, Refrain, SentAway
from engagement.messaging.models import Block
from engagement.missions.models import Mission
from engagement.participations.models import ACTIVE_STATES
from engagement.rules.selectors import current_rules
from engagement.volunteers.models import Volunteer
from engagement.volunteers.selectors import seeker_of
from kernel.accounts.models import User
from kernel.tenancy import current_schema, current_territory
from matching.engine import Reason, ReasonKind
from matching.seekers.models import SeekerCard
from matching.seekers.ranking import rank_for_mission


@dataclass(frozen=True, slots=True)
class Match:
    """A volunteer for a mission, and the engine's reasons."""

    volunteer: Volunteer
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleSearch:
    """What a manager insists on; nothing leaves everybody. `within` is in kilometres."""

    within: int | None = None
    free_then: bool = False
    skilled: bool = False

    def keeps(self, reasons: Iterable[Reason]) -> bool:
        """Whether somebody whom these speak for is looked for; whose distance nobody knows is not near."""
        values = {reason.kind: reason.value for reason in reasons}
        return (
            (self.within is None or values.get(ReasonKind.DISTANCE, inf) <= self.within)
            and (not self.free_then or ReasonKind.AVAILABILITY in values)
            and (not self.skilled or ReasonKind.SKILL in values)
        )


def people_for(*, mission: Mission, now: datetime, search: PeopleSearch = PeopleSearch()) -> list[Match]:
    """Volunteers who may be invited and whom a mission suits, best first, by the definition behind suggestions.

    Nobody for a mission that takes no more requests. Five queries, whatever the number.
    """
    here = current_territory()
    if here is None:
        return []
    found = {str(one.pk): one for one in invitable(mission=mission, now=now)}
    ranked = rank_for_mission(
        territory=here,
        mission_id=mission.pk,
        seekers=(seeker_of(one, now=now) for one in found.values()),
        now=now,
    )
    matches = (Match(volunteer=found[one.seeker_id], reasons=one.reasons) for one in ranked)
    return [match for match in matches if search.keeps(match.reasons)]


def invitable(*, mission: Mission, now: datetime) -> QuerySet[Volunteer]:
    """Who may be found, and be invited to this mission now, with account and commune.

    Left out: who takes part in it or asked to, who was invited to it, who was invited as often this month as the
    territory allows, who asked not to be, who and the association blocked each other, and its own members.
    """
    association, most = mission.association, current_rules().invitations_a_month
    cards = SeekerCard.objects.filter(territory__schema_name=current_schema())
    left_out: tuple[Any, ...] = (
        mission.participations.filter(state__in=ACTIVE_STATES).values("user"),
        mission.invitations.values("user"),
        *(
            of_month.objects.filter(month=month_of(now), number__gte=most).values("user")
            for of_month in (MissionInvitation, FromAway)
        ),
        association.refrains.values("user"),
        association.memberships.values("user"),
        _blocked(association),
    )
    found = Volunteer.objects.filter(card__in=cards.values("code"))
    people = found if most else found.none()
    for users in left_out:
        people = people.exclude(user__in=users)
    if mission.min_age:
        born_by = timezone.localdate(now).year - mission.min_age
        people = people.filter(Q(birth_year=None) | Q(birth_year__lte=born_by))
    return people.select_related("user", "commune").order_by("pk")


def invited_to(*, mission: Mission) -> QuerySet[MissionInvitation]:
    """Whom its association asked, the latest first."""
    return mission.invitations.select_related("user", "conversation").order_by("-sent_at", "-pk")


def sent_away_for(*, mission: Mission) -> QuerySet[SentAway]:
    """Whom its association asked in other territories and who has not come, the latest first."""
    return SentAway.objects.filter(mission=mission, invitation=None)


def invitations_of(*, user: User) -> QuerySet[MissionInvitation]:
    """Hers, to missions that one may still read: those that await her answer first, then the latest."""
    return (
        MissionInvitation.objects.filter(user=user, mission__association__state="published")
        .select_related("mission__association", "mission__commune", "conversation", "invited_by")
        .order_by("answer", "-sent_at", "-pk")
    )


def awaiting_answer(*, user: User, mission: Mission) -> MissionInvitation | None:
    """Hers to one mission, as long as she has not answered."""
    return invitations_of(user=user).filter(mission=mission, answer=Answer.NONE).first()


def refrains_of(*, user: User) -> QuerySet[Refrain]:
    """The associations that no longer invite her."""
    return Refrain.objects.filter(user=user).select_related("association")


def last_number(*, user: User, month: date) -> int:
    """The number of the last invitation that she received in a month, from anywhere; 0 before the first."""
    received = (
        one.objects.filter(user=user, month=month).aggregate(last=Max("number"))["last"] or 0
        for one in (MissionInvitation, FromAway)
    )
    return max(received)


def month_of(moment: datetime) -> date:
    """The first day of its month, on the territory's clock."""
    return timezone.localdate(moment).replace(day=1)


def _blocked(association: Association) -> list[int]:
    """People of whom the association wants to hear nothing more, or who want to hear nothing more of it."""
    beginning = f"a{association.pk} p"
    pairs = Block.objects.filter(pair__startswith=beginning).values_list("pair", flat=True)
    return [int(pair.removeprefix(beginning)) for pair in pairs]
