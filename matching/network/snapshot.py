"""The catalogue in memory, one per process, refreshed by version.

Readers ask PostgreSQL for rows written at or above the horizon of their last look: the oldest transaction that was
then still running. A sequence would not do, because transactions commit in another order than they take numbers.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, replace

from django.db import connection
from django.db.models import Q

from kernel.tenancy import TerritoryState
from matching.catalogue.models import Opportunity as Row
from matching.engine import Catalogue, Opportunity, Reach, Remote
from tenants.registry.models import Territory

#: A process looks for changes at most this often, in seconds.
REFRESH_SECONDS = 1.0
_HORIZON = "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint"


@dataclass(frozen=True, slots=True)
class _Snapshot:
    catalogue: Catalogue
    horizon: int
    versions: dict[int, int]
    territories: frozenset[int]
    looked_at: float


_lock = threading.Lock()
_snapshot: _Snapshot | None = None


def current_snapshot() -> Catalogue:
    """The open opportunities of live territories, at most `REFRESH_SECONDS` old plus the time of one read."""
    global _snapshot
    held = _snapshot
    if held is not None and time.monotonic() - held.looked_at < REFRESH_SECONDS:
        return held.catalogue
    # Another thread that refreshes already is not waited for: what is held is good enough meanwhile.
    if not _lock.acquire(blocking=False):
        if held is not None:
            return held.catalogue
        _lock.acquire()
    try:
        _snapshot = _refreshed(_snapshot)
        return _snapshot.catalogue
    finally:
        _lock.release()


def forget_snapshot() -> None:
    """Read everything anew at the next use: after a restore, or between tests."""
    global _snapshot
    _snapshot = None


def _refreshed(held: _Snapshot | None) -> _Snapshot:
    started = time.monotonic()
    # The horizon is read before the rows: what commits in between is read now and again at the next look.
    with connection.cursor() as cursor:
        cursor.execute(_HORIZON)
        (horizon,) = cursor.fetchone()

    # A territory that is suspended or removed changes no row of the catalogue.
    live = frozenset(Territory.objects.filter(state=TerritoryState.LIVE).values_list("pk", flat=True))
    rows = Row.objects.select_related("territory").filter(territory__state=TerritoryState.LIVE)
    if held is None or held.territories - live:
        written = list(rows.filter(is_open=True))
        catalogue = Catalogue(map(as_opportunity, written))
        return _Snapshot(catalogue, horizon, {row.pk: row.version for row in written}, live, started)

    written = [
        row
        for row in rows.filter(Q(version__gte=held.horizon) | Q(territory__in=live - held.territories))
        if held.versions.get(row.pk) != row.version
    ]
    if not written:
        return replace(held, horizon=horizon, territories=live, looked_at=started)
    catalogue = held.catalogue.updated(
        changed=[as_opportunity(row) for row in written if row.is_open],
        removed=[str(row.pk) for row in written if not row.is_open],
    )
    versions = held.versions | {row.pk: row.version for row in written}
    return _Snapshot(catalogue, horizon, versions, live, started)


def as_opportunity(row: Row) -> Opportunity:
    """The engine's view of a row. Its id is the row's primary key as text; its territory the slug."""
    return Opportunity(
        id=str(row.pk),
        territory=row.territory.slug,
        lat=row.latitude,
        lon=row.longitude,
        remote=Remote(row.remote),
        causes=frozenset(row.causes),
        skills=frozenset(row.skills),
        availability=frozenset(row.availability),
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        capacity=row.capacity,
        connections=row.connections,
        min_age=row.min_age,
        published_at=row.published_at,
        reach=Reach(row.reach),
    )
