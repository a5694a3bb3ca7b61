"""Distances on the sphere. No Django: the builder and the application measure alike."""

from math import asin, cos, radians, sin, sqrt

#: Mean radius of the Earth in kilometres (IUGG, R1).
EARTH_RADIUS_KM = 6371.0088


def distance_km(a_lat: float, a_lon: float, b_lat: float, b_lon: float) -> float:
    """Great-circle distance in kilometres between two points in decimal degrees (haversine formula).

    Within 0.5 % of the distance on the ellipsoid.
    """
    half_chord = (
        sin(radians(b_lat - a_lat) / 2) ** 2
        + cos(radians(a_lat)) * cos(radians(b_lat)) * sin(radians(b_lon - a_lon) / 2) ** 2
    )
    return 2 * EARTH_RADIUS_KM * asin(sqrt(min(1.0, half_chord)))
