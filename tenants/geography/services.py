"""Writes the reference of communes and the official coordinates. All of them in one transaction each."""

import csv
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.db import connection, transaction
from django.utils.translation import gettext as _

from tenants.geography.models import Commune, CoordinateQuality
from tenants.geography.names import search_key
from tenants.geography.reference import REFERENCE_FILE, ReferenceRow, read_reference
from tenants.geography.selectors import common_country

_COLUMNS = (
    "id", "country", "code", "name", "name_nl", "name_de", "search_key", "search_text", "postcodes",
    "population", "division_code", "division_name", "region", "epci_code", "epci_name",
    "latitude", "longitude", "coordinate_quality",
)  # fmt: skip
_POSITION = ("latitude", "longitude", "coordinate_quality")
_ERRORS_SHOWN = 20


@dataclass(frozen=True)
class LoadReport:
    """Communes written by a load. `absent` counts those in the database that the file no longer has."""

    created: int
    updated: int
    unchanged: int
    absent: int


class InvalidCoordinates(Exception):
    """A file of coordinates was refused as a whole; `errors` holds one sentence a line at fault."""

    def __init__(self, errors: list[str]) -> None:
        self.errors = errors
        shown = errors[:_ERRORS_SHOWN]
        if len(errors) > len(shown):
            shown = [*shown, _("… and %(count)d more.") % {"count": len(errors) - len(shown)}]
        super().__init__("\n".join(shown))


@transaction.atomic
def load_communes(*, path: Path = REFERENCE_FILE) -> LoadReport:
    """Brings the table in line with a reference file, by COPY and one upsert.

    Idempotent: rows that are already right are not written. Imported official coordinates stay. Communes
    that the file no longer has stay too, since missions and territories may refer to them; they are counted.
    """
    table = connection.ops.quote_name(Commune._meta.db_table)
    columns = ", ".join(_COLUMNS)
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMP TABLE incoming_commune (LIKE {table}) ON COMMIT DROP")
        cursor.execute("ALTER TABLE incoming_commune DROP COLUMN coordinates_imported")
        with cursor.copy(f"COPY incoming_commune ({columns}) FROM STDIN") as copy:
            for row in read_reference(path):
                copy.write_row(_values(row))
        cursor.execute("ANALYZE incoming_commune")
        new = ", ".join(
            f"CASE WHEN c.coordinates_imported THEN c.{name} ELSE i.{name} END"
            if name in _POSITION
            else f"i.{name}"
            for name in _COLUMNS
        )
        old = ", ".join(f"c.{name}" for name in _COLUMNS)
        cursor.execute(
            f"UPDATE {table} c SET ({columns}) = ROW({new}) FROM incoming_commune i"  # noqa: S608
            f" WHERE i.id = c.id AND ({old}) IS DISTINCT FROM ({new})"
        )
        updated = cursor.rowcount
        cursor.execute(
            f"INSERT INTO {table} ({columns}, coordinates_imported) SELECT {columns}, FALSE"  # noqa: S608
            " FROM incoming_commune ON CONFLICT (id) DO NOTHING"
        )
        created = cursor.rowcount
        cursor.execute(
            f"SELECT (SELECT count(*) FROM incoming_commune),"  # noqa: S608
            f" (SELECT count(*) FROM {table} c WHERE NOT EXISTS"
            " (SELECT FROM incoming_commune i WHERE i.id = c.id))"
        )
        incoming, absent = cursor.fetchone()
        if created or updated:
            # The indexes of words take new rows into a list that each search reads through: merged now, it
            # does not slow the first searches. Writing past the list would make the load five times slower.
            for index in ("commune_words", "commune_postcodes"):
                cursor.execute("SELECT gin_clean_pending_list(%s::regclass)", [index])
            cursor.execute(f"ANALYZE {table}")
        cursor.execute("DROP TABLE incoming_commune")
    return LoadReport(created, updated, incoming - created - updated, absent)


def import_coordinates(*, lines: Iterable[str], country: str | None = None) -> int:
    """Sets official coordinates from CSV lines with the columns code, lat, lon; the number of communes set.

    The separator is a comma or a semicolon, further columns are ignored; `code` is bare ("84035") or prefixed
    ("BE-84035"), `lat` and `lon` are decimal degrees. Bare codes count in `country`; without it, in the only
    country that has all of the file's. All or nothing: raises InvalidCoordinates with the
    number of each line at fault. The communes become exact, and later loads of the reference keep them so.
    """
    rows = [(number, values["code"].upper(), values) for number, values in _coordinate_lines(lines)]
    known = list(Commune.objects.values_list("country", "code"))
    country = country or common_country((code for _number, code, _values in rows), known)
    ids = {f"{country}-{code}" for country, code in known}
    by_code: dict[str, list[str]] = {}
    for code_country, code in known:
        if country is None or code_country == country:
            by_code.setdefault(code, []).append(f"{code_country}-{code}")
    positions: dict[str, tuple[float, float]] = {}
    first_lines: dict[str, int] = {}
    errors: list[str] = []
    for number, code, values in rows:
        try:
            matches = [code] if code in ids else by_code.get(code, [])
            if len(matches) != 1:
                raise ValueError(_unknown_or_ambiguous(code, matches))
            position = _degrees("lat", values["lat"], 90), _degrees("lon", values["lon"], 180)
            if first := first_lines.get(matches[0]):
                raise ValueError(
                    _("commune %(code)s is already on line %(line)d") % {"code": code, "line": first}
                )
        except ValueError as error:
            errors.append(_("line %(line)d: %(problem)s") % {"line": number, "problem": error})
        else:
            positions[matches[0]] = position
            first_lines[matches[0]] = number
    if errors:
        raise InvalidCoordinates(errors)
    communes = [
        Commune(
            id=id_,
            latitude=latitude,
            longitude=longitude,
            coordinate_quality=CoordinateQuality.EXACT,
            coordinates_imported=True,
        )
        for id_, (latitude, longitude) in positions.items()
    ]
    return Commune.objects.bulk_update(communes, [*_POSITION, "coordinates_imported"], batch_size=2000)


def _values(row: ReferenceRow) -> tuple[object, ...]:
    names = [search_key(name) for name in (row.name, row.name_nl, row.name_de) if name]
    postcodes = row.postcodes.split()
    words = dict.fromkeys([*names, *postcodes, row.code.lower()])
    return (
        f"{row.country}-{row.code}",
        *row[:5],
        names[0],
        "".join(f" {word}" for word in words),
        postcodes,
        int(row.population) if row.population else None,
        *row[7:12],
        float(row.latitude),
        float(row.longitude),
        row.coordinate_quality,
    )


def _coordinate_lines(lines: Iterable[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Line number and values of each line that is not blank. Raises InvalidCoordinates on a bad heading."""
    source = iter(lines)
    heading = next(source, "").removeprefix("\ufeff")
    delimiter = ";" if ";" in heading else ","
    columns = [column.strip().lower() for column in next(csv.reader([heading], delimiter=delimiter), [])]
    if missing := [column for column in ("code", "lat", "lon") if column not in columns]:
        raise InvalidCoordinates(
            [_("line 1: the column %(column)s is missing") % {"column": column} for column in missing]
        )
    rows = csv.reader(source, delimiter=delimiter)
    for row in rows:
        if any(value.strip() for value in row):
            padded = [*(value.strip() for value in row), *[""] * len(columns)]
            yield rows.line_num + 1, dict(zip(columns, padded, strict=False))


def _degrees(column: str, text: str, limit: int) -> float:
    try:
        degrees = float(text)
    except ValueError:
        degrees = math.nan
    if math.isnan(degrees):
        raise ValueError(_("%(column)s “%(text)s” is not a number") % {"column": column, "text": text})
    if abs(degrees) > limit:
        raise ValueError(
            _("%(column)s %(text)s is not between -%(limit)d and %(limit)d")
            % {"column": column, "text": text, "limit": limit}
        )
    return degrees


def _unknown_or_ambiguous(code: str, matches: list[str]) -> str:
    if matches:
        return _("the code %(code)s is that of several communes: write %(choices)s") % {
            "code": code,
            "choices": ", ".join(sorted(matches)),
        }
    return _("no commune has the code %(code)s") % {"code": code or "“”"}
