"""The dates of a series. Pure: clock times in, moments out; an hour stays the same hour when clocks change."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, time, timedelta

from dateutil.rrule import MONTHLY, WEEKLY, rrule, weekday
from django.utils import timezone

from engagement.agenda.models import Frequency

#: How far ahead the dates of a series are written.
HORIZON = timedelta(days=365)


def dates(
    *,
    starts_at: datetime,
    ends_at: datetime,
    frequency: str,
    until: date | None,
    except_days: Collection[date],
    since: datetime,
    horizon: datetime,
) -> list[tuple[datetime, datetime]]:
    """Beginning and end of each date of a series that ends after `since` and begins before `horizon`, in order.

    What happens once is always there, and so is the first date of a series that begins beyond the horizon. Each lasts
    as long on the clock as the first.
    """
    if frequency == Frequency.ONCE:
        return [(starts_at, ends_at)]
    first = timezone.make_naive(starts_at)
    length = timezone.make_naive(ends_at) - first
    begins = _rule(first, frequency, until).between(
        timezone.make_naive(since) - length, max(timezone.make_naive(horizon), first), inc=True
    )
    return [
        (timezone.make_aware(begin), timezone.make_aware(begin + length))
        for begin in begins
        if begin.date() not in except_days
    ]


def _rule(first: datetime, frequency: str, until: date | None) -> rrule:
    end = datetime.combine(until, time.max) if until else None
    if frequency == Frequency.MONTHLY:
        nth = (first.day - 1) // 7 + 1
        # A fifth Saturday does not exist every month; the last one does.
        return rrule(
            MONTHLY, dtstart=first, until=end, byweekday=weekday(first.weekday(), nth if nth < 5 else -1)
        )
    return rrule(WEEKLY, interval=2 if frequency == Frequency.FORTNIGHTLY else 1, dtstart=first, until=end)
