"""The published figures as open data: CSV, JSON, and the schema that says what is in them. `docs/open-data.md`."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from io import StringIO
from typing import Any

from kernel.spreadsheets import plain_text
from tenants.observatory.disclosure import FEWEST
from tenants.observatory.models import Axis, Publication
from tenants.observatory.selectors import Row

#: Changes when a column changes its meaning or goes; a new one may come at the end, and a new level.
VERSION = 1
LICENCE = {
    "name": "Licence Ouverte / Open Licence 2.0",
    "url": "https://www.etalab.gouv.fr/licence-ouverte-open-licence/",
}

_COUNT = {"type": "integer", "minimum": 0}
_COUNT_OR_WITHHELD = {"type": ["integer", "null"], "minimum": 0}

#: Columns of both formats, in order.
COLUMNS: dict[str, dict[str, Any]] = {
    "month": {
        "type": "string",
        "pattern": "^[0-9]{4}-[0-9]{2}$",
        "description": "The month, on the clock of Paris and Brussels.",
    },
    "level": {
        "type": "string",
        "enum": [*Axis.values],
        "description": "The whole network, a département or province, a cause, or the two crossed.",
    },
    "code": {
        "type": "string",
        "description": "Of a division: country and official code, FR-54, BE-80000; of a cause, its code; of both,"
        " FR-54/culture; else empty.",
    },
    "name": {"type": "string", "description": "In French."},
    "missions": _COUNT | {"description": "Missions published for the first time."},
    "places": _COUNT | {"description": "Places offered on dates of the month."},
    "volunteers": _COUNT_OR_WITHHELD
    | {"description": "People who took part, guests of other territories aside."},
    "participations": _COUNT_OR_WITHHELD | {"description": "Participations accepted or attended."},
    "hours": _COUNT_OR_WITHHELD | {"description": "Hours given and confirmed, rounded."},
    "division": {"type": "string", "description": "The division’s code, by itself; empty for all of them."},
    "cause": {"type": "string", "description": "The cause’s code, by itself; empty for all of them."},
}


def json_schema(*, url: str) -> dict[str, Any]:
    """JSON Schema (2020-12) of `as_json`."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": url,
        "title": "Observatory of volunteering",
        "type": "object",
        "required": ["version", "licence", "threshold", "publications", "figures"],
        "properties": {
            "version": {"const": VERSION},
            "schema": {"type": "string", "format": "uri"},
            "licence": {
                "type": "object",
                "required": ["name", "url"],
                "properties": {"name": {"type": "string"}, "url": {"type": "string", "format": "uri"}},
            },
            "threshold": {
                "const": FEWEST,
                "description": "A figure that fewer people stand behind is null, and others with it, so that"
                " differences tell nothing.",
            },
            "publications": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["month", "published_on", "territories"],
                    "properties": {
                        "month": COLUMNS["month"],
                        "published_on": {"type": "string", "format": "date"},
                        "territories": _COUNT,
                    },
                },
            },
            "figures": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": [*COLUMNS],
                    "additionalProperties": False,
                    "properties": COLUMNS,
                },
            },
        },
    }


def as_json(*, publications: Sequence[Publication], rows: Sequence[Row], schema_url: str) -> dict[str, Any]:
    return {
        "version": VERSION,
        "schema": schema_url,
        "licence": LICENCE,
        "threshold": FEWEST,
        "publications": [
            {
                "month": f"{one.month:%Y-%m}",
                "published_on": f"{one.published_at:%Y-%m-%d}",
                "territories": one.territories,
            }
            for one in publications
        ],
        "figures": [_record(row) for row in rows],
    }


def as_csv(rows: Sequence[Row]) -> str:
    """UTF-8, commas, a line for the columns' names (RFC 4180). What is withheld is empty."""
    content = StringIO()
    lines = csv.DictWriter(content, [*COLUMNS], lineterminator="\r\n")
    lines.writeheader()
    for row in rows:
        record = _record(row)
        lines.writerow(
            record | {name: plain_text(record[name]) for name in ("code", "name", "division", "cause")}
        )
    return content.getvalue()


def _record(row: Row) -> dict[str, Any]:
    return {name: f"{row.month:%Y-%m}" if name == "month" else getattr(row, name) for name in COLUMNS}
