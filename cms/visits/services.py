"""Views are counted in the cache's server, under a key of the territory, and written down every ten minutes."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

from dateutil.relativedelta import relativedelta
from django.core.cache import cache
from django.db import connection, transaction
from redis.exceptions import ResponseError

from cms.visits.models import DailyViews

#: As long as the French authority allows for the measure of an audience.
KEPT = relativedelta(months=25)
_BUFFER = "visits"
#: A buffer that nobody writes down, of a territory that closed, goes by itself.
_BUFFER_SECONDS = 3 * 24 * 3600


def count_view(*, path: str, day: date) -> None:
    """One more view of a path, in the buffer of the territory at hand. One round trip, no query."""
    key = cache.make_key(_BUFFER)
    with _server().pipeline(transaction=False) as pipeline:
        pipeline.hincrby(key, f"{day.isoformat()} {path[:255]}", 1)
        pipeline.expire(key, _BUFFER_SECONDS)
        pipeline.execute()


def write_views() -> int:
    """Add what the buffer holds to the days' views; how many paths and days. Two at once never write one view twice."""
    taken = cache.make_key(f"{_BUFFER}:{uuid4().hex}")
    server = _server()
    try:
        server.rename(cache.make_key(_BUFFER), taken)
    except ResponseError:  # nobody came
        return 0
    counted = {field.decode(): int(number) for field, number in server.hgetall(taken).items()}
    server.delete(taken)
    rows = [(field[:10], field[11:], views) for field, views in sorted(counted.items())]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO visits_dailyviews AS kept (day, path, views) VALUES (%s, %s, %s)"
            " ON CONFLICT (day, path) DO UPDATE SET views = kept.views + excluded.views",
            rows,
        )
    return len(rows)


def forget_views(*, today: date) -> int:
    """Delete the days that are past their time; how many rows."""
    return DailyViews.objects.filter(day__lt=today - KEPT).delete()[0]


def _server() -> Any:
    return cache._cache.get_client(write=True)  # type: ignore[attr-defined]
