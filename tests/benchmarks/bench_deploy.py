"""A deploy over many territories: nothing to do, and one real column, against django-tenants' `migrate_schemas`.

In a database of its own. The stock executor walks territories one after another, each at the same cost, so it walks
`STOCK_SAMPLE` of them in the same run, before ours does, and its time is multiplied; set `BENCH_WHOLE=1` to let it walk
them all.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from io import StringIO

from django.conf import settings
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection
from django.test import override_settings
from django_tenants.management.commands.migrate_schemas import MigrateSchemasCommand
from django_tenants.migration_executors import get_executor

from kernel.tenancy.schemas import existing_schemas
from tests.benchmarks.bench_provisioning import replay
from tests.benchmarks.figures import Figure
from tests.harness.database import WorkerDatabase
from tests.harness.next_release import NEXT_RELEASE

SIZES = (200, 1000)
STOCK_SAMPLE = 10


def run() -> Iterator[Figure]:
    for size in SIZES:
        database = WorkerDatabase()
        previous = settings.MEDIA_ROOT
        settings.MEDIA_ROOT = str(database.media)
        try:
            database.create()
            yield from _measure(size)
        finally:
            settings.MEDIA_ROOT = previous
            caches["network"].clear()
            database.drop()


def _measure(size: int) -> Iterator[Figure]:
    for number in range(size - len(existing_schemas())):
        if number % 50 == 0:
            connection.close()
        replay()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE pg_catalog.pg_class, pg_catalog.pg_attribute, pg_catalog.pg_constraint")
    schemas = sorted(existing_schemas())
    sample = schemas if os.environ.get("BENCH_WHOLE") else schemas[:STOCK_SAMPLE]
    for name, modules in (("nothing to do", {}), ("one real column", NEXT_RELEASE)):
        with override_settings(MIGRATION_MODULES=modules):
            stock = _seconds(lambda: _migrate_by_stock(sample)) * size / len(sample)
            # What the stock way has done already is done again: ours has all of them to do.
            if modules:
                for schema in sample:
                    _undo(schema)
            ours = _seconds(_migrate_by_ours)
        yield Figure(
            benchmark="deploy",
            name=f"{name}, {size} territories"
            + ("" if sample is schemas else f" (stock: {len(sample)} of them)"),
            value=ours,
            unit="s",
            baseline=stock,
            ratio=stock / ours,
        )


def _seconds(way: Callable[[], None]) -> float:
    """In a session of its own, as each deploy has."""
    connection.close()
    started = time.perf_counter()
    way()
    return time.perf_counter() - started


def _migrate_by_ours() -> None:
    call_command("migrate_territories", verbosity=0)


def _migrate_by_stock(schemas: list[str]) -> None:
    parser = MigrateSchemasCommand().create_parser("manage.py", "migrate_schemas")
    options = vars(parser.parse_args(["--tenant", "--verbosity=0", "--noinput", "--skip-checks"]))
    with redirect_stdout(StringIO()):
        get_executor("standard")([], options).run_migrations(tenants=list(schemas))


def _undo(schema: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {schema}.missions_mission DROP column_of_tests")
        cursor.execute(f"DELETE FROM {schema}.django_migrations WHERE name LIKE '9999%'")
