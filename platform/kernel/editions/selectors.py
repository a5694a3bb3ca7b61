"""The present edition of the territory at hand, and what is kept for as long as it lasts."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection
from dataclasses import dataclass, fields

from django.core.cache import caches
from django.db import connection
from django.http import HttpRequest

#: Dates pass, and other territories change without a word: so what pages show is a minute old at most. The parts that a
#: page is made of are kept so long …
PART_SECONDS = 30
#: … then its copy, in the cache's server …
COPY_SECONDS = 20
#: … and then in each process that was given it.
NEAR_SECONDS = 10
#: What stands around them is forgotten in the end too: a database may have been put back from an archive.
KEPT_SECONDS = 600


@dataclass(frozen=True, slots=True)
class Edition:
    """Words that no other state has had: `whole` of all that pages show, `frame` of what stands around them."""

    whole: str
    frame: str


def present_edition() -> Edition:
    """The edition of the territory at hand. One query; two commits that change something never give the same.

    Ask before reading the content: what is then read is of this edition or newer, so that whatever is kept under its
    name is never older than it.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sum(changes), max(transaction), sum(frame), max(transaction) FILTER (WHERE frame > 0)"
            " FROM editions_change"
        )
        changes, latest, frame, latest_frame = cursor.fetchone()
    return Edition(f"{changes or 0}.{latest or 0}", f"{frame or 0}.{latest_frame or 0}")


def editions_by_app() -> dict[str, str]:
    """A word for what the tables of each application hold, by its label. One query; otherwise as `present_edition`."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT app, sum(number::bigint) || '.' || max(transaction)"
            " FROM editions_change, jsonb_each_text(by_app) AS one (app, number) GROUP BY app"
        )
        return dict(cursor.fetchall())


def edition_of(request: HttpRequest) -> Edition:
    """The edition that was present when this request first asked. One query a request."""
    found: Edition | None = getattr(request, "_edition", None)
    if found is None:
        found = request._edition = present_edition()  # type: ignore[attr-defined]
    return found


def _edition_of_apps(request: HttpRequest, apps: Collection[str]) -> str:
    found: dict[str, str] | None = getattr(request, "_editions_by_app", None)
    if found is None:
        found = request._editions_by_app = editions_by_app()  # type: ignore[attr-defined]
    return "-".join(found.get(app, "0") for app in sorted(apps))


def shape_of(*kinds: type) -> str:
    """A word for the fields of dataclasses, for the names of what is kept: another release may have other fields."""
    fields_of = [(one.__qualname__, [field.name for field in fields(one)]) for one in kinds]
    return hashlib.sha256(repr(fields_of).encode()).hexdigest()[:8]


def kept[T](request: HttpRequest, name: str, make: Callable[[], T]) -> T:
    """What `make` reads of pages, their settings or the brand, once as long as these last.

    It must be picklable and the same for everybody. None is not kept.
    """
    return _kept(f"edition:{edition_of(request).frame}:{name}", make, KEPT_SECONDS)


def kept_briefly[T](request: HttpRequest, name: str, make: Callable[[], T], *, apps: Collection[str]) -> T:
    """What `make` reads of these applications' tables, once an edition of them and half a minute. As `kept`
    otherwise."""
    return _kept(f"edition:{_edition_of_apps(request, apps)}:{name}", make, PART_SECONDS)


def _kept[T](key: str, make: Callable[[], T], seconds: int) -> T:
    """In this process alone: to ask the cache server takes as long as many of these take to make."""
    near = caches["near"]
    found: T | None = near.get(key)
    if found is None:
        found = make()
        if found is not None:
            near.set(key, found, seconds)
    return found
