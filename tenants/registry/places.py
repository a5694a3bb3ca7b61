"""The places of a territory, for its drawing."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import F

from kernel.tenancy import current_territory
from tenants.geography.models import Commune
from tenants.registry.models import Territory
from themes.tokens.mesh import MeshPoint

#: A territory of fewer communes is drawn with those around it, up to this number: one point draws nothing.
ENOUGH = 45
#: A commune of unknown population still shows.
_UNKNOWN_POPULATION = 500


def places_at_hand() -> Sequence[MeshPoint]:
    """Communes of the territory at hand weighted by population; none on the portal. At most three queries."""
    context = current_territory()
    if context is None:
        return ()
    own = list(Commune.objects.filter(territories=context.id))
    around = _around(context.id, ENOUGH - len(own)) if len(own) < ENOUGH else []
    return [_point(commune, own=True) for commune in own] + [_point(commune, own=False) for commune in around]


def _point(commune: Commune, *, own: bool) -> MeshPoint:
    return MeshPoint(commune.latitude, commune.longitude, commune.population or _UNKNOWN_POPULATION, own)


def _around(territory_id: int, count: int) -> list[Commune]:
    territory = Territory.objects.get(pk=territory_id)
    # Squared degrees, longitude shrunk as at 48° N: good enough to take the nearest few.
    squared = (F("latitude") - territory.latitude) ** 2.0 + (
        (F("longitude") - territory.longitude) * 0.67
    ) ** 2.0
    others = Commune.objects.exclude(territories=territory_id)
    near = others.filter(
        latitude__range=(territory.latitude - 1, territory.latitude + 1),
        longitude__range=(territory.longitude - 1.5, territory.longitude + 1.5),
    )
    return list(near.annotate(squared=squared).order_by("squared")[:count])
