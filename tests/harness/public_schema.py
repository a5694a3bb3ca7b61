"""Every row of the schema that all territories share, as text: what a scan for personal data reads."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection
from psycopg import sql

from kernel.tenancy import PUBLIC_SCHEMA

#: What holds personal data all the same, and why.
KNOWN = {"opening_application": "its applicant’s name and address, forgotten a month after the last visit"}


def public_rows() -> Iterator[tuple[str, str]]:
    """Table and row, in lower case, of every public table that is not `KNOWN`."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = %s ORDER BY tablename", [PUBLIC_SCHEMA]
        )
        tables = {name for (name,) in cursor.fetchall()}
        assert set(KNOWN) <= tables, "a table is excused that is not there"
        for table in sorted(tables - set(KNOWN)):
            cursor.execute(
                sql.SQL("SELECT lower(one::text) FROM {} one").format(sql.Identifier(PUBLIC_SCHEMA, table))
            )
            for (row,) in cursor.fetchall():
                yield table, row
