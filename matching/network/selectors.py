"""What the network's territories know of each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Set

from django.core.cache import caches

from kernel.tenancy import current_territory
from matching.network.models import IncomingRule, Neighbourhood
from matching.network.reach import Viewer

NEIGHBOURS_CACHE_KEY = "kilometres-to-neighbours"
_SECONDS = 3600


def neighbours_of_each() -> Mapping[str, Mapping[str, float]]:
    """By slug, the neighbours of every territory that has any, and how many kilometres away they begin.

    One read of the network's cache.
    """
    cache = caches["network"]
    cached: Mapping[str, Mapping[str, float]] | None = cache.get(NEIGHBOURS_CACHE_KEY)
    if cached is None:
        found: dict[str, dict[str, float]] = defaultdict(dict)
        pairs = Neighbourhood.objects.values_list("territory__slug", "neighbour__slug", "distance_km")
        for slug, neighbour, km in pairs:
            found[slug][neighbour] = km
        cached = dict(found)
        cache.set(NEIGHBOURS_CACHE_KEY, cached, _SECONDS)
    return cached


def neighbour_slugs() -> Mapping[str, Set[str]]:
    """The same without distances, as the engine takes it."""
    return {slug: kilometres.keys() for slug, kilometres in neighbours_of_each().items()}


def viewer_of(territory: str | None) -> Viewer:
    """Whose missions the territory of that slug shows; the network's own site without one. One query."""
    if not territory:
        return Viewer()
    kilometres = neighbours_of_each().get(territory, {})
    rule = IncomingRule.objects.filter(territory__slug=territory).first()
    if rule is None:
        return Viewer(territory, frozenset(kilometres))
    if rule.reach == "none":
        return Viewer(territory, everywhere=False)
    if rule.reach == "neighbours":
        near = frozenset(slug for slug, km in kilometres.items() if km <= rule.neighbour_km)
        return Viewer(territory, near, everywhere=False, causes=frozenset(rule.causes))
    return Viewer(territory, frozenset(kilometres), causes=frozenset(rule.causes))


def current_viewer() -> Viewer:
    """The same for the territory at hand."""
    territory = current_territory()
    return viewer_of(territory.slug if territory else None)
