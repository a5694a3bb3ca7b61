"""Schemas as the database sees them: which there are, and what migrations each has had."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db import OperationalError
from psycopg import sql
from psycopg.errors import LockNotAvailable

from kernel.tenancy.context import BareSchema, connection, switched_to

#: The schema that every territory's is copied from. Long on purpose: a short name also occurs in the hashes inside
#: index names, where a replacement would wreck them. It is no territory's: those begin with `t_`.
TEMPLATE_SCHEMA = "maillage_template_schema"

_TERRITORY_SCHEMA = re.compile(r"t_[a-z0-9_]{1,40}")

#: Held while the template or public is being migrated; shared by those that read the template.
TEMPLATE_LOCK = 0x4D41494C  # “MAIL”


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
                "SELECT {name}, coalesce(count(*) || ':' || sum(hashtextextended(app || '.' || name, 0)), '')"
                " FROM (SELECT DISTINCT app, name FROM {table}) had"
            ).format(name=sql.Literal(schema), table=sql.Identifier(schema, "django_migrations"))
            for (schema,) in cursor.fetchall()
        ]
        if parts:
            cursor.execute(sql.SQL(" UNION ALL ").join(parts).as_string(cursor.connection))
            digests.update(cursor.fetchall())
    return digests


def hold_template(*, seconds: int = 10) -> None:
    """Keep the template as it is until the current transaction ends; waits that long for a migration to finish.

    Raises `NetworkIsMigrating`.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [f"{seconds}s"])
        try:
            cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [TEMPLATE_LOCK])
        except OperationalError as error:
            if isinstance(error.__cause__, LockNotAvailable):
                raise NetworkIsMigrating from error
            raise
        cursor.execute("SET LOCAL lock_timeout TO DEFAULT")
