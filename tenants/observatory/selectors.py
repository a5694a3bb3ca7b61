"""Reads what is published, and which months territories still report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Max

from tenants.observatory.models import Axis, Cell, Publication, key_of
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
    division: str
    cause: str


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
    divisions, causes = division_names(), cause_names()
    keys = [key_of(cell.axis, cell.code) for cell in cells]
    return [
        Row(
            month=cell.publication.month,
            level=cell.axis,
            code=cell.code,
            name=" · ".join(filter(None, (divisions.get(division, division), causes.get(cause, cause))))
            or str(Axis.NETWORK.label),
            missions=cell.missions,
            places=cell.places,
            volunteers=cell.volunteers,
            participations=cell.participations,
            hours=None if cell.minutes is None else round(cell.minutes / 60),
            division=division,
            cause=cause,
        )
        for cell, (division, cause) in zip(cells, keys, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class Year:
    """What was published of a year, added up: `months` of it. None: withheld in each of them.

    Where some months are withheld (`participations_at_least`, `hours_at_least`) there were more.
    """

    year: int
    months: int
    missions: int
    participations: int | None
    hours: int | None
    participations_at_least: bool
    hours_at_least: bool


def years() -> Iterator[Year]:
    """The network's published months by year, the latest first. Nothing in them that the months do not say."""
    by_year: dict[int, list[Row]] = {}
    for row in rows_of(axis=Axis.NETWORK):
        by_year.setdefault(row.month.year, []).append(row)
    for year, rows in sorted(by_year.items(), reverse=True):
        participations = [row.participations for row in rows if row.participations is not None]
        hours = [row.hours for row in rows if row.hours is not None]
        yield Year(
            year=year,
            months=len(rows),
            missions=sum(row.missions for row in rows),
            participations=sum(participations) if participations else None,
            hours=sum(hours) if hours else None,
            participations_at_least=len(participations) < len(rows),
            hours_at_least=len(hours) < len(rows),
        )
