"""The entry point: one seed, one territory, always the same data."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from .specs import Place, TerritorySpec


def generate(
    *,
    seed: str,
    country: str,
    places: Sequence[Place],
    today: date,
    associations: int,
    missions: int,
    volunteers: int,
    participations: int,
) -> TerritorySpec:
    """Write a territory's data. Same arguments, same result, whatever the process or the platform.

    ``country`` is ``FR`` or ``BE``; ``places`` may come in any order. Counts are exact for associations,
    missions and volunteers; participations may be fewer when there are not enough volunteers or missions.
    Raises ``ValueError`` on an unknown country, no place, or missions without associations.
    """
    raise NotImplementedError
