"""Schemas as the database sees them: which there are, what migrations each has had, bringing one up to date."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager

from django.apps import AppConfig, apps
from django.conf import settings
from django.core.management.sql import emit_post_migrate_signal, emit_pre_migrate_signal
from django.db import OperationalError
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from psycopg import sql
from psycopg.errors import LockNotAvailable

from kernel.tenancy.context import PUBLIC_SCHEMA, BareSchema, connection, switched_to

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
    """Work in a schema that is no territory's: the template, or one being looked into."""
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
        # By name, through the catalog's index: its views would be read from end to end.
        cursor.execute(
            "SELECT schema FROM unnest(%s::text[]) AS schema"
            " WHERE to_regclass(quote_ident(schema) || '.django_migrations') IS NOT NULL",
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


def migrate_schema(schema: str) -> None:
    """Run the migrations that a schema lacks, creating the schema if need be.

    Django's own `migrate` would walk through every application's migrations in each schema, also those that the
    router then keeps from doing anything there; in `public` that is most of the time spent. Not atomic as a whole:
    each migration is. Leaves the thread in the public schema.
    """
    try:
        if schema == PUBLIC_SCHEMA:
            connection.set_schema_to_public()
            _run_migrations(settings.SHARED_APPS)
            return
        with connection.cursor() as cursor:
            cursor.execute(sql.SQL("CREATE SCHEMA IF NOT EXISTS {}").format(sql.Identifier(schema)))
        # Without `public` in the path, or Django finds public's table of migrations and creates none here.
        connection.set_tenant(BareSchema(schema), include_public=False)
        MigrationRecorder(connection).ensure_schema()
        connection.set_tenant(BareSchema(schema))
        # Theirs refer to the network's tables, so those count as migrated here too.
        _run_migrations([*settings.SHARED_APPS, *settings.TENANT_APPS])
        _untie_content_types(schema)
    finally:
        connection.set_schema_to_public()


def _run_migrations(app_names: Collection[str]) -> None:
    """Migrate these applications in the schema at hand, as `manage.py migrate` would, signals included."""
    executor = MigrationExecutor(connection)
    executor.loader.check_consistent_history(connection)
    labels = {config.label for config in apps.get_app_configs() if _named(config, app_names)}
    targets = [leaf for leaf in executor.loader.graph.leaf_nodes() if leaf[0] in labels]
    plan = executor.migration_plan(targets)
    if not plan:
        return
    alias = connection.alias
    emit_pre_migrate_signal(verbosity=0, interactive=False, db=alias, plan=plan)
    executor.migrate(targets, plan)
    emit_post_migrate_signal(verbosity=0, interactive=False, db=alias, plan=plan)


def _named(config: AppConfig, app_names: Collection[str]) -> bool:
    """Whether an application is in a list that, like INSTALLED_APPS, names packages or configurations."""
    return config.name in app_names or f"{type(config).__module__}.{type(config).__name__}" in app_names


def _untie_content_types(schema: str) -> None:
    """Drop a schema's foreign keys to the content types of `public`.

    PostgreSQL keeps two triggers on the referenced table for each of them, some forty a territory, which every session
    loads, and loads again whenever a territory is opened: opening one would take longer with each. Content types are
    never deleted, and their numbers come from that one table.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT format('ALTER TABLE %%s DROP CONSTRAINT %%I', conrelid::regclass, conname) FROM pg_constraint"
            " WHERE contype = 'f' AND connamespace = to_regnamespace(%s)"
            " AND confrelid = to_regclass('public.django_content_type')",
            [schema],
        )
        if statements := [statement for (statement,) in cursor.fetchall()]:
            cursor.execute(";\n".join(statements))
