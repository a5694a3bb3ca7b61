"""Looks through the schema that all territories share for who their people are: it must not say so anywhere."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from django.db import connection
from psycopg import sql

from kernel.accounts.models import User
from kernel.tenancy import PUBLIC_SCHEMA, TerritoryContext, tenant_context

#: What holds personal data all the same, and why.
KNOWN = {"opening_application": "its applicant’s name and address, forgotten a month after the last visit"}

_WORD = re.compile(r"\w+")


def public_tables() -> list[str]:
    """Every table of the shared schema that is not `KNOWN`."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = %s ORDER BY tablename", [PUBLIC_SCHEMA]
        )
        tables = [name for (name,) in cursor.fetchall()]
    if missing := KNOWN.keys() - set(tables):
        raise LookupError(f"excused, and not there: {missing}")
    return [name for name in tables if name not in KNOWN]


def public_rows() -> Iterator[tuple[str, str]]:
    """Table and row, in lower case, of each of these tables."""
    for table in public_tables():
        with connection.cursor() as cursor:
            cursor.execute(
                sql.SQL("SELECT lower(one::text) FROM {} one").format(sql.Identifier(PUBLIC_SCHEMA, table))
            )
            for (row,) in cursor:
                yield table, row


def words_of_people(territory: TerritoryContext) -> set[str]:
    """What says who a territory's people are: their addresses, and their names where both are known."""
    with tenant_context(territory):
        people = User.objects.values_list("email", "first_name", "last_name")
        return {
            words
            for email, first_name, last_name in people
            for words in (email, f"{first_name} {last_name}" if first_name and last_name else "")
            if words
        }


def rows_that_say(words: Collection[str]) -> list[tuple[str, str, str]]:
    """Table, words and row of whatever holds one of these words or groups of words, however they are separated."""
    looked_for: dict[str, list[tuple[list[str], str]]] = {}
    for one in words:
        parts = _WORD.findall(one.lower())
        if parts:
            looked_for.setdefault(parts[0], []).append((parts, one))
    found = []
    for table, row in public_rows():
        said = _WORD.findall(row)
        found += [
            (table, one, row)
            for place, word in enumerate(said)
            for parts, one in looked_for.get(word, ())
            if said[place : place + len(parts)] == parts
        ]
    return found
