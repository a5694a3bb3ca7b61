"""Near and far in SQL, for anything with `latitude` and `longitude` columns.

A bounding box that the index on both columns serves, then the exact great-circle distance of what is left. Not
`earth_box`: the index it needs is on a function that PostgreSQL ≥ 17 cannot evaluate while it maintains indexes,
because the extension's inner functions are not qualified by their schema.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians
from typing import Protocol

from django.db.models import Expression, F, FloatField, Q, Value
from django.db.models.functions import ASin, Cos, Least, Power, Radians, Sin, Sqrt

from tenants.geography.sphere import EARTH_RADIUS_KM, distance_km

_KM_PER_DEGREE = EARTH_RADIUS_KM * radians(1)


class Located(Protocol):
    """Anything on the map, in WGS 84 degrees."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Point:
    """WGS 84 degrees."""

    latitude: float
    longitude: float

    def kilometres_to(self, place: Located) -> float:
        """Great-circle kilometres from here to a place."""
        return distance_km(self.latitude, self.longitude, place.latitude, place.longitude)

    def distance(self, of: str = "") -> Expression:
        """Great-circle kilometres from here to a row's `latitude` and `longitude` (haversine); `of`: a path to the row
        that has them, with its underscores.
        """
        latitude, longitude = F(f"{of}latitude"), F(f"{of}longitude")
        half_chord = Power(Sin(Radians(latitude - Value(self.latitude)) / 2), 2) + Value(
            cos(radians(self.latitude))
        ) * Cos(Radians(latitude)) * Power(Sin(Radians(longitude - Value(self.longitude)) / 2), 2)
        kilometres = Value(2 * EARTH_RADIUS_KM) * ASin(Sqrt(Least(Value(1.0), half_chord)))
        kilometres.output_field = FloatField()
        return kilometres

    def box(self, km: float) -> Q:
        """Rows in the rectangle that holds the circle of `km` around here. Not across the antimeridian."""
        height = km / _KM_PER_DEGREE
        width = height / max(0.01, cos(radians(self.latitude)))
        return Q(
            latitude__range=(self.latitude - height, self.latitude + height),
            longitude__range=(self.longitude - width, self.longitude + width),
        )
