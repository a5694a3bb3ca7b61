"""A list and its map: the same search twice, and points of one spot together. No tiles, nobody else's server."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.http import QueryDict
from django.urls import reverse

#: Coordinates are compared to four decimals, some ten metres.
_DECIMALS = 4
MOST_ON_MAP = 3000


class Spot(NamedTuple):
    """Something that stands in a commune and has a page."""

    latitude: float
    longitude: float
    commune: str
    name: str
    url: str


def points_of(spots: Iterable[Spot]) -> list[dict[str, Any]]:
    """For `base/map.js`: spots that coincide are one point with several `items`."""
    points: dict[tuple[float, float], dict[str, Any]] = {}
    for spot in spots:
        at = (round(spot.latitude, _DECIMALS), round(spot.longitude, _DECIMALS))
        empty = {"latitude": at[0], "longitude": at[1], "commune": spot.commune, "items": []}
        points.setdefault(at, empty)["items"].append({"name": spot.name, "url": spot.url})
    return list(points.values())


def map_context(asked: QueryDict, *, points: str) -> dict[str, Any]:
    """The ways between list and map of one search, from its first page; `points`: the route that gives its points."""
    return {
        "with_map": asked.get("view") == "map",
        "list_url": same_search(asked, view=""),
        "map_url": same_search(asked, view="map"),
        "points_url": reverse(points) + same_search(asked, view=""),
    }


def same_search(asked: QueryDict, **changes: str) -> str:
    """The query of a search with some of it changed, from its first page. An empty change takes its name away."""
    query = asked.copy()
    for name, value in {"page": "", **changes}.items():
        query.pop(name, None)
        if value:
            query[name] = value
    return f"?{query.urlencode()}"
