"""The mirror of suggestions: whom a mission of the territory at hand suits, by the engine's one definition."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from kernel.tenancy import TerritoryContext
from matching.engine import Mobility, Reach, Seeker, Seekers, SeekerSuggestion, with_broader_skills
from matching.network.selectors import neighbours_of
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


def count_in_neighbourhood(*, territory: TerritoryContext, mission_id: int) -> tuple[int, bool]:
    """How many people of neighbouring territories could come, and whether the mission is shown there. Two queries."""
    opportunity = opportunity_now(territory_id=territory.id, mission_id=mission_id)
    if opportunity is None:
        return 0, False
    cards = SeekerCard.objects.filter(territory__slug__in=neighbours_of(territory.slug)).select_related(
        "territory"
    )
    number = Seekers(map(_seeker, cards)).count(replace(opportunity, reach=Reach.NETWORK))
    return number, opportunity.reach != Reach.TERRITORY


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
