from __future__ import annotations

import gc
import pickle
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import caches
from django.template import Template
from django.test.utils import _TestState

from kernel.tenancy import TerritoryContext
from tests.harness.database import WorkerDatabase
from tests.isolation.caches import leaks_in_caches
from tests.isolation.filling import Twins, fill_twins
from tests.isolation.marks import A, B


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Wagtail's own warnings, which no change of ours can silence."""
    for item in items:
        if "twins" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.filterwarnings("ignore:get_connection"))
            item.add_marker(
                pytest.mark.filterwarnings("ignore:Unclosed file <tempfile.Spooled:ResourceWarning")
            )


@pytest.fixture(scope="session")
def _filling(
    worker_database: WorkerDatabase,
    territories: tuple[TerritoryContext, TerritoryContext],
    django_db_blocker: Any,
) -> Iterator[tuple[WorkerDatabase, bytes]]:
    """A second database, filled once a worker because that takes seconds, and what it holds, to be copied."""
    database = WorkerDatabase("filled")
    with django_db_blocker.unblock():
        with database.in_use():
            database.restore()
            twins = fill_twins(*territories, A, B)
            assert not leaks_in_caches(twins)
            caches["network"].clear()
            filled = pickle.dumps(twins)
        gc.collect()  # what Wagtail leaves open is closed while its warning is expected
        yield database, filled
        database.drop()


@pytest.fixture
def _filled(_filling: tuple[WorkerDatabase, bytes]) -> Iterator[bytes]:
    database, filled = _filling
    with database.in_use():
        yield filled


@pytest.fixture
def twins(_filled: bytes, db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Twins]:
    """Both territories filled with look-alikes. See `filling.py`. A test names it first: the database is its own."""
    # Thousands of pages: Django's test client need not keep a copy of the context of each template.
    monkeypatch.setattr(Template, "_render", _TestState.saved_data.template_render)
    yield pickle.loads(_filled)
    gc.collect()
