"""The present edition of the territory at hand, and what is kept for as long as it lasts."""

from __future__ import annotations

from collections.abc import Callable

from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest

#: What is kept is forgotten after this time even if nothing changes: a database may have been put back from a copy.
KEPT_SECONDS = 600


def present_edition() -> str:
    """A word that no other state of the pages' content has had. One query; two commits never give the same.

    Ask before reading the content: what is then read is of this edition or newer, so that whatever is kept under its
    name is never older than it.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT sum(changes), max(transaction) FROM editions_change")
        changes, latest = cursor.fetchone()
    return f"{changes or 0}.{latest or 0}"


def edition_of(request: HttpRequest) -> str:
    """The edition that was present when this request first asked. One query a request."""
    found: str | None = getattr(request, "_edition", None)
    if found is None:
        found = request._edition = present_edition()  # type: ignore[attr-defined]
    return found


def kept[T](request: HttpRequest, name: str, make: Callable[[], T]) -> T:
    """What `make` answers, made once an edition. It must be picklable, not None, and the same for everybody."""
    key = f"edition:{edition_of(request)}:{name}"
    found: T | None = cache.get(key)
    if found is None:
        found = make()
        cache.set(key, found, KEPT_SECONDS)
    return found
