"""Counts a territory's figures. `docs/figures.md` says what each one means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.utils.timezone import get_current_timezone_name

from engagement.figures import queries
from engagement.figures.models import Report
from engagement.figures.periods import Period, months_until

#: Fewer people than this of one commune are not told apart.
FEWEST = 5
#: A chart by month shows at least so many.
_MONTHS_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Headline:
    """A period in numbers."""

    associations: int
    associations_active: int
    volunteers: int
    volunteers_new: int
    volunteers_active: int
    missions: int
    places: int
    filled: int
    unmet: int
    missions_without: int
    requests: int
    answers: int
    #: The median, None when nothing was answered.
    answer_seconds: float | None
    participations: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Unmet:
    """Places that nobody took, in a commune and for a cause; None: in all of them, for all."""

    commune: str | None
    cause: str | None
    unmet: int
    places: int
    missions_without: int


@dataclass(frozen=True, slots=True)
class Month:
    first: date
    missions: int
    participations: int
    volunteers_new: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Flow:
    """Participations accepted by a pass, with one other territory."""

    territory: str
    incoming: int
    outgoing: int


@dataclass(frozen=True, slots=True)
class Origin:
    """People by commune; those of communes with few are `grouped` together, and without a commune `unknown`."""

    communes: list[tuple[str, int]]
    grouped: int
    grouped_communes: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Figures:
    period: Period
    now: datetime
    headline: Headline
    before: Headline
    months: list[Month]
    by_commune: list[Unmet]
    by_cause: list[Unmet]
    by_both: list[Unmet]
    origin: Origin
    flows: list[Flow]


def figures_of(*, period: Period, now: datetime) -> Figures:
    """The period and the one before. Five queries, whatever there is."""
    bounds = _bounds(period, now)
    before, headline = headlines(period=period, now=now)
    unmet = [Unmet(*row) for row in _rows(queries.UNMET, bounds)]
    return Figures(
        period=period,
        now=now,
        headline=headline,
        before=before,
        months=[Month(*row) for row in _rows(queries.MONTHS, bounds | _months(period))],
        by_commune=[row for row in unmet if row.commune and row.cause is None],
        by_cause=[row for row in unmet if row.commune is None and row.cause is not None],
        by_both=[row for row in unmet if row.commune and row.cause is not None],
        origin=grouped_origin(_rows(queries.ORIGIN, bounds)),
        flows=[Flow(*row) for row in _rows(queries.FLOWS, bounds)],
    )


def headlines(*, period: Period, now: datetime) -> tuple[Headline, Headline]:
    """The period before in numbers, and the period. One query."""
    earlier = period.before
    span = {
        "start": earlier.start,
        "first_day": earlier.first,
        "middle": period.start,
        "middle_day": period.first,
    }
    before, headline = _rows(queries.HEADLINE, _bounds(period, now) | span)
    return Headline(*before), Headline(*headline)


def grouped_origin(rows: Sequence[tuple[str | None, int]]) -> Origin:
    """Communes with fewer than `FEWEST` people become one group, itself of `FEWEST` or more: the next larger join it.

    Of a territory with fewer people than that, nobody's commune is told.
    """
    known = sorted(((name, n) for name, n in rows if name is not None), key=lambda row: (-row[1], row[0]))
    shown = [row for row in known if row[1] >= FEWEST]
    hidden = known[len(shown) :]
    while hidden and shown and (sum(n for _name, n in hidden) < FEWEST or len(hidden) < 2):
        hidden.append(shown.pop())
    return Origin(
        communes=shown,
        grouped=sum(n for _name, n in hidden),
        grouped_communes=len(hidden),
        unknown=sum(n for name, n in rows if name is None),
    )


def reports() -> QuerySet[Report]:
    """The latest period first."""
    return Report.objects.all()


def _bounds(period: Period, now: datetime) -> dict[str, Any]:
    return {
        "start": period.start,
        "finish": period.finish,
        "first_day": period.first,
        "day_after": period.last + timedelta(days=1),
        "now": now,
    }


def _months(period: Period) -> dict[str, Any]:
    """The period's months; of a shorter one, the year up to its end."""
    months = months_until(period.last, _MONTHS_SHOWN)
    first = min(period.first.replace(day=1), months[0])
    after = (months[-1] + timedelta(days=31)).replace(day=1)
    span = Period("", first, after - timedelta(days=1))
    return {
        "start": span.start,
        "finish": span.finish,
        "first_day": first,
        "day_after": after,
        "zone": get_current_timezone_name(),
    }


def _rows(sql: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())
