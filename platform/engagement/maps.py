"""What a territory's lists show on the map."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol

from matching.search import maps
from matching.search.maps import Spot


class OnMap(Protocol):
    """A row that stands in a commune and has a page of its own."""

    latitude: float
    longitude: float
    commune: Any

    def get_absolute_url(self) -> str: ...


def points_of(rows: Iterable[OnMap]) -> list[dict[str, Any]]:
    """Where rows stand, as `matching.search.maps` tells it."""
    return maps.points_of(
        Spot(row.latitude, row.longitude, row.commune.name, str(row), row.get_absolute_url()) for row in rows
    )
