"""The shipped file of communes: its columns, where it is, how it is written and read. No Django."""

import csv
import gzip
import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

REFERENCE_FILE = Path(__file__).parent / "data" / "communes.csv.gz"


class ReferenceRow(NamedTuple):
    """One commune, every field as text. `postcodes` are separated by spaces; unknown is empty."""

    country: str
    code: str
    name: str
    name_nl: str
    name_de: str
    postcodes: str
    population: str
    division_code: str
    division_name: str
    region: str
    epci_code: str
    epci_name: str
    latitude: str
    longitude: str
    coordinate_quality: str


def read_reference(path: Path = REFERENCE_FILE) -> Iterator[ReferenceRow]:
    """Rows of a reference file in the order of the file. Raises ValueError when its columns are others."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        if tuple(next(rows, ())) != ReferenceRow._fields:
            raise ValueError(f"{path.name} has other columns than {', '.join(ReferenceRow._fields)}")
        yield from map(ReferenceRow._make, rows)


def write_reference(path: Path, rows: Iterable[ReferenceRow]) -> None:
    """Writes a reference file whose bytes depend on the rows only."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(ReferenceRow._fields)
    writer.writerows(rows)
    path.write_bytes(gzip.compress(text.getvalue().encode(), compresslevel=9, mtime=0))
