"""The search itself, on what the process holds in memory: words (`wording`), and the catalogue's columns of numbers
for place, reach, cause, dates, order and counts.

So a search costs the database a look at what has changed, and one at the rows of the page, however many missions there
are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from math import cos, radians
from typing import Any

import numpy as np
from django.db.models import QuerySet
from django.utils import timezone
from numpy.typing import NDArray

from kernel.tenancy import OPEN_STATES, current_territory
from matching.catalogue.models import Opportunity
from matching.engine import Catalogue, Remote
from matching.engine.columns import REMOTES, Columns
from matching.engine.dayparts import DAYS, PARTS, mask_of
from matching.network.reach import Viewer
from matching.network.snapshot import current_snapshot
from matching.search.maps import Spot
from matching.search.wording import current_wording
from matching.search.words import corrected, query_texts, typed_words, words_query
from tenants.geography.sphere import EARTH_RADIUS_KM
from tenants.registry.models import Territory

type Rows = NDArray[np.intp]

SORTS = ("relevance", "distance", "date", "recent")
_FULL, _POSSIBLE = REMOTES.index(Remote.FULL), REMOTES.index(Remote.POSSIBLE)
_KM_PER_DEGREE = EARTH_RADIUS_KM * radians(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpportunitySearch:
    """What somebody looks for. Empty values do not filter.

    `near`: latitude and longitude, WGS 84 degrees; with `radius_km` it keeps what happens within so many kilometres,
    and leaves out what is done entirely from home unless `remote` is “remote”. Days are both included. `parts`: day
    parts.
    `sort`: one of `SORTS`; empty: relevance for words, else distance for a place, else the latest.
    """

    words: str = ""
    near: tuple[float, float] | None = None
    radius_km: float | None = None
    cause: str = ""
    territory: str = ""
    first_day: date | None = None
    last_day: date | None = None
    parts: Sequence[str] = ()
    remote: str = ""
    sort: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """Primary keys of the missions found, in order, and how many there would be by cause and by territory (slug).

    A facet counts what the other filters leave. `corrections`: words that nothing says, and what was looked for
    instead.
    """

    ids: list[int] = field(default_factory=list)
    causes: Mapping[str, int] = field(default_factory=dict)
    territories: Mapping[str, int] = field(default_factory=dict)
    corrections: Mapping[str, str] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.ids)


def search_opportunities(
    search: OpportunitySearch, *, viewer: Viewer, now: datetime, others_only: bool = False
) -> Found:
    """What a territory's site, or the portal, shows of the network to who looks for this. With words four queries at
    most, besides the look for changes of the catalogue.

    Full and past missions are left out. `others_only`: without the viewer's own. Where nothing says the words, two
    queries more a word look for what was meant.
    """
    rows = _Shown(current_snapshot(), viewer, now, others_only)
    words = typed_words(search.words)
    found = _found(search, words, rows)
    if words and not found.ids and (instead := corrected(words)):
        again = _found(search, [instead.get(word, word) for word in words], rows)
        found = replace(again, corrections=instead) if again.ids else found
    return found


def opportunities_of(ids: Sequence[int]) -> list[Opportunity]:
    """Rows of the catalogue in this order, with their territory, its domains and the commune; what has gone is left
    out. Two queries."""
    rows = (
        Opportunity.objects.filter(pk__in=ids, is_open=True, territory__state__in=OPEN_STATES)
        .select_related("territory", "commune")
        .prefetch_related("territory__domains")
        .defer("document")
        .in_bulk()
    )
    return [rows[pk] for pk in ids if pk in rows]


def spots_of(ids: Sequence[int]) -> list[Spot]:
    """Where these missions take place, for a map; those without a place are left out. Three queries."""
    territories = Territory.objects.listed().prefetch_related("domains")
    sites = {territory.pk: territory.context().base_url for territory in territories}
    rows = Opportunity.objects.filter(pk__in=ids, is_open=True).exclude(remote=Remote.FULL)
    found = rows.values_list("pk", "latitude", "longitude", "commune__name", "title", "territory_id", "path")
    spots = {
        pk: Spot(latitude, longitude, commune, title, sites[owner] + path)
        for pk, latitude, longitude, commune, title, owner, path in found
        if owner in sites and commune is not None and latitude is not None and longitude is not None
    }
    return [spots[pk] for pk in ids if pk in spots]


def own_missions_saying(words: str) -> QuerySet[Any, Any]:
    """Ids of the missions of the territory at hand that say these words, by their synonyms too. Not yet asked."""
    territory = current_territory()
    query = words_query(typed_words(words))
    if territory is None or query is None:
        return Opportunity.objects.none().values("mission_id")
    own = Opportunity.objects.filter(territory_id=territory.id, is_open=True, document=query)
    return own.values("mission_id")


class _Shown:
    """The rows that a viewer shows now: their numbers in the catalogue's columns, the latest first, and their primary
    keys."""

    def __init__(self, catalogue: Catalogue, viewer: Viewer, now: datetime, others_only: bool) -> None:
        columns = catalogue.columns
        self.columns, self.now = columns, now
        shown = viewer.rows(columns)
        if others_only:
            shown &= np.array([name != viewer.territory for name in columns.territories], dtype=np.bool_)[
                columns.territory
            ]
        shown &= columns.places_left != 0
        shown &= ~(columns.ends_at <= now.timestamp())
        self.keys, latest = _in_turn(columns)
        self.rows: Rows = latest[shown[latest]]


_turns: tuple[Columns, NDArray[np.int64], Rows] | None = None


def _in_turn(columns: Columns) -> tuple[NDArray[np.int64], Rows]:
    """Each row's primary key in the database, and the rows with the latest first; made once for a snapshot."""
    global _turns
    held = _turns
    if held is None or held[0] is not columns:
        keys = columns.ids.astype(np.int64)
        latest: Rows = np.lexsort((keys, -np.nan_to_num(columns.published_at, nan=0.0)))
        held = _turns = (columns, keys, latest)
    return held[1], held[2]


def _found(search: OpportunitySearch, words: list[str], shown: _Shown) -> Found:
    columns = shown.columns
    rows, km = _in_place(columns, shown.rows, search)
    for narrow in (_at_home_or_not, _on_days, _in_parts):
        kept = narrow(columns, rows, search, shown.now)
        if kept is not None:
            rows, km = rows[kept], km[kept]
    titled: NDArray[np.int64] | None = None
    if words:
        said, in_title = query_texts(words)
        wording = current_wording()
        titled = wording.saying(in_title, in_title=True)
        kept = np.isin(shown.keys[rows], wording.saying(said))
        rows, km = rows[kept], km[kept]

    of_cause = _with_cause(columns, rows, search.cause)
    of_territory = _of_territory(columns, rows, search.territory)
    causes = columns.causes.take(rows[of_territory]).counts().tolist()
    territories = np.bincount(columns.territory[rows[of_cause]]).tolist()
    chosen = of_cause & of_territory
    rows, km = rows[chosen], km[chosen]
    return Found(
        ids=shown.keys[_sorted(search, columns, rows, km, shown.keys, titled)].tolist(),
        causes={code: count for code, count in zip(columns.causes.codes, causes, strict=True) if count},
        territories={columns.territories[number]: count for number, count in enumerate(territories) if count},
    )


def _margins(near: tuple[float, float], km: float) -> tuple[float, float]:
    """Half the height and half the width, in degrees, of the box that holds a circle."""
    height = km / _KM_PER_DEGREE
    return height, height / max(0.01, cos(radians(near[0])))


def _in_place(columns: Columns, rows: Rows, search: OpportunitySearch) -> tuple[Rows, NDArray[np.float64]]:
    """Rows within the radius, or from home where that is asked for; and each one's kilometres (NaN: no place)."""
    km = np.full(len(rows), np.nan)
    if search.near is None:
        return rows, km
    at_home = columns.remote[rows] == _FULL
    if not search.radius_km:
        return rows, np.where(at_home, np.nan, _kilometres(columns, rows, search.near))
    height, width = _margins(search.near, search.radius_km)
    kept = ~at_home
    kept &= np.abs(columns.lat[rows] - search.near[0]) <= height
    kept &= np.abs(columns.lon[rows] - search.near[1]) <= width
    around = np.flatnonzero(kept)
    km[around] = _kilometres(columns, rows[around], search.near)
    kept[around] = km[around] <= search.radius_km
    if search.remote == "remote":
        kept |= at_home
    return rows[kept], km[kept]


def _kilometres(columns: Columns, rows: Rows, near: tuple[float, float]) -> NDArray[np.float64]:
    """Great-circle kilometres (haversine)."""
    lat, lon = np.radians(columns.lat[rows]), np.radians(columns.lon[rows])
    h = (
        np.sin((lat - radians(near[0])) / 2) ** 2
        + cos(radians(near[0])) * np.cos(lat) * np.sin((lon - radians(near[1])) / 2) ** 2
    )
    km: NDArray[np.float64] = 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.minimum(1.0, h)))
    return km


#: Which rows it keeps; None for all.
type Narrowing = Callable[[Columns, Rows, OpportunitySearch, datetime], NDArray[np.bool_] | None]


def _at_home_or_not(
    columns: Columns, rows: Rows, search: OpportunitySearch, now: datetime
) -> NDArray[np.bool_] | None:
    if search.remote == "remote":
        remote = columns.remote[rows]
        return (remote == _FULL) | (remote == _POSSIBLE)
    return columns.remote[rows] != _FULL if search.remote == "on-site" else None


def _on_days(
    columns: Columns, rows: Rows, search: OpportunitySearch, now: datetime
) -> NDArray[np.bool_] | None:
    """What can be done between the days: it spans one of them, and suits one of their week days."""
    if not (search.first_day or search.last_day):
        return None
    first = search.first_day or timezone.localdate(now)
    kept = ~(columns.ends_at[rows] <= _midnight(first).timestamp())
    if search.last_day is None:
        return kept
    kept &= ~(columns.starts_at[rows] >= _midnight(search.last_day + timedelta(days=1)).timestamp())
    days = {(first + timedelta(days=n)).weekday() for n in range((search.last_day - first).days + 1)}
    if len(days) < 7:
        kept &= _suits(columns, rows, [f"{DAYS[day]}-{part}" for day in days for part in PARTS])
    return kept


def _in_parts(
    columns: Columns, rows: Rows, search: OpportunitySearch, now: datetime
) -> NDArray[np.bool_] | None:
    return _suits(columns, rows, search.parts) if search.parts else None


def _suits(columns: Columns, rows: Rows, parts: Sequence[str]) -> NDArray[np.bool_]:
    when = columns.availability[rows]
    suits: NDArray[np.bool_] = (when == 0) | ((when & np.uint32(mask_of(parts))) != 0)
    return suits


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _with_cause(columns: Columns, rows: Rows, cause: str) -> NDArray[np.bool_]:
    if not cause:
        return np.ones(len(rows), dtype=np.bool_)
    number = columns.causes.number.get(cause)
    if number is None:
        return np.zeros(len(rows), dtype=np.bool_)
    return columns.causes.bit(number)[rows].astype(np.bool_)


def _of_territory(columns: Columns, rows: Rows, territory: str) -> NDArray[np.bool_]:
    if not territory:
        return np.ones(len(rows), dtype=np.bool_)
    if territory not in columns.territories:
        return np.zeros(len(rows), dtype=np.bool_)
    found: NDArray[np.bool_] = columns.territory[rows] == columns.territories.index(territory)
    return found


def _sorted(
    search: OpportunitySearch,
    columns: Columns,
    rows: Rows,
    km: NDArray[np.float64],
    keys: NDArray[np.int64],
    titled: NDArray[np.int64] | None,
) -> Rows:
    """The rows in the order asked for; among equals they stay as they were, the latest first."""
    sort = search.sort or ("relevance" if titled is not None else "distance" if search.near else "recent")
    if sort == "relevance" and titled is not None:
        return rows[np.lexsort((_last(km), ~np.isin(keys[rows], titled)))]
    if sort == "distance" and search.near:
        return rows[np.argsort(_last(km), kind="stable")]
    if sort == "date":
        return rows[np.argsort(_last(columns.starts_at[rows]), kind="stable")]
    return rows


def _last(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """What is not known comes last."""
    return np.nan_to_num(values, nan=np.inf)
