"""The catalogue in memory, one per process, refreshed by version.

Readers ask PostgreSQL for rows written at or above the horizon of their last look: the oldest transaction that was
then still running. A sequence would not do, because transactions commit in another order than they take numbers.

The first use reads everything. From then on a thread of the process looks for changes every second, on a connection of
its own, and exchanges the snapshot when the next one is whole: no request ever waits for it.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import close_old_connections, connection
from django.db.models import Q, QuerySet

from kernel.tenancy import OPEN_STATES, public_context
from matching.catalogue.models import Opportunity as Row
from matching.engine import Catalogue, Opportunity, Reach, Remote
from tenants.registry.models import Territory

logger = logging.getLogger(__name__)

#: A process looks for changes this often, in seconds.
REFRESH_SECONDS = 1.0
#: The oldest transaction that still runs: what it writes is seen later.
HORIZON = "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """`territories`: the open ones' slugs, and whether the network names them. `versions`: of the rows that the next
    look reads again, because they lie at or above the horizon."""

    catalogue: Catalogue
    horizon: int
    versions: dict[int, int]
    territories: dict[int, tuple[str, bool]]
    looked_at: float


_lock = threading.Lock()
_snapshot: Snapshot | None = None
_refresher: threading.Thread | None = None
_forgotten = 0


def current_snapshot() -> Catalogue:
    """The open opportunities of live territories, at most `REFRESH_SECONDS` old plus the time of one read.

    Where `SNAPSHOT_IN_BACKGROUND` is off (commands, tests), the caller looks for changes itself.
    """
    held = _snapshot
    catalogue = held.catalogue if held and settings.SNAPSHOT_IN_BACKGROUND else refresh_snapshot()
    if settings.SNAPSHOT_IN_BACKGROUND and not (_refresher and _refresher.is_alive()):
        _start_refresher()  # at the first use, and in a process that was forked
    return catalogue


def refresh_snapshot() -> Catalogue:
    """Look for changes now, in this thread, unless that was done within `REFRESH_SECONDS`; what there is then."""
    global _snapshot
    with _lock:
        if _snapshot is None or time.monotonic() - _snapshot.looked_at >= REFRESH_SECONDS:
            _snapshot = _refreshed(_snapshot)
        return _snapshot.catalogue


def forget_snapshot() -> None:
    """Read everything anew at the next use: after a restore, or between tests. The thread ends."""
    global _snapshot, _forgotten
    with _lock:
        _snapshot, _forgotten = None, _forgotten + 1


def times_forgotten() -> int:
    """For whatever else is held of the catalogue: other than before, it is to be read anew too."""
    return _forgotten


def snapshot_age() -> float | None:
    """Seconds since this process last looked for changes; None when it holds nothing."""
    held = _snapshot
    return None if held is None else time.monotonic() - held.looked_at


def _start_refresher() -> None:
    global _refresher
    with _lock:
        if _refresher is None or not _refresher.is_alive():
            _refresher = threading.Thread(target=_keep_fresh, name="catalogue", daemon=True)
            _refresher.start()


def _keep_fresh() -> None:
    """Until the process ends or forgets its snapshot. What fails is logged, and tried again."""
    held = True
    while held:
        time.sleep(REFRESH_SECONDS)
        try:
            with public_context():
                close_old_connections()
                held = _look()
        except Exception:
            logger.exception("catalogue: the snapshot could not be refreshed")
    connection.close()


def _look() -> bool:
    """Exchange the snapshot for the next; False when the process holds none."""
    global _snapshot
    with _lock:
        if _snapshot is not None:
            _snapshot = _refreshed(_snapshot)
        return _snapshot is not None


def _refreshed(held: Snapshot | None) -> Snapshot:
    started = time.monotonic()
    # The horizon is read before the rows: what commits in between is read now and again at the next look.
    with connection.cursor() as cursor:
        cursor.execute(HORIZON)
        (horizon,) = cursor.fetchone()

    # A territory that is suspended, renamed, removed or looked at changes no row of the catalogue.
    territories = Territory.objects.open().values_list("pk", "slug", "listed")
    live = {pk: (slug, listed) for pk, slug, listed in territories}
    rows = Row.objects.filter(territory__state__in=OPEN_STATES)
    if held is None or held.territories.items() - live.items():
        written = _read(rows.filter(is_open=True))
        catalogue = Catalogue(one for _pk, _version, one in written if one)
        return Snapshot(catalogue, horizon, _versions(written, horizon), live, started)

    written = [
        (pk, version, one)
        for pk, version, one in _read(
            rows.filter(Q(version__gte=held.horizon) | Q(territory__in=live.keys() - held.territories))
        )
        if held.versions.get(pk) != version
    ]
    catalogue = held.catalogue
    if written:
        catalogue = catalogue.updated(
            changed=[one for _pk, _version, one in written if one],
            removed=[str(pk) for pk, _version, one in written if one is None],
        )
    kept = {pk: version for pk, version in held.versions.items() if version >= horizon}
    return Snapshot(catalogue, horizon, kept | _versions(written, horizon), live, started)


def opportunity_now(*, territory_id: int, mission_id: int) -> Opportunity | None:
    """A mission as the engine sees it, read from the catalogue now; None when it is not open. One query."""
    rows = Row.objects.filter(territory=territory_id, mission_id=mission_id, territory__state__in=OPEN_STATES)
    return next((one for _pk, _version, one in _read(rows)), None)


type Written = list[tuple[int, int, Opportunity | None]]

#: Columns as the engine takes them, by its own names …
_SAME = {
    "lat": "latitude",
    "lon": "longitude",
    "starts_at": "starts_at",
    "ends_at": "ends_at",
    "capacity": "capacity",
    "connections": "connections",
    "requests": "requests",
    "answers": "answers",
    "min_age": "min_age",
    "published_at": "published_at",
}
#: … and those that it knows as something else.
_MADE: dict[str, Callable[[Any], Any]] = {
    "remote": Remote,
    "causes": frozenset,
    "skills": frozenset,
    "availability": frozenset,
}


def _versions(written: Written, horizon: int) -> dict[int, int]:
    return {pk: version for pk, version, _one in written if version >= horizon}


def _read(rows: QuerySet[Row]) -> Written:
    """Primary key and version of each row, and what the engine sees of it; None of a withdrawn one.

    Its id is the primary key as text, its territory the slug. Those of a territory that the network has not looked at
    stay at home, whatever their reach. Plain tuples: there may be a million.
    """
    columns = (
        "pk", "version", "is_open", "territory__slug", "territory__listed", "reach", *_MADE, *_SAME.values(),
    )  # fmt: skip
    return [
        (
            pk,
            version,
            _opportunity(pk, slug, reach if listed else Reach.TERRITORY, values) if is_open else None,
        )
        for pk, version, is_open, slug, listed, reach, *values in rows.values_list(*columns)
    ]


def _opportunity(pk: int, slug: str, reach: str, values: list[Any]) -> Opportunity:
    made = {name: make(value) for (name, make), value in zip(_MADE.items(), values, strict=False)}
    same = dict(zip(_SAME, values[len(_MADE) :], strict=True))
    return Opportunity(id=str(pk), territory=slug, reach=Reach(reach), **made, **same)
