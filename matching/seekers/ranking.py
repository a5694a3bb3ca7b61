"""The mirror of suggestions: whom a mission of the territory at hand suits, by the engine's one definition."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from math import cos, radians

from django.db.models import F, Q, QuerySet

from kernel.tenancy import TerritoryContext
from matching.engine import (
    Mobility,
    Opportunity,
    Reach,
    Reason,
    Remote,
    Seeker,
    Seekers,
    SeekerSuggestion,
    with_broader_skills,
)
from matching.network.selectors import neighbours_of, neighbours_who_show
from matching.network.snapshot import current_snapshot, opportunity_now
from matching.seekers.models import SeekerCard
from matching.taxonomy.skills import BROADER


def rank_for_mission(
    *, territory: TerritoryContext, mission_id: int, seekers: Iterable[Seeker], now: datetime
) -> list[SeekerSuggestion]:
    """All whom the mission suits, best first; nobody when the catalogue does not show it. Two queries at most."""
    people = [with_broader_skills(one, BROADER) for one in seekers]
    opportunity = opportunity_now(territory_id=territory.id, mission_id=mission_id) if people else None
    if opportunity is None:
        return []
    return Seekers(people).rank(opportunity, now=now, top=len(people), rarity=current_snapshot().rarity)


#: So many of them at most are looked through one by one: those whom it suits best.
MOST = 30


@dataclass(frozen=True, slots=True)
class CardFound:
    """The card of somebody of another territory (`territory` its slug), and the engine's reasons."""

    card: SeekerCard
    territory: str
    territory_name: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Nearby:
    """People of neighbouring territories for a mission.

    `number`: how many could come, of all who agreed to be found. `is_shown`: whether the mission is shown to any.
    `found`: those who agreed to be found from beyond, and to whom their territory shows it, best first.
    """

    number: int = 0
    is_shown: bool = False
    found: tuple[CardFound, ...] = ()


def look_in_neighbourhood(*, territory: TerritoryContext, mission_id: int, now: datetime) -> Nearby:
    """Who of neighbouring territories could come to a mission. Three queries at most.

    PostgreSQL hands over only the cards whose circle holds the mission's place, or that may help from home.
    """
    opportunity = opportunity_now(territory_id=territory.id, mission_id=mission_id)
    if opportunity is None:
        return Nearby()
    near = SeekerCard.objects.filter(
        territory__slug__in=neighbours_of(territory.slug), territory__listed=True
    ).select_related("territory")
    cards = {str(card.code): card for card in _around(opportunity, near)}
    # Who shows the mission is asked below, of each territory's own rules.
    anywhere = replace(opportunity, reach=Reach.NETWORK)
    number = Seekers(map(_seeker, cards.values())).count(anywhere) if cards else 0
    showing = neighbours_who_show(
        territory=territory.slug, reach=opportunity.reach, causes=opportunity.causes
    )
    seekers = [
        with_broader_skills(_seeker(card), BROADER)
        for card in cards.values()
        if card.beyond and card.territory.slug in showing
    ]
    ranked = (
        Seekers(seekers).rank(anywhere, now=now, top=MOST, rarity=current_snapshot().rarity)
        if seekers
        else []
    )
    found = tuple(
        CardFound(card, card.territory.slug, card.territory.name, one.reasons)
        for one in ranked
        if (card := cards.get(one.seeker_id))
    )
    return Nearby(number, bool(showing), found)


def _around(opportunity: Opportunity, cards: QuerySet[SeekerCard]) -> QuerySet[SeekerCard]:
    """Without those who are surely too far: a degree of latitude is 111 km, one of longitude less."""
    from_home = Q(remote_ok=True) if opportunity.remote != Remote.NO else Q(pk__in=[])
    if opportunity.remote == Remote.FULL:
        return cards.filter(from_home)
    if opportunity.lat is None or opportunity.lon is None:
        return cards.filter(from_home | Q(latitude=None))
    tall = F("radius_km") / 111.0
    wide = F("radius_km") / max(1.0, 111.0 * cos(radians(opportunity.lat)))
    return cards.filter(
        from_home
        | Q(latitude=None)
        | Q(
            latitude__gte=opportunity.lat - tall,
            latitude__lte=opportunity.lat + tall,
            longitude__gte=opportunity.lon - wide,
            longitude__lte=opportunity.lon + wide,
        )
    )


def _seeker(card: SeekerCard) -> Seeker:
    return Seeker(
        id=str(card.code),
        territory=card.territory.slug,
        lat=card.latitude,
        lon=card.longitude,
        radius_km=float(card.radius_km),
        remote_ok=card.remote_ok,
        causes=frozenset(card.causes),
        skills=frozenset(card.skills),
        availability=frozenset(card.availability),
        mobility=Mobility(card.mobility),
    )
