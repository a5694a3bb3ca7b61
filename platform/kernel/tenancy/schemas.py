"""Schemas as the database sees them: which there are, what migrations each has had, bringing one up to date."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.core.management import call_command
from django.core.management.commands.migrate import Command as MigrateCommand
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from psycopg import sql
from psycopg.errors import LockNotAvailable

from kernel.tenancy.context import PUBLIC_SCHEMA, BareSchema, switched_to

#: The schema that every territory's is copied from. Long on purpose: a short name also occurs in the hashes inside
#: index names, where a replacement would wreck them. It is no territory's: those begin with `t_`.
TEMPLATE_SCHEMA = "maillage_template_schema"

_TERRITORY_SCHEMA = re.compile(r"t_[a-z0-9_]{1,40}")

#: Held while the template or public is being migrated; shared by those that read the template.
_MIGRATION_LOCK = 0x4D41494C  # “MAIL”


class NetworkIsMigrating(RuntimeError):
    """Somebody else is migrating: the template may be half-way between two releases."""


def existing_schemas() -> set[str]:
    """Names of all territory schemas in the database, whether or not a territory of the registry uses them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nspname FROM pg_namespace WHERE nspname LIKE 't\\_%%'", [])
        return {name for (name,) in cursor.fetchall() if _TERRITORY_SCHEMA.fullmatch(name)}


@contextmanager
def schema_context(schema: str) -> Iterator[None]:
    """Work in a schema that is no territory's: the template, or one being looked into. Territories: `tenant_context`."""
    with switched_to(BareSchema(schema)):
        yield


def schema_exists(schema: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regnamespace(quote_ident(%s)) IS NOT NULL", [schema])
        return bool(cursor.fetchone()[0])


def migration_digests(schemas: Sequence[str]) -> dict[str, str]:
    """For each schema, a digest of the migrations it has had: equal digests, same migrations. One query for all.

    A schema without a `django_migrations` table of its own has the digest "".
    """
    digests = dict.fromkeys(schemas, "")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT schemaname FROM pg_tables WHERE tablename = 'django_migrations' AND schemaname = ANY(%s)",
            [list(schemas)],
        )
        parts = [
            sql.SQL(
                "SELECT {name}, coalesce(md5(string_agg(DISTINCT app || '.' || name, ' '"
                " ORDER BY app || '.' || name)), '') FROM {table}"
            ).format(name=sql.Literal(schema), table=sql.Identifier(schema, "django_migrations"))
            for (schema,) in cursor.fetchall()
        ]
        if parts:
            cursor.execute(sql.SQL(" UNION ALL ").join(parts).as_string(cursor.connection))
            digests.update(cursor.fetchall())
    return digests


@contextmanager
def migration_lock(*, wait: bool) -> Iterator[None]:
    """Only one migrates at a time. The lock is held on a connection of its own, since migrating reconnects.

    Raises `NetworkIsMigrating` when somebody else holds it and `wait` is false.
    """
    holder = connection.copy(alias=connection.alias)
    try:
        with holder.cursor() as cursor:
            if wait:
                cursor.execute("SELECT pg_advisory_lock(%s)", [_MIGRATION_LOCK])
            else:
                cursor.execute("SELECT pg_try_advisory_lock(%s)", [_MIGRATION_LOCK])
                if not cursor.fetchone()[0]:
                    raise NetworkIsMigrating
        yield
    finally:
        holder.close()


def hold_template(*, seconds: int = 10) -> None:
    """Keep the template as it is until the current transaction ends; waits that long for a migration to finish.

    Raises `NetworkIsMigrating`.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [f"{seconds}s"])
        try:
            cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [_MIGRATION_LOCK])
        except OperationalError as error:
            if isinstance(error.__cause__, LockNotAvailable):
                raise NetworkIsMigrating from error
            raise
        cursor.execute("SET LOCAL lock_timeout TO DEFAULT")


def migrate_schema(schema: str, *, verbosity: int = 0) -> str:
    """Run the migrations that a schema lacks, creating the schema if need be. Returns what `migrate` printed.

    Not atomic as a whole: each migration is. Leaves the thread in the public schema.
    """
    output = io.StringIO()
    try:
        if schema != PUBLIC_SCHEMA:
            with connection.cursor() as cursor:
                cursor.execute(sql.SQL("CREATE SCHEMA IF NOT EXISTS {}").format(sql.Identifier(schema)))
            # Without `public` in the path, or Django finds public's table of migrations and creates none here.
            connection.set_tenant(BareSchema(schema), include_public=False)
            MigrationRecorder(connection).ensure_schema()
        connection.set_tenant(BareSchema(schema))
        call_command(MigrateCommand(stdout=output, stderr=output), verbosity=verbosity, interactive=False)
    finally:
        connection.set_schema_to_public()
    return output.getvalue()
