"""What the network's territories know of each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from django.core.cache import caches

from matching.network.models import Neighbourhood

NEIGHBOURS_CACHE_KEY = "neighbours-of-each"
_SECONDS = 3600


def neighbours_of_each() -> Mapping[str, frozenset[str]]:
    """Slugs of the neighbours of every territory that has any. One read of the network's cache."""
    cache = caches["network"]
    cached: Mapping[str, frozenset[str]] | None = cache.get(NEIGHBOURS_CACHE_KEY)
    if cached is None:
        found: dict[str, set[str]] = defaultdict(set)
        for slug, neighbour in Neighbourhood.objects.values_list("territory__slug", "neighbour__slug"):
            found[slug].add(neighbour)
        cached = {slug: frozenset(neighbours) for slug, neighbours in found.items()}
        cache.set(NEIGHBOURS_CACHE_KEY, cached, _SECONDS)
    return cached
