"""A deploy over many territories: nothing to do, and one real column, against django-tenants' `migrate_schemas`.

In a database of its own, which grows from one size to the next: that takes most of the time, some minutes on two quiet
cores. The stock executor walks territories one after another, each at the same cost, so it walks `STOCK_SAMPLE` of them
in the same run, before ours does, and its time is multiplied; set `BENCH_WHOLE=1` to let it walk them all.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import redirect_stdout
from io import StringIO
from itertools import batched

from django.conf import settings
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection
from django.test import override_settings
from django_tenants.management.commands.migrate_schemas import MigrateSchemasCommand
from django_tenants.migration_executors import get_executor

from kernel.tenancy import PUBLIC_SCHEMA
from kernel.tenancy.schemas import TEMPLATE_SCHEMA, existing_schemas
from tests.benchmarks.bench_provisioning import replay
from tests.benchmarks.figures import Figure
from tests.harness.database import WorkerDatabase
from tests.harness.next_release import NEXT_RELEASE

SIZES = (200, 1000)
STOCK_SAMPLE = 5
#: A session ends after as many: it remembers every table that it has made.
A_LOT = 25


def run() -> Iterator[Figure]:
    database = WorkerDatabase()
    previous = settings.MEDIA_ROOT
    settings.MEDIA_ROOT = str(database.media)
    try:
        database.create()
        replay()  # the script of the template is read once, for all threads
        for size in SIZES:
            _grow(size)
            yield from _measure(size)
    finally:
        settings.MEDIA_ROOT = previous
        caches["network"].clear()
        database.drop()


def _grow(size: int) -> None:
    missing = size - len(existing_schemas())
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(_replay_lot, (len(lot) for lot in batched(range(missing), A_LOT))))


def _replay_lot(number: int) -> None:
    connection.close()
    try:
        for _ in range(number):
            replay()
    finally:
        connection.close()


def _measure(size: int) -> Iterator[Figure]:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE pg_catalog.pg_class, pg_catalog.pg_attribute, pg_catalog.pg_constraint")
    schemas = sorted(existing_schemas())
    sample = schemas if os.environ.get("BENCH_WHOLE") else schemas[:STOCK_SAMPLE]
    for name, modules in (("nothing to do", {}), ("one real column", NEXT_RELEASE)):
        with override_settings(MIGRATION_MODULES=modules):
            stock = _seconds(lambda: _migrate_by_stock(sample)) * size / len(sample)
            # What the stock way has done already is done again: ours has all of them to do.
            if modules:
                _undo(sample)
            ours = _seconds(_migrate_by_ours)
            if modules:
                _undo([PUBLIC_SCHEMA, TEMPLATE_SCHEMA, *schemas])
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


def _undo(schemas: list[str]) -> None:
    with connection.cursor() as cursor:
        for schema in schemas:
            cursor.execute(f"ALTER TABLE IF EXISTS {schema}.missions_mission DROP IF EXISTS column_of_tests")
            cursor.execute(f"DELETE FROM {schema}.django_migrations WHERE name LIKE '9999%'")
