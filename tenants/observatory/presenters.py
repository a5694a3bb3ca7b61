"""Published figures as the page shows them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from kernel.ui.dates import date_format
from tenants.observatory.map import Place, division_map
from tenants.observatory.selectors import Row, Year
from themes.base.charts import Point, bars, columns


def shown(value: int | None) -> str:
    """The number, or that it is withheld."""
    return _("withheld") if value is None else number_format(value, force_grouping=True)


def table_of(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Those with most missions first."""
    measures = ("missions", "places", "volunteers", "participations", "hours")
    return [
        {"name": row.name, "cells": [shown(getattr(row, measure)) for measure in measures]}
        for row in _most_first(rows)
    ]


def crossed_of(
    rows: Sequence[Row], *, divisions: Sequence[Row], causes: Sequence[Row]
) -> dict[str, Any] | None:
    """Volunteers by division (rows) and cause (columns), those with most missions first. None without a figure.

    Where there is none, nobody was there or too few were: it is not told which.
    """
    told = {(row.division, row.cause): row.volunteers for row in rows if row.volunteers}
    across = [row for row in _most_first(causes) if any(cause == row.code for _division, cause in told)]
    down = [row for row in _most_first(divisions) if any(division == row.code for division, _cause in told)]
    if not told:
        return None
    return {
        "causes": [row.name for row in across],
        "rows": [
            {
                "name": division.name,
                "cells": [
                    shown(told[division.code, cause.code]) if (division.code, cause.code) in told else ""
                    for cause in across
                ],
            }
            for division in down
        ],
    }


def year_of(year: Year) -> dict[str, Any]:
    """A year's sums in words: “at least” where a month of it is withheld."""
    return {
        "year": year.year,
        "months": year.months,
        "missions": shown(year.missions),
        "participations": _or_more(year.participations, more=year.participations_at_least),
        "hours": _or_more(year.hours, more=year.hours_at_least),
    }


def _or_more(value: int | None, *, more: bool) -> str:
    return _("at least %(number)s") % {"number": shown(value)} if more and value is not None else shown(value)


def _most_first(rows: Sequence[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: (-row.missions, row.name))


def trend(rows: Sequence[Row]) -> str:
    """Participations of the last twelve months that are public."""
    last = rows[-12:]
    return columns(
        key="tendance",
        title=_("Participations in the network, month by month"),
        text="; ".join(f"{date_format(row.month, 'F Y')}: {shown(row.participations)}" for row in last),
        points=[
            Point(date_format(row.month, "N"), row.participations or 0, shown(row.participations))
            for row in last
        ],
    )


def causes_chart(rows: Sequence[Row]) -> str:
    """Volunteers by cause: those that are public, the most first."""
    told = sorted((row for row in rows if row.volunteers), key=lambda row: -(row.volunteers or 0))
    return bars(
        key="causes",
        title=_("People who took part, by cause"),
        text="; ".join(f"{row.name}: {shown(row.volunteers)}" for row in told),
        points=[Point(row.name, row.volunteers or 0, shown(row.volunteers)) for row in told],
    )


def map_of(rows: Sequence[Row]) -> str:
    return division_map(
        title=_("People who took part, by département and province"),
        text="; ".join(f"{row.name}: {shown(row.volunteers)}" for row in rows),
        places=[Place(row.code, row.name, row.volunteers, shown(row.volunteers)) for row in rows],
    )
