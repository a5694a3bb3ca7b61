"""Opening a territory: ours against migrations and against `clone_schema`, as territories grow.

In a database of its own on the test cluster. Compared is what makes the schema, with the template's rows; the figure
“whole territory” is the service, with register, brand, first editor and starter pages.
"""

from __future__ import annotations

import itertools
import statistics
import time
from collections.abc import Callable, Iterator

from django.conf import settings
from django.core.cache import caches
from django.db import connection, transaction
from django_tenants.clone import CloneSchema
from psycopg import sql

from kernel.tenancy.migrating import migrate_schema
from kernel.tenancy.schemas import TEMPLATE_SCHEMA, existing_schemas, schema_context
from tests.benchmarks.figures import Figure
from tests.harness.database import WorkerDatabase

SIZES = (10, 100, 500)
RUNS_OF_OURS = 9
RUNS_OF_STOCK = 3
_numbers = itertools.count(1)


def run() -> Iterator[Figure]:
    database = WorkerDatabase()
    previous = settings.MEDIA_ROOT
    settings.MEDIA_ROOT = str(database.media)
    try:
        database.create()
        yield from _measure()
    finally:
        settings.MEDIA_ROOT = previous
        caches["network"].clear()
        database.drop()


def _measure() -> Iterator[Figure]:
    from tenants.provisioning.blueprint import current_blueprint

    with transaction.atomic():
        tables = len(current_blueprint().tables)
    yield Figure(benchmark="provisioning", name="tables of a territory", value=tables, unit="tables")
    for size in SIZES:
        for number in range(size - len(existing_schemas())):
            if number % 50 == 0:
                connection.close()
            replay()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE pg_catalog.pg_class, pg_catalog.pg_attribute, pg_catalog.pg_constraint")
        ours = _median(replay, RUNS_OF_OURS)
        whole = _median(_open_territory, RUNS_OF_OURS)
        migrated = _median(_migrate, RUNS_OF_STOCK)
        cloned = _median(_clone, RUNS_OF_STOCK)
        at = f"at {size} territories"
        for name, value, baseline in (
            (f"schema, {at}, against migrations", ours, migrated),
            (f"schema, {at}, against clone_schema", ours, cloned),
            (f"whole territory, {at}, against migrations of the schema alone", whole, migrated),
        ):
            yield Figure(
                benchmark="provisioning",
                name=name,
                value=value * 1000,
                unit="ms",
                baseline=baseline * 1000,
                ratio=baseline / value,
            )


def _median(way: Callable[[], None], runs: int) -> float:
    """Seconds. Each run adds a territory, in a session of its own, as each process that opens one does."""
    seconds = []
    for _ in range(runs):
        connection.close()  # a session that has made hundreds of schemas drags them along in its memory
        connection.ensure_connection()
        start = time.perf_counter()
        way()
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds)


def replay() -> None:
    """Add a schema from the template, without the rest of a territory."""
    from tenants.provisioning.blueprint import current_blueprint

    schema = f"treplayed_{next(_numbers)}"
    with transaction.atomic():
        blueprint = current_blueprint()
        with connection.cursor() as cursor:
            cursor.execute(
                sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(schema)).as_string(cursor.connection)
            )
        with schema_context(schema), connection.cursor() as cursor:
            for statements in (blueprint.structure, blueprint.data, blueprint.rules):
                cursor.execute(statements)


def _open_territory() -> None:
    from tenants.geography.models import Commune
    from tenants.provisioning.services import create_territory

    number = next(_numbers)
    create_territory(
        name=f"Territory {number}",
        slug=f"territory-{number}",
        kind="city",
        communes=[Commune.objects.get(pk="BE-84035")],
        editor_email="editor@example.org",
    )


def _migrate() -> None:
    migrate_schema(f"t_migrated_{next(_numbers)}")


def _clone() -> None:
    CloneSchema().clone_schema(TEMPLATE_SCHEMA, f"t_cloned_{next(_numbers)}")
    connection.set_schema_to_public()
