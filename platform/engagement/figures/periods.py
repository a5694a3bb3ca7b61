"""Months, quarters, years and free spans of days, as addresses write them and people say them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kernel.ui.dates import date_format

_FREE = re.compile(r"(\d{4}-\d\d-\d\d)_(\d{4}-\d\d-\d\d)")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_QUARTER = re.compile(r"(\d{4})-T([1-4])")
_YEAR = re.compile(r"\d{4}")
#: No period lasts longer, and none begins before this year.
_LONGEST, _EARLIEST = timedelta(days=366 * 5), 2000


class InvalidPeriod(ValueError):
    """What was asked for is no period."""


@dataclass(frozen=True, slots=True)
class Period:
    """Whole days of the territory's clock, both included. `code` names it in addresses."""

    code: str
    first: date
    last: date

    @property
    def start(self) -> datetime:
        return _midnight(self.first)

    @property
    def finish(self) -> datetime:
        """The moment after its last one."""
        return _midnight(self.last + timedelta(days=1))

    @property
    def before(self) -> Period:
        """The month, quarter or year before; for a free span, as many days just before."""
        end = self.first - timedelta(days=1)
        if _FREE.fullmatch(self.code):
            return free_period(end - (self.last - self.first), end)
        if _MONTH.fullmatch(self.code):
            return month_of(end)
        return quarter_of(end) if _QUARTER.fullmatch(self.code) else year_of(end)

    @property
    def label(self) -> str:
        """“November 2026”, “3rd quarter of 2026”, “2026”, “5 January 2026 to 9 March 2026”."""
        if _MONTH.fullmatch(self.code):
            return date_format(self.first, "F Y")
        if quarter := _QUARTER.fullmatch(self.code):
            names = {
                "1": _("1st quarter of %(year)s"),
                "2": _("2nd quarter of %(year)s"),
                "3": _("3rd quarter of %(year)s"),
                "4": _("4th quarter of %(year)s"),
            }
            return names[quarter[2]] % {"year": quarter[1]}
        if _YEAR.fullmatch(self.code):
            return self.code
        days = {"first": date_format(self.first, "j F Y"), "last": date_format(self.last, "j F Y")}
        return pgettext("period", "%(first)s to %(last)s") % days


def month_of(day: date) -> Period:
    first = day.replace(day=1)
    return Period(f"{first:%Y-%m}", first, _month_after(first) - timedelta(days=1))


def quarter_of(day: date) -> Period:
    quarter = (day.month - 1) // 3
    first = date(day.year, 3 * quarter + 1, 1)
    return Period(f"{day.year}-T{quarter + 1}", first, month_of(date(day.year, 3 * quarter + 3, 1)).last)


def year_of(day: date) -> Period:
    return Period(str(day.year), date(day.year, 1, 1), date(day.year, 12, 31))


def free_period(first: date, last: date) -> Period:
    """Raises `InvalidPeriod`: the wrong way round, or longer than five years."""
    if first > last or last - first > _LONGEST:
        raise InvalidPeriod
    return Period(f"{first}_{last}", first, last)


def parse_period(code: str) -> Period:
    """`2026`, `2026-T3`, `2026-11`, `2026-01-05_2026-03-09`. Raises `InvalidPeriod`."""
    try:
        if free := _FREE.fullmatch(code):
            period = free_period(date.fromisoformat(free[1]), date.fromisoformat(free[2]))
        elif month := _MONTH.fullmatch(code):
            period = month_of(date(int(month[1]), int(month[2]), 1))
        elif quarter := _QUARTER.fullmatch(code):
            period = quarter_of(date(int(quarter[1]), 3 * int(quarter[2]), 1))
        elif _YEAR.fullmatch(code):
            period = year_of(date(int(code), 1, 1))
        else:
            raise InvalidPeriod(code)
    except ValueError:
        raise InvalidPeriod(code) from None
    if not _EARLIEST <= period.first.year <= period.last.year < 9999:
        raise InvalidPeriod(code)
    return period


def recent_periods(today: date) -> dict[str, list[Period]]:
    """What one mostly asks for, the latest first: three years, six quarters, twelve months."""
    return {
        _("Years"): _backwards(year_of(today), 3),
        _("Quarters"): _backwards(quarter_of(today), 6),
        _("Months"): _backwards(month_of(today), 12),
    }


def months_until(day: date, number: int) -> list[date]:
    """The first days of the `number` months up to that of `day`, in order."""
    return [period.first for period in reversed(_backwards(month_of(day), number))]


def _backwards(period: Period, number: int) -> list[Period]:
    periods = [period]
    while len(periods) < number:
        periods.append(periods[-1].before)
    return periods


def _month_after(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=timezone.get_current_timezone())
