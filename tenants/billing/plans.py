"""What an instance costs: a price by population, before VAT, in euro cents. Pure: no database, no clock.

The list is data: a new one is a new `PRICE_LIST`, and who has subscribed keeps the price that was agreed until it is
announced that it changes.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from tenants.billing.enums import Interval

#: Days that a new territory has before it pays.
TRIAL = timedelta(days=90)
#: Days between announcing another price and asking it.
NOTICE = timedelta(days=30)
#: Months that are paid of a year's twelve.
MONTHS_OF_A_YEAR = 10


@dataclass(frozen=True, slots=True)
class Tier:
    """Territories of up to so many inhabitants (None: however many) pay so many cents a month.

    `gigabytes`: what their data and files may take. Above, the network is told; nothing stops and nothing is charged.
    """

    up_to: int | None
    monthly_cents: int
    gigabytes: int

    @property
    def storage_bytes(self) -> int:
        return self.gigabytes * 1024**3


PRICE_LIST = (
    Tier(5_000, 2_900, 5),
    Tier(20_000, 5_900, 10),
    Tier(50_000, 11_900, 20),
    Tier(100_000, 19_900, 40),
    Tier(300_000, 34_900, 80),
    Tier(1_000_000, 59_900, 160),
    Tier(None, 99_000, 320),
)


def tier_for(population: int) -> Tier:
    """The tier of so many inhabitants. Raises ValueError below 0."""
    if population < 0:
        raise ValueError(f"no population: {population}")
    return next(tier for tier in PRICE_LIST if tier.up_to is None or population <= tier.up_to)


def price_for(population: int, interval: Interval) -> int:
    """Cents for one period, before VAT."""
    monthly = tier_for(population).monthly_cents
    return monthly * MONTHS_OF_A_YEAR if interval == Interval.YEAR else monthly


def in_interval(cents: int, *, was: Interval, becomes: Interval) -> int:
    """The same price, as it was agreed, by the month or by the year."""
    if was == becomes:
        return cents
    return cents * MONTHS_OF_A_YEAR if becomes == Interval.YEAR else rounded(cents, MONTHS_OF_A_YEAR)


def period_from(start: date, interval: Interval, *, anchor: int | None = None) -> date:
    """The day after a period that begins on `start`. `anchor`: the day of the month that periods begin on.

    Who begins on a 31st goes on at the end of shorter months, and on the 31st again where there is one.
    """
    months = 12 if interval == Interval.YEAR else 1
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(anchor or start.day, monthrange(year, month + 1)[1]))


def prorated(cents: int, *, start: date, end: date, on: date) -> int:
    """The part of a period's amount that is left on a day of it, by days, rounded to the cent (halves away from zero).

    Raises ValueError when `on` lies outside the period [start, end).
    """
    if not start <= on < end:
        raise ValueError(f"{on} is not in the period from {start} to {end}")
    return rounded(cents * (end - on).days, (end - start).days)


def rounded(numerator: int, denominator: int) -> int:
    """numerator / denominator to the nearest whole number, halves away from zero; the denominator is positive."""
    sign = -1 if numerator < 0 else 1
    return sign * ((2 * abs(numerator) + denominator) // (2 * denominator))
