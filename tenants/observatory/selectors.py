"""Reads what is published, and which months territories still report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Max

from tenants.observatory.models import Axis, Cell, Publication
from tenants.observatory.names import cause_names, division_names

#: Before anything is public, territories report so many months of the past.
_MONTHS_BACK = 12


@dataclass(frozen=True, slots=True)
class Row:
    """One published figure, named. None: withheld."""

    month: date
    level: str
    code: str
    name: str
    missions: int
    places: int
    volunteers: int | None
    participations: int | None
    hours: int | None


def last_published() -> date | None:
    last: date | None = Publication.objects.aggregate(last=Max("month"))["last"]
    return last


def months_to_report(*, today: date) -> list[date]:
    """The first days of the months that may still be published, the one at hand included."""
    published, month = last_published(), today.replace(day=1)
    months: list[date] = []
    while (published is None or month > published) and len(months) <= _MONTHS_BACK:
        months.append(month)
        month = (month - timedelta(days=1)).replace(day=1)
    return months[::-1]


def published_months() -> list[Publication]:
    """The latest first."""
    return list(Publication.objects.all())


def rows_of(*, month: date | None = None, axis: str = "") -> list[Row]:
    """Published figures by month, level and code; of one month, of one level. One query, and one for names."""
    cells = Cell.objects.select_related("publication").order_by("publication__month", "axis", "code")
    if month:
        cells = cells.filter(publication__month=month)
    if axis:
        cells = cells.filter(axis=axis)
    names = {Axis.NETWORK: {}, Axis.DIVISION: division_names(), Axis.CAUSE: cause_names()}
    return [
        Row(
            month=cell.publication.month,
            level=cell.axis,
            code=cell.code,
            name=names[Axis(cell.axis)].get(cell.code, cell.code) or str(Axis.NETWORK.label),
            missions=cell.missions,
            places=cell.places,
            volunteers=cell.volunteers,
            participations=cell.participations,
            hours=None if cell.minutes is None else round(cell.minutes / 60),
        )
        for cell in cells
    ]


@dataclass(frozen=True, slots=True)
class Year:
    """What was published of a year, added up: `months` of it."""

    year: int
    months: int
    missions: int
    participations: int
    hours: int


def years() -> Iterator[Year]:
    """The network's published months by year, the latest first. Nothing in them that the months do not say."""
    by_year: dict[int, list[Row]] = {}
    for row in rows_of(axis=Axis.NETWORK):
        by_year.setdefault(row.month.year, []).append(row)
    for year, rows in sorted(by_year.items(), reverse=True):
        yield Year(
            year=year,
            months=len(rows),
            missions=sum(row.missions for row in rows),
            participations=sum(row.participations or 0 for row in rows),
            hours=sum(row.hours or 0 for row in rows),
        )
