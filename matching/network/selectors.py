"""What the network's territories know of each other."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.core.cache import caches

from kernel.tenancy import current_territory
from matching.network.models import IncomingRule, Neighbourhood
from matching.network.reach import Viewer

_SECONDS = 3600


def neighbours_key(territory: str) -> str:
    """Where the network's cache keeps `neighbours_of` a territory."""
    return f"kilometres-to-neighbours:{territory}"


def neighbours_of(territory: str) -> Mapping[str, float]:
    """By slug, the neighbours of a territory, and how many kilometres away they begin. One read of the network's
    cache."""
    key = neighbours_key(territory)
    kilometres: Mapping[str, float] | None = caches["network"].get(key)
    if kilometres is None:
        pairs = Neighbourhood.objects.filter(territory__slug=territory)
        kilometres = dict(pairs.values_list("neighbour__slug", "distance_km"))
        caches["network"].set(key, kilometres, _SECONDS)
    return kilometres


def viewer_of(territory: str | None) -> Viewer:
    """Whose missions the territory of that slug shows; the network's own site without one. One query."""
    if not territory:
        return Viewer()
    rule = IncomingRule.objects.filter(territory__slug=territory).first()
    return _viewer(territory, neighbours_of(territory), rule)


def neighbours_who_show(*, territory: str, reach: str, causes: Collection[str]) -> set[str]:
    """The neighbours (slugs) of a territory that show a mission of its own, of that reach and causes. One query."""
    near = neighbours_of(territory)
    found = IncomingRule.objects.filter(territory__slug__in=near).select_related("territory")
    rules = {rule.territory.slug: rule for rule in found}
    return {
        slug
        for slug, km in near.items()
        if _viewer(slug, {territory: km}, rules.get(slug)).sees(
            territory=territory, reach=reach, causes=causes
        )
    }


def _viewer(territory: str, kilometres: Mapping[str, float], rule: IncomingRule | None) -> Viewer:
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
