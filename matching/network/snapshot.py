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
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db import close_old_connections, connection
from django.db.models import Q

from kernel.tenancy import OPEN_STATES, public_context
from matching.catalogue.models import Opportunity as Row
from matching.engine import Catalogue, Opportunity, Reach, Remote
from tenants.registry.models import Territory

logger = logging.getLogger(__name__)

#: A process looks for changes this often, in seconds.
REFRESH_SECONDS = 1.0
_HORIZON = "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """`territories`: the open ones' slugs. `versions`: of the rows that the next look reads again, because they lie
    at or above the horizon."""

    catalogue: Catalogue
    horizon: int
    versions: dict[int, int]
    territories: dict[int, str]
    looked_at: float


_lock = threading.Lock()
_snapshot: Snapshot | None = None
_refresher: threading.Thread | None = None


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
    """Read everything anew at the next use: after a restore, or between tests."""
    global _snapshot
    _snapshot = None


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
    while _snapshot is not None:
        time.sleep(REFRESH_SECONDS)
        close_old_connections()
        try:
            with public_context():
                refresh_snapshot()
        except Exception:
            logger.exception("catalogue: the snapshot could not be refreshed")
    connection.close()


def _refreshed(held: Snapshot | None) -> Snapshot:
    started = time.monotonic()
    # The horizon is read before the rows: what commits in between is read now and again at the next look.
    with connection.cursor() as cursor:
        cursor.execute(_HORIZON)
        (horizon,) = cursor.fetchone()

    # A territory that is suspended, renamed or removed changes no row of the catalogue.
    live = dict(Territory.objects.open().values_list("pk", "slug"))
    rows = Row.objects.select_related("territory").defer("document").filter(territory__state__in=OPEN_STATES)
    if held is None or held.territories.items() - live.items():
        written = list(rows.filter(is_open=True))
        catalogue = Catalogue(map(as_opportunity, written))
        return Snapshot(catalogue, horizon, _versions(written, horizon), live, started)

    written = [
        row
        for row in rows.filter(Q(version__gte=held.horizon) | Q(territory__in=live.keys() - held.territories))
        if held.versions.get(row.pk) != row.version
    ]
    catalogue = held.catalogue
    if written:
        catalogue = catalogue.updated(
            changed=[as_opportunity(row) for row in written if row.is_open],
            removed=[str(row.pk) for row in written if not row.is_open],
        )
    kept = {pk: version for pk, version in held.versions.items() if version >= horizon}
    return Snapshot(catalogue, horizon, kept | _versions(written, horizon), live, started)


def _versions(rows: Iterable[Row], horizon: int) -> dict[int, int]:
    return {row.pk: row.version for row in rows if row.version >= horizon}


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
        requests=row.requests,
        min_age=row.min_age,
        published_at=row.published_at,
        reach=Reach(row.reach),
    )
