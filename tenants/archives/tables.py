"""The tables of a territory's schema, as an archive describes and reads them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.db import connection
from django.utils.crypto import salted_hmac

#: Fleeting: who is signed in where, e-mails on their way, how often pages changed. And what the release itself writes.
LEFT_OUT = frozenset(
    {
        "django_migrations",
        "django_session",
        "editions_change",
        "mail_outgoingmail",
        "usersessions_usersession",
    }
)
#: Encrypted for one schema of one installation.
SEALED = frozenset({"mfa_authenticator"})
#: Its numbers differ between installations, and no foreign key says where it is meant
#: (`kernel.tenancy.migrating._untie_content_types`).
CONTENT_TYPE_COLUMNS = frozenset({"content_type_id", "base_content_type_id"})


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    type: str
    nullable: bool
    #: The table it refers to, of this schema or of the network's, or "".
    references: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Only what is written: generated columns are not."""

    name: str
    primary_key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def content_types(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns if column.name in CONTENT_TYPE_COLUMNS)

    def described(self) -> dict[str, Any]:
        return asdict(self)


def tables_of(schema: str) -> list[Table]:
    """The tables of a schema that an archive holds, by name. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_TABLES, {"schema": schema})
        rows = cursor.fetchall()
    return [
        Table(name, tuple(keys), tuple(Column(*column) for column in json.loads(columns)))
        for name, keys, columns in rows
        if name not in LEFT_OUT
    ]


def positions_of(schema: str) -> dict[str, list[Any]]:
    """Of each sequence, its last value and whether it was given out."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = to_regnamespace(%s) AND relkind = 'S' ORDER BY 1",
            [schema],
        )
        names = [name for (name,) in cursor.fetchall()]
        if not names:
            return {}
        quote = connection.ops.quote_name
        cursor.execute(
            " UNION ALL ".join(
                f"SELECT '{name}', last_value, is_called FROM {quote(schema)}.{quote(name)}"  # noqa: S608
                for name in names
            )
        )
        return {name: [last, called] for name, last, called in cursor.fetchall()}


def content_type_names() -> dict[int, str]:
    """`app_label.model` of each content type of this installation."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, app_label || '.' || model FROM public.django_content_type")
        return dict(cursor.fetchall())


def seal(schema: str) -> str:
    """The same where what is sealed in a schema of this installation can be opened."""
    return salted_hmac("tenants.archives", schema, algorithm="sha256").hexdigest()[:32]


def select_rows(schema: str, table: Table) -> str:
    """SQL: each row as one JSON text, in the order of the primary key."""
    quote = connection.ops.quote_name
    columns = ", ".join(quote(column.name) for column in table.columns)
    order = ", ".join(quote(name) for name in table.primary_key) or "1"
    return (
        f"SELECT row_to_json(r)::jsonb::text FROM (SELECT {columns} FROM {quote(schema)}.{quote(table.name)}"  # noqa: S608
        f" ORDER BY {order}) r"
    )


def insert_rows(table: Table, names: Sequence[str]) -> str:
    """SQL: write a JSON array of rows with these columns into the table of the schema at hand."""
    quote = connection.ops.quote_name
    columns = ", ".join(quote(name) for name in names)
    return (
        f"INSERT INTO {quote(table.name)} ({columns}) OVERRIDING SYSTEM VALUE"  # noqa: S608
        f" SELECT {columns} FROM jsonb_populate_recordset(NULL::{quote(table.name)}, %s::jsonb)"
    )


_TABLES = """
SELECT t.relname,
    coalesce((SELECT array_agg(a.attname::text ORDER BY array_position(i.indkey::int[], a.attnum::int))
        FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY(i.indkey)
        WHERE i.indrelid = t.oid AND i.indisprimary), '{}'),
    jsonb_agg(jsonb_build_array(attname, format_type(atttypid, atttypmod), NOT attnotnull, coalesce(
        (SELECT min(f.relname::text) FROM pg_constraint c JOIN pg_class f ON f.oid = c.confrelid
        WHERE c.conrelid = t.oid AND c.contype = 'f' AND c.conkey = ARRAY[attnum]), '')) ORDER BY attnum)
FROM pg_class t JOIN pg_attribute ON attrelid = t.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
WHERE t.relnamespace = to_regnamespace(%(schema)s) AND t.relkind = 'r'
GROUP BY t.oid, t.relname ORDER BY t.relname
"""
