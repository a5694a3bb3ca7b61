from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from kernel.tenancy import TerritoryContext
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


@pytest.fixture
def twins(db: None, territory_a: TerritoryContext, territory_b: TerritoryContext) -> Iterator[Twins]:
    """Both territories filled with look-alikes. See `filling.py`."""
    yield fill_twins(territory_a, territory_b, A, B)
    gc.collect()  # what Wagtail leaves open is closed while its warning is expected
