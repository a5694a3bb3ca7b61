"""Addresses of pages, made from titles and names."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.db.models import QuerySet

from kernel.ui.slugs import slug_of

_LONGEST = 140


def free_slug(text: str, *, among: QuerySet[Any], default: str) -> str:
    """A slug of `text` that no row of `among` has: the second `repair-cafe` is `repair-cafe-2`.

    In a transaction, whose end releases the name: two people who give the same title at once do not collide.
    """
    base = slug_of(text)[:_LONGEST].strip("-") or default
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(current_schema() || %s, 0))",
            [f".{among.model._meta.db_table}.{base}"],
        )
    taken = set(among.filter(slug__startswith=base).values_list("slug", flat=True))
    slug, number = base, 2
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    return slug
