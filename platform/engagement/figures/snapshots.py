"""What a territory tells the observatory: aggregates in all, by département or province, by cause, and by both."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import connection
from django.utils import timezone

from engagement.figures.queries import AGGREGATES
from kernel.tenancy import current_territory
from tenants.observatory.selectors import months_to_report
from tenants.observatory.services import Counted, keep_snapshot


def take_snapshot(*, now: datetime) -> int:
    """Report the months that are not public yet, in the place of what was reported of them before. Idempotent.

    Returns how many aggregates. One query in the territory's schema.
    """
    territory = current_territory()
    assert territory is not None
    months = months_to_report(today=timezone.localdate(now))
    counted = counted_months(months) if months else []
    return keep_snapshot(territory_id=territory.id, months=months, counted=counted, now=now)


def counted_months(months: list[date]) -> list[Counted]:
    """The aggregates of consecutive months."""
    first, after = months[0], (months[-1] + timedelta(days=31)).replace(day=1)
    zone = timezone.get_current_timezone()
    bounds: dict[str, str | date] = {
        "start": datetime(first.year, first.month, 1, tzinfo=zone),
        "finish": datetime(after.year, after.month, 1, tzinfo=zone),
        "first_day": first,
        "day_after": after,
        "zone": timezone.get_current_timezone_name(),
    }
    with connection.cursor() as cursor:
        cursor.execute(AGGREGATES, bounds)
        return [Counted(*row) for row in cursor.fetchall()]
