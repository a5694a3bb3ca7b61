"""What the portal shows of the territories."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery, Sum

from kernel.tenancy import TerritoryContext, TerritoryState
from tenants.geography.models import Commune
from tenants.geography.names import search_key
from tenants.geography.sphere import distance_km
from tenants.registry.models import Territory, TerritoryCommune


@dataclass(frozen=True, slots=True)
class TerritoryCard:
    """One live territory of the list. `distance_km`: to the commune asked for, 0 when it is one of its communes."""

    territory: TerritoryContext
    kind: str
    communes: int
    #: None when the reference lacks the population of one of its communes.
    population: int | None
    distance_km: float | None = None

    @property
    def covers(self) -> bool:
        return self.distance_km == 0


def live_territories(*, near: Commune | None = None) -> list[TerritoryCard]:
    """Every live territory that the network names, by name or nearest first. Two queries; one more with `near`."""
    live = Territory.objects.listed().prefetch_related("domains")
    covering = (
        set(TerritoryCommune.objects.filter(commune=near).values_list("territory_id", flat=True))
        if near
        else set()
    )
    cards = [
        TerritoryCard(
            territory=territory.context(),
            kind=territory.get_kind_display(),
            communes=territory.commune_count,
            population=territory.population if territory.known == territory.commune_count else None,
            distance_km=_distance(territory, near, covering) if near else None,
        )
        for territory in _with_figures(live)
    ]
    return sorted(cards, key=lambda card: (card.distance_km or 0, search_key(card.territory.name)))


def _with_figures(territories: QuerySet[Territory]) -> QuerySet[Any]:
    members = TerritoryCommune.objects.filter(territory=OuterRef("pk")).order_by().values("territory")
    figures: QuerySet[Any] = territories.annotate(
        commune_count=Subquery(members.annotate(n=Count("pk")).values("n")),
        known=Subquery(members.annotate(n=Count("commune__population")).values("n")),
        population=Subquery(members.annotate(n=Sum("commune__population")).values("n")),
    )
    return figures


def _distance(territory: Territory, near: Commune, covering: set[int]) -> float:
    if territory.pk in covering:
        return 0.0
    # A centre may fall on the very spot of a commune that is not covered: never 0 for those.
    return max(0.1, distance_km(territory.latitude, territory.longitude, near.latitude, near.longitude))


def territory_at_path(path: str) -> TerritoryContext | None:
    """The territory that a short path of the portal leads to: a closed one says so itself. Two queries."""
    territories = Territory.objects.exclude(state=TerritoryState.OPENING).prefetch_related("domains")
    territory = territories.filter(short_paths__path=path.lower()).first()
    return territory.context() if territory else None
