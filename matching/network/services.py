"""Suggestions over the whole network, and the map of who neighbours whom."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from django.core.cache import caches
from django.db import connection, transaction
from django.db.models import Q

from kernel.tenancy import OPEN_STATES
from matching.catalogue.models import Opportunity, OutboxEntry, Reconciliation
from matching.engine import (
    Explanation,
    Gain,
    Obstacle,
    ObstacleKind,
    Query,
    Seeker,
    Suggestion,
    Taste,
    alike,
    as_asked,
    with_broader_skills,
)
from matching.engine import Opportunity as Asked
from matching.envelopes.models import Envelope
from matching.network.models import IncomingRule, Neighbourhood
from matching.network.selectors import neighbours_key, viewer_of
from matching.network.snapshot import current_snapshot
from matching.taxonomy.skills import BROADER
from matching.taxonomy.words import strongest_in_words
from tenants.geography.sphere import EARTH_RADIUS_KM
from tenants.registry.models import Territory, TerritoryCommune

#: Territories whose nearest communes are further apart than this are not neighbours.
NEIGHBOUR_KM = 60.0
_DEGREE_KM = EARTH_RADIUS_KM * math.pi / 180


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestedOpportunity:
    """One suggestion, ready for a page: the catalogue's row, where it comes from, and why."""

    opportunity: Opportunity
    territory_name: str
    is_own: bool
    url: str
    score: float
    reasons: tuple[str, ...]


def suggest(
    *,
    seeker: Seeker,
    now: datetime,
    top: int = 10,
    already: Collection[int] = (),
    taste: Taste | None = None,
) -> list[SuggestedOpportunity]:
    """The `top` opportunities of the network for a seeker, best first, with reasons in the language at hand.

    `already`: missions of her own territory that she takes part in, left out. `taste`: what was learned of her. At
    most four queries whatever `top` is, plus the look for changes of the catalogue. What closed since the snapshot was
    taken is left out, and what her territory does not take in (`viewer_of`).
    """
    viewer = viewer_of(seeker.territory)
    catalogue = current_snapshot()
    suggestions = catalogue.rank(
        Query(
            with_broader_skills(seeker, BROADER),
            taste=taste,
            exclude=_of_missions(seeker.territory, already),
            turn=turn_of(seeker, now=now),
        ),
        now=now,
        top=top,
        neighbours=viewer.neighbourhoods,
        shown=None if viewer.is_open else viewer.rows(catalogue.columns),
    )
    return _with_rows(suggestions, seeker)


def turn_of(seeker: Seeker, *, now: datetime) -> str:
    """Whose turn it is among what fits a person about as well: another order for each person and each week."""
    year, week, _day = now.isocalendar()
    return f"{seeker.territory} {seeker.id} {year}-{week}"


def equivalents(
    *,
    seeker: Seeker,
    asked: Asked,
    now: datetime,
    top: int,
    exclude: Collection[int] = (),
    taste: Taste | None = None,
) -> list[SuggestedOpportunity]:
    """Missions that could take the place of one she asked for: those that share a cause or a skill with it, the best
    for her as her request shows her (`as_asked`).

    `exclude`: keys of opportunities that are left out. Queries as for `suggest`.
    """
    viewer = viewer_of(seeker.territory)
    catalogue = current_snapshot()
    shown = alike(catalogue.columns, asked)
    if not viewer.is_open:
        shown &= viewer.rows(catalogue.columns)
    suggestions = catalogue.rank(
        Query(
            with_broader_skills(as_asked(seeker, asked), BROADER),
            taste=taste,
            exclude=[str(pk) for pk in exclude],
            turn=turn_of(seeker, now=now),
        ),
        now=now,
        top=top,
        neighbours=viewer.neighbourhoods,
        shown=shown,
    )
    return _with_rows(suggestions, seeker)


def open_at(pages: Collection[tuple[str, str]]) -> dict[tuple[str, str], Asked]:
    """By territory (its slug) and path of its page, those missions that are open. One query where there is any page."""
    if not pages:
        return {}
    wanted = Q()
    for territory, path in pages:
        wanted |= Q(territory__slug=territory, path=path)
    rows = Opportunity.objects.filter(wanted, is_open=True).values_list("territory__slug", "path", "pk")
    catalogue = current_snapshot()
    return {(slug, path): catalogue[str(pk)] for slug, path, pk in rows if str(pk) in catalogue}


def still_suited(
    *, wishes: Sequence[tuple[Seeker, Sequence[int]]], now: datetime, taste: Taste | None = None
) -> list[list[SuggestedOpportunity]]:
    """For each seeker with some opportunities, those that nothing stops now, in the order given, with their reasons.

    The seekers are one person as several requests show her, hence of one territory. Queries as for `suggest`.
    """
    viewer = viewer_of(wishes[0][0].territory)
    catalogue = current_snapshot()
    suited: list[tuple[Seeker, list[Suggestion]]] = []
    for seeker, opportunity_ids in wishes:
        wanting, found = with_broader_skills(seeker, BROADER), list[Suggestion]()
        for id_ in map(str, opportunity_ids):
            if id_ not in catalogue:
                continue
            why = catalogue.explain(wanting, id_, now=now, neighbours=viewer.neighbourhoods, taste=taste)
            one = catalogue[id_]
            shown = viewer.sees(territory=one.territory, reach=one.reach, causes=one.causes)
            if why.score is not None and shown:
                found.append(Suggestion(id_, why.score, why.reasons))
        suited.append((seeker, found))
    rows = _rows_of([one.opportunity_id for _seeker, found in suited for one in found])
    return [_described(found, rows, seeker) for seeker, found in suited]


def _of_missions(territory: str | None, mission_ids: Collection[int]) -> list[str]:
    """The catalogue's ids of missions of one territory. One query where there are any."""
    if not mission_ids:
        return []
    rows = Opportunity.objects.filter(territory__slug=territory, mission_id__in=mission_ids)
    return [str(pk) for pk in rows.values_list("pk", flat=True)]


def _with_rows(suggestions: Sequence[Suggestion], seeker: Seeker) -> list[SuggestedOpportunity]:
    """The suggestions whose rows are still open, for a page."""
    return _described(suggestions, _rows_of([one.opportunity_id for one in suggestions]), seeker)


def _rows_of(ids: Collection[str]) -> Mapping[int, Opportunity]:
    """Those that are still open. Two queries."""
    open_ones = Opportunity.objects.filter(pk__in=ids, is_open=True, territory__state__in=OPEN_STATES)
    rows = open_ones.select_related("territory", "commune").prefetch_related("territory__domains")
    return rows.in_bulk()


def _described(
    suggestions: Sequence[Suggestion], rows: Mapping[int, Opportunity], seeker: Seeker
) -> list[SuggestedOpportunity]:
    return [
        _suggested(rows[pk], seeker, suggestion.score, tuple(strongest_in_words(suggestion.reasons)))
        for suggestion in suggestions
        if (pk := int(suggestion.opportunity_id)) in rows
    ]


def gains(
    *, seeker: Seeker, now: datetime, top: int = 10, limit: int = 2, taste: Taste | None = None
) -> list[Gain]:
    """What one thing more about her would bring (`Catalogue.what_if`), the most telling ones. At most two queries.

    Counted is what her territory shows, with what she takes part in already.
    """
    viewer = viewer_of(seeker.territory)
    catalogue = current_snapshot()
    return catalogue.what_if(
        Query(with_broader_skills(seeker, BROADER), taste=taste),
        now=now,
        top=top,
        neighbours=viewer.neighbourhoods,
        shown=None if viewer.is_open else viewer.rows(catalogue.columns),
    )[:limit]


def explain_mission(
    *, seeker: Seeker, mission_id: int, now: datetime, taste: Taste | None = None
) -> Explanation | None:
    """Why a mission of her own territory, or why not; None when the catalogue does not hold it. Three queries."""
    row = Opportunity.objects.filter(
        territory__slug=seeker.territory, mission_id=mission_id, is_open=True
    ).first()
    if row is None or str(row.pk) not in current_snapshot():
        return None
    return explain(seeker=seeker, opportunity=row, now=now, taste=taste)


def explain(
    *, seeker: Seeker, opportunity: Opportunity, now: datetime, taste: Taste | None = None
) -> Explanation:
    """Why this one, or why not: the reasons with their weight, or the obstacles."""
    seeker = with_broader_skills(seeker, BROADER)
    viewer = viewer_of(seeker.territory)
    catalogue, id_ = current_snapshot(), str(opportunity.pk)
    explanation = catalogue.explain(seeker, id_, now=now, neighbours=viewer.neighbourhoods, taste=taste)
    one = catalogue[id_]
    if viewer.sees(territory=one.territory, reach=one.reach, causes=one.causes):
        return explanation
    obstacles = {obstacle.kind: obstacle for obstacle in explanation.obstacles}
    obstacles.setdefault(ObstacleKind.REACH, Obstacle(ObstacleKind.REACH))
    return Explanation(id_, tuple(obstacles.values()), None, ())


def _suggested(
    row: Opportunity, seeker: Seeker, score: float, reasons: tuple[str, ...]
) -> SuggestedOpportunity:
    own = row.territory.slug == seeker.territory
    return SuggestedOpportunity(
        opportunity=row,
        territory_name=row.territory.name,
        is_own=own,
        url=row.path if own else row.territory.context().base_url + row.path,
        score=score,
        reasons=reasons,
    )


@transaction.atomic
def update_neighbourhoods(territory: Territory) -> int:
    """Compute anew who neighbours a territory, after its communes changed. Returns how many do.

    Communes of others are looked for only in the box around the territory, so the cost follows the neighbourhood's
    size, not the network's. Territories wait here for one another until the commit: two that open at once are
    neighbours all the same.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('neighbourhoods', 0))")
    own = _coordinates(TerritoryCommune.objects.filter(territory=territory))
    lat_margin = NEIGHBOUR_KM / _DEGREE_KM
    lon_margin = lat_margin / math.cos(math.radians(float(np.abs(own[:, 0]).max())))
    nearby = TerritoryCommune.objects.exclude(territory=territory).filter(
        commune__latitude__range=(own[:, 0].min() - lat_margin, own[:, 0].max() + lat_margin),
        commune__longitude__range=(own[:, 1].min() - lon_margin, own[:, 1].max() + lon_margin),
    )
    owners = np.array(nearby.order_by("pk").values_list("territory_id", flat=True), dtype=np.int64)
    concerned = _slugs_around(territory)
    Neighbourhood.objects.filter(Q(territory=territory) | Q(neighbour=territory)).delete()
    found = []
    if owners.size:
        distances = _nearest_km(_coordinates(nearby), own)
        for owner in np.unique(owners):
            distance = float(distances[owners == owner].min())
            if distance <= NEIGHBOUR_KM:
                found.append((int(owner), distance))
    Neighbourhood.objects.bulk_create(
        Neighbourhood(territory_id=a, neighbour_id=b, distance_km=distance)
        for other, distance in found
        for a, b in ((territory.pk, other), (other, territory.pk))
    )
    concerned |= _slugs_around(territory) | {territory.slug}
    transaction.on_commit(lambda: caches["network"].delete_many(map(neighbours_key, concerned)))
    return len(found)


def forget_territory(territory: Territory) -> None:
    """Nothing of a territory that is gone stays in the network's index, nor what is on its way to it."""
    concerned = _slugs_around(territory)
    Opportunity.objects.filter(territory=territory).delete()
    OutboxEntry.objects.filter(schema_name=territory.schema_name).delete()
    Reconciliation.objects.filter(territory=territory).delete()
    IncomingRule.objects.filter(territory=territory).delete()
    Envelope.objects.filter(recipient=territory).delete()
    Neighbourhood.objects.filter(Q(territory=territory) | Q(neighbour=territory)).delete()
    transaction.on_commit(lambda: caches["network"].delete_many(map(neighbours_key, concerned)))


def _slugs_around(territory: Territory) -> set[str]:
    return set(Neighbourhood.objects.filter(neighbour=territory).values_list("territory__slug", flat=True))


def _coordinates(communes: object) -> np.ndarray:
    """(n, 2) latitudes and longitudes in degrees."""
    rows = communes.order_by("pk").values_list("commune__latitude", "commune__longitude")  # type: ignore[attr-defined]
    return np.array(list(rows), dtype=np.float64).reshape(-1, 2)


def _nearest_km(points: np.ndarray, targets: np.ndarray) -> np.ndarray:
    """For each point, kilometres to the nearest target (haversine)."""
    lat_a, lon_a = np.radians(points[:, :1]), np.radians(points[:, 1:])
    lat_b, lon_b = np.radians(targets[:, 0]), np.radians(targets[:, 1])
    h = np.sin((lat_b - lat_a) / 2) ** 2 + np.cos(lat_a) * np.cos(lat_b) * np.sin((lon_b - lon_a) / 2) ** 2
    nearest: np.ndarray = (2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(h))).min(axis=1)
    return nearest
