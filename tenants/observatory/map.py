"""A map of départements and provinces made of dots: each dot lies where communes are, and is of the division of most.

No tiles, no borders from elsewhere: the reference of communes is all it takes. The table beside it says the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, radians

from django.core.cache import caches
from django.db import connection
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

#: Kilometres of a degree of latitude, of the ground shown around the divisions that have figures; of a dot at least.
_DEGREE, _AROUND, _FINEST = 111.2, 30.0, 7.5
#: Dots across at most, and how far apart they are in the drawing.
_ACROSS, _STEP = 56, 10
_KEPT_FOR = 24 * 3600
#: Europe without overseas, which would leave the rest too small: those are in the table.
_SOUTH, _NORTH, _WEST, _EAST = 41.0, 52.0, -5.5, 10.0
_LEVELS = 4

_BOX = """
SELECT min(latitude), max(latitude), min(longitude), max(longitude) FROM geography_commune
WHERE country || '-' || division_code = ANY(%(codes)s)
    AND latitude BETWEEN %(south)s AND %(north)s AND longitude BETWEEN %(west)s AND %(east)s
"""
_DOTS = """
SELECT floor((longitude - %(west)s) / %(wide)s)::int, floor((%(north)s - latitude) / %(high)s)::int,
    mode() WITHIN GROUP (ORDER BY country || '-' || division_code)
FROM geography_commune
WHERE latitude BETWEEN %(south)s AND %(north)s AND longitude BETWEEN %(west)s AND %(east)s
GROUP BY 1, 2 ORDER BY 3, 2, 1
"""


@dataclass(frozen=True, slots=True)
class Place:
    """A division on the map: `value` None when it is withheld, `shown` in words."""

    code: str
    name: str
    value: int | None
    shown: str


def division_map(*, title: str, text: str, places: Sequence[Place]) -> SafeString:
    """The divisions with figures, darker for more, and the ground around them; empty when none lies in Europe."""
    by_code = {place.code: place for place in places}
    dots = _dots(tuple(sorted(by_code)))
    if not dots:
        return SafeString("")
    most = max((place.value or 0 for place in places), default=0) or 1
    drawn = (
        (_level(by_code.get(code), most), "".join(f"M{x * _STEP} {y * _STEP}h0" for x, y in spots))
        for code, spots in dots.items()
    )
    words = (
        (x * _STEP, y * _STEP, by_code[code].name, x * _STEP, y * _STEP + 15, by_code[code].shown)
        for code, (x, y) in ((code, _middle(spots)) for code, spots in dots.items() if code in by_code)
    )
    wide = max(x for spots in dots.values() for x, _y in spots) * _STEP
    high = max(y for spots in dots.values() for _x, y in spots) * _STEP
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" class="map" role="img" viewBox="{} {} {} {}"'
        ' aria-labelledby="map-title map-text"><title id="map-title">{}</title><desc id="map-text">{}</desc>{}{}</svg>',
        -_STEP,
        -_STEP,
        wide + 2 * _STEP,
        high + 2 * _STEP,
        title,
        text,
        format_html_join("", '<path class="map__dots map__dots--{}" d="{}"></path>', drawn),
        format_html_join(
            "",
            '<text class="map__name" x="{}" y="{}" text-anchor="middle">{}</text>'
            '<text class="map__value" x="{}" y="{}" text-anchor="middle">{}</text>',
            words,
        ),
    )


def _level(place: Place | None, most: int) -> str:
    if place is None:
        return "ground"
    if place.value is None:
        return "withheld"
    return str(min(_LEVELS, 1 + _LEVELS * place.value // (most + 1)))


def _middle(spots: Sequence[tuple[int, int]]) -> tuple[int, int]:
    return round(sum(x for x, _y in spots) / len(spots)), round(sum(y for _x, y in spots) / len(spots))


def _dots(codes: tuple[str, ...]) -> Mapping[str, list[tuple[int, int]]]:
    """The dots of each division of the ground, those of `codes` last. Two queries, once a day."""
    key = f"observatory-map:{'-'.join(codes)}"[:200]
    found: dict[str, list[tuple[int, int]]] | None = caches["network"].get(key)
    if found is None:
        found = _laid_out(codes)
        caches["network"].set(key, found, _KEPT_FOR)
    return found


def _laid_out(codes: tuple[str, ...]) -> dict[str, list[tuple[int, int]]]:
    europe = {"south": _SOUTH, "north": _NORTH, "west": _WEST, "east": _EAST}
    with connection.cursor() as cursor:
        cursor.execute(_BOX, europe | {"codes": list(codes)})
        south, north, west, east = cursor.fetchone()
        if south is None:
            return {}
        squeezed = cos(radians((south + north) / 2))
        margin = _AROUND / _DEGREE
        box = {
            "south": south - margin,
            "north": north + margin,
            "west": west - margin / squeezed,
            "east": east + margin / squeezed,
        }
        across = max((box["east"] - box["west"]) * squeezed, box["north"] - box["south"]) * _DEGREE
        high = max(_FINEST, across / _ACROSS) / _DEGREE
        cursor.execute(_DOTS, box | {"high": high, "wide": high / squeezed})
        found: dict[str, list[tuple[int, int]]] = {}
        for x, y, code in cursor.fetchall():
            found.setdefault(code, []).append((x, y))
    return dict(sorted(found.items(), key=lambda one: one[0] in codes))
