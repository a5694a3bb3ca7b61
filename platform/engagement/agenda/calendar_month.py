"""A month as weeks of days, each with what happens on it. Pure."""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils import timezone

from engagement.agenda.models import Occurrence

#: How many months one may leaf back and forward from the current one.
MONTHS_BACK, MONTHS_AHEAD = 12, 12


@dataclass(frozen=True, slots=True)
class Day:
    date: date
    in_month: bool
    is_today: bool
    occurrences: list[Occurrence] = field(default_factory=list)


def month_at(today: date, offset: int) -> date:
    """The first day of the month `offset` months after today's."""
    years, month = divmod(today.year * 12 + today.month - 1 + offset, 12)
    return date(years, month + 1, 1)


def within_reach(first: date, today: date) -> bool:
    """Whether a month is one that visitors may leaf to."""
    return month_at(today, -MONTHS_BACK) <= first <= month_at(today, MONTHS_AHEAD)


def bounds(first: date) -> tuple[date, date]:
    """The first and last days of the weeks that a month touches."""
    weeks = Calendar().monthdatescalendar(first.year, first.month)
    return weeks[0][0], weeks[-1][-1]


def weeks_of(first: date, occurrences: Iterable[Occurrence], *, today: date) -> list[list[Day]]:
    """The weeks of a month, Monday first; what lasts several days stands on each."""
    weeks = [
        [Day(day, day.month == first.month, day == today) for day in week]
        for week in Calendar().monthdatescalendar(first.year, first.month)
    ]
    days = {day.date: day for week in weeks for day in week}
    for occurrence in occurrences:
        day = timezone.localdate(occurrence.starts_at)
        last = timezone.localdate(max(occurrence.starts_at, occurrence.ends_at - timedelta(hours=6)))
        while day <= last:
            if day in days:
                days[day].occurrences.append(occurrence)
            day += timedelta(days=1)
    return weeks
