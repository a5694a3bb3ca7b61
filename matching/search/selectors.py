"""What a territory's site shows of the others: the same search, without its own missions."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime

from kernel.tenancy import current_territory
from matching.catalogue.models import Opportunity
from matching.network.selectors import current_viewer
from matching.search.opportunities import Found, OpportunitySearch, opportunities_of, search_opportunities
from tenants.registry.models import Territory


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The nearest missions of others, out of all that were `found`; `near` is where distances are measured from."""

    rows: list[Opportunity] = field(default_factory=list)
    found: Found = field(default_factory=Found)
    near: tuple[float, float] | None = None


def missions_of_others(search: OpportunitySearch, *, now: datetime, count: int) -> Elsewhere:
    """What the territory at hand takes in of the network, the nearest first; without a place, from its own centre.

    Five queries at most, one more with words.
    """
    territory = current_territory()
    if territory is None or count < 1:
        return Elsewhere()
    if search.near is None:
        latitude, longitude = Territory.objects.values_list("latitude", "longitude").get(pk=territory.id)
        search = replace(search, near=(latitude, longitude), radius_km=None)
    search = replace(search, sort=search.sort or "distance")
    found = search_opportunities(search, viewer=current_viewer(), now=now, others_only=True)
    return Elsewhere(opportunities_of(found.ids[:count]) if found.ids else [], found, search.near)
