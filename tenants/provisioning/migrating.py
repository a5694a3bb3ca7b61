"""A deploy's migrations: public and the template first, then the territories that lag behind the template.

Expand, then contract (CONTRIBUTING.md): the release that still runs works with a territory that is ahead of it. The new
release does not work with one that has stayed behind; `registry.services.leave_behind` marks it, and the new release
leaves it to the former one.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import batched
from queue import SimpleQueue
from threading import Event

from django.db import connection
from psycopg.errors import DeadlockDetected, LockNotAvailable

from kernel.tenancy import PUBLIC_SCHEMA
from kernel.tenancy.migrating import DEPLOY_LOCK, MigrationPath, migrate_schema, migration_lock, release
from kernel.tenancy.schemas import TEMPLATE_LOCK, TEMPLATE_SCHEMA, existing_schemas, migration_digests
from tenants.provisioning.signals import network_migrated
from tenants.registry.services import catch_up, leave_behind

logger = logging.getLogger(__name__)

#: How long a migration waits for who is using a table; meanwhile everybody else queues up behind it.
LOCK_SECONDS = 5
#: How often a territory is tried whose tables were in use.
ATTEMPTS = 3
#: After this many territories a session ends: it remembers every table it has touched.
SCHEMAS_A_SESSION = 100

#: Called after each territory with how many are done, of how many, and which one it was.
type Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class MigrationReport:
    """What `migrate_territories` did. A territory in `failed` stands where its last good migration left it."""

    stale: int
    migrated: tuple[str, ...] = ()
    failed: dict[str, str] = field(default_factory=dict)


def stale_territories() -> dict[str, list[str]]:
    """Schemas whose migrations are not the template's, together with those that have had the same.

    By digest. One query for all territories, after the one that names them.
    """
    schemas = sorted(existing_schemas())
    digests = migration_digests([TEMPLATE_SCHEMA, *schemas])
    stale: dict[str, list[str]] = {}
    for schema in schemas:
        if digests[schema] != digests[TEMPLATE_SCHEMA]:
            stale.setdefault(digests[schema], []).append(schema)
    return stale


def migrate_territories(
    *, wait: bool = True, jobs: int | None = None, progress: Progress | None = None
) -> MigrationReport:
    """Bring `public`, the template, then each territory that lags behind up to date, `jobs` at a time.

    A territory that fails is in the report, marked in the register, and keeps nobody waiting. Killed at any moment, the
    next call goes on where this one stopped. Raises `NetworkIsMigrating` when another deploy is at it and `wait` is
    false, and whatever the migrations of `public` and the template raise: then no territory was touched.
    """
    with migration_lock(DEPLOY_LOCK, wait=wait):
        with migration_lock(TEMPLATE_LOCK, wait=True):
            migrate_schema(PUBLIC_SCHEMA)
            migrate_schema(TEMPLATE_SCHEMA)
        groups = stale_territories()
        total = sum(len(schemas) for schemas in groups.values())
        migrated: list[str] = []
        failed: dict[str, str] = {}
        for digest, schemas in groups.items():
            for schema, error in _migrate_alike(digest, schemas, jobs or (os.cpu_count() or 1) + 1):
                if error is None:
                    migrated.append(schema)
                else:
                    failed[schema] = f"{type(error).__name__}: {error}".strip()
                    leave_behind(schema=schema, release=release(), reason=kind_of(error))
                if progress:
                    progress(len(migrated) + len(failed), total, schema)
        catch_up(except_for=failed)
        network_migrated.send(None, schemas=sorted(existing_schemas() - failed.keys()))
    return MigrationReport(stale=total, migrated=tuple(sorted(migrated)), failed=failed)


def kind_of(error: BaseException) -> str:
    """`IntegrityError 23505 UniqueViolation`: what went wrong, without its message, which may quote people."""
    told, cause = [type(error).__name__], error.__cause__ or error
    if state := getattr(cause, "sqlstate", None):
        told += [state, type(cause).__name__]
    return " ".join(dict.fromkeys(told))


def _migrate_alike(digest: str, schemas: Sequence[str], jobs: int) -> Iterator[tuple[str, Exception | None]]:
    """Migrate schemas that have had the same migrations; as each is done, it and what went wrong with it."""
    if not digest:  # it has no table of migrations: something began to make it
        for schema in schemas:
            yield schema, _tried(migrate_schema, schema)
        return
    try:
        path = MigrationPath(schemas[0])
    except Exception as error:
        logger.exception("What %s and %d others lack cannot be worked out", schemas[0], len(schemas) - 1)
        yield from ((schema, error) for schema in schemas)
        return
    if not path:  # they are ahead of this code, or had migrations that it does not know
        yield from ((schema, None) for schema in schemas)
        return
    results: SimpleQueue[tuple[str, Exception | None]] = SimpleQueue()
    stop = Event()

    def walk_lot(lot: Sequence[str]) -> None:
        try:
            for schema in lot:
                if not stop.is_set():
                    results.put((schema, _tried(path.walk, schema)))
        finally:
            connection.close()

    a_lot = min(SCHEMAS_A_SESSION, -(-len(schemas) // jobs))
    with ThreadPoolExecutor(jobs, thread_name_prefix="migrating") as pool:
        try:
            for lot in batched(schemas, a_lot):
                pool.submit(walk_lot, lot)
            for _ in schemas:
                yield results.get()
        finally:
            stop.set()


def _tried(migrate: Callable[[str], None], schema: str) -> Exception | None:
    """Run the migrations of one schema, again when its tables were in use. Returns what went wrong."""
    for attempt in range(1, ATTEMPTS + 1):
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT set_config('lock_timeout', %s, false)", [f"{LOCK_SECONDS}s"])
            migrate(schema)
        except Exception as error:
            connection.close()
            if attempt < ATTEMPTS and isinstance(error.__cause__, LockNotAvailable | DeadlockDetected):
                continue
            logger.exception("Migrating %s failed", schema)
            return error
        else:
            return None
    raise AssertionError("the last attempt returns")
