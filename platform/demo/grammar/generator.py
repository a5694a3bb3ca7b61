"""The entry point: one seed, one territory, always the same data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from random import Random

from .associations import write_associations
from .draws import Author
from .missions import write_missions
from .specs import Place, TerritorySpec
from .vocabulary import WORDS
from .volunteers import write_participations, write_volunteers
from .whereabouts import Atlas


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
    variant: int = 0,
) -> TerritorySpec:
    """Write a territory's data. Same arguments, same result, whatever the process or the platform.

    ``country`` is ``FR`` or ``BE``; ``places`` may come in any order. Counts are exact for associations,
    missions and volunteers; participations may be fewer when there are not enough volunteers or missions.
    Territories of different ``variant`` tell of the same kinds of missions in other words, as far as these go.
    Raises ``ValueError`` on an unknown country, no place, or missions without associations.
    """
    if country not in WORDS:
        raise ValueError(f"no vocabulary for country {country!r}")
    if not places:
        raise ValueError("a territory needs at least one place")
    if missions and not associations:
        raise ValueError("missions need associations")
    # One stream per part: more volunteers leave the associations as they were.
    atlas = Atlas(places, country)
    ordered = sorted(places, key=lambda place: place.commune_id)
    hosts = write_associations(
        author=Author(Random(f"{seed}/associations")),  # noqa: S311
        atlas=atlas,
        country=country,
        count=associations,
        year=today.year,
    )
    proposed = write_missions(
        author=Author(Random(f"{seed}/missions"), variant=variant),  # noqa: S311
        atlas=atlas,
        country=country,
        today=today,
        places=ordered,
        associations=hosts,
        count=missions,
    )
    people = write_volunteers(
        rng=Random(f"{seed}/volunteers"),  # noqa: S311
        atlas=atlas,
        country=country,
        count=volunteers,
        year=today.year,
    )
    taken = write_participations(
        author=Author(Random(f"{seed}/participations")),  # noqa: S311
        country=country,
        today=today,
        missions=proposed,
        volunteers=people,
        names={place.commune_id: place.name for place in ordered},
        count=participations,
    )
    held = Counter(item.mission_key for item in taken if item.state == "accepted")
    honest = tuple(
        replace(mission, state="published")
        if mission.state == "full" and held[mission.key] < mission.capacity
        else mission
        for mission in proposed
    )
    return TerritorySpec(seed, country, today, hosts, honest, people, taken)
