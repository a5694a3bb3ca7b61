"""Published figures as the page shows them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from kernel.ui.dates import date_format
from tenants.observatory.map import Place, division_map
from tenants.observatory.selectors import Row
from themes.base.charts import Point, bars, columns


def shown(value: int | None) -> str:
    """The number, or that it is withheld."""
    return _("withheld") if value is None else number_format(value, force_grouping=True)


def table_of(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Those with most missions first."""
    measures = ("missions", "places", "volunteers", "participations", "hours")
    return [
        {"name": row.name, "cells": [shown(getattr(row, measure)) for measure in measures]}
        for row in sorted(rows, key=lambda row: (-row.missions, row.name))
    ]


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
