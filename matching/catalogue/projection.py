"""How a territory's mission becomes a row of the catalogue.

The catalogue stands below the engagement domain and cannot import it: the domain registers its projector here when
it starts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OpportunityFields:
    """What the network may know of a mission. Names match the columns of `Opportunity`. No personal data."""

    title: str
    summary: str
    association_name: str
    path: str
    commune_id: str | None
    latitude: float | None
    longitude: float | None
    remote: str
    causes: list[str]
    skills: list[str]
    availability: list[str]
    starts_at: datetime | None
    ends_at: datetime | None
    capacity: int | None
    connections: int
    min_age: int | None
    reach: str
    published_at: datetime | None


#: Called in a territory's schema with ids of missions; answers for each id what to show, or None to withdraw it.
Projector = Callable[[Sequence[int]], Mapping[int, OpportunityFields | None]]

_projector: Projector | None = None


class NoProjector(RuntimeError):
    """Entries were applied before the engagement domain registered its projector."""


def register(projector: Projector) -> None:
    """Make `projector` the one that reads missions. Called once, when the engagement domain starts."""
    global _projector
    _projector = projector


def project(mission_ids: Sequence[int]) -> Mapping[int, OpportunityFields | None]:
    """Fields of each mission of the territory at hand as it is now. Raises `NoProjector`."""
    if _projector is None:
        raise NoProjector
    return _projector(mission_ids)
