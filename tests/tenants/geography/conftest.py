from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.utils.translation import override

from tenants.geography.reference import REFERENCE_FILE, ReferenceRow, read_reference, write_reference
from tenants.geography.services import load_communes
from tests.harness.database import WorkerDatabase


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Messages are compared in the language they are written in."""
    with override("en"):
        yield


@pytest.fixture(scope="session")
def reference_rows() -> dict[str, ReferenceRow]:
    """Rows of the shipped file by id."""
    return {f"{row.country}-{row.code}": row for row in read_reference(REFERENCE_FILE)}


@pytest.fixture(scope="session")
def _complete(worker_database: WorkerDatabase, django_db_blocker: Any) -> Iterator[WorkerDatabase]:
    """Another database, with all communes: that of the other tests holds a part of them."""
    database = WorkerDatabase("complete")
    with django_db_blocker.unblock():
        with database.in_use():
            database.restore()
            load_communes()
        yield database
        database.drop()


@pytest.fixture(scope="module")
def complete_reference(_complete: WorkerDatabase) -> Iterator[None]:
    with _complete.in_use():
        yield


@pytest.fixture
def communes(complete_reference: None, db: None) -> None:
    """The complete reference, for a test that may change it."""


@pytest.fixture
def no_communes(db: None) -> None:
    """An empty table, and with it all that refers to a commune, for this test's transaction."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE geography_commune CASCADE")


@pytest.fixture
def reference_file(tmp_path: Path) -> Callable[..., Path]:
    """Writes a small reference file: pairs of id and changed fields over a default row."""
    number = 0

    def write(*changes: dict[str, str]) -> Path:
        nonlocal number
        number += 1
        default = ReferenceRow(
            country="BE", code="84035", name="Libin", name_nl="Libin", name_de="", postcodes="6890",
            population="4609", division_code="80000", division_name="Luxembourg", region="Région wallonne",
            epci_code="", epci_name="", latitude="49.98107", longitude="5.25612", coordinate_quality="exact",
        )  # fmt: skip
        path = tmp_path / f"reference-{number}.csv.gz"
        write_reference(path, [default._replace(**change) for change in changes])
        return path

    return write
