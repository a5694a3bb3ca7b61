"""How a territory's mission becomes a row of the catalogue.

The catalogue stands below the engagement domain and cannot import it: the domain registers its projector here when
it starts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OpportunityFields:
    """What the network may know of a mission. No personal data.

    Names match the columns of `Opportunity`, except `text`, which is searched in and not kept. `refresh_at` is the next
    moment at which time alone changes these fields, in the future.
    """

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
    requests: int
    answers: float | None
    min_age: int | None
    reach: str
    published_at: datetime | None
    refresh_at: datetime | None
    text: str


#: Called in a territory's schema with ids of missions; answers for each id what to show, or None to withdraw it.
Projector = Callable[[Sequence[int]], Mapping[int, OpportunityFields | None]]

#: Called in a territory's schema; answers the ids of the missions that it may show.
Census = Callable[[], Iterable[int]]

_projector: Projector | None = None
_census: Census | None = None


class NoProjector(RuntimeError):
    """Entries were applied before the engagement domain registered its projector."""


def register(projector: Projector, census: Census) -> None:
    """Make these the ones that read and count missions. Called once, when the engagement domain starts."""
    global _projector, _census
    _projector, _census = projector, census


def project(mission_ids: Sequence[int]) -> Mapping[int, OpportunityFields | None]:
    """Fields of each mission of the territory at hand as it is now. Raises `NoProjector`."""
    if _projector is None:
        raise NoProjector
    return _projector(mission_ids)


def shown_missions() -> set[int]:
    """Ids of the missions that the territory at hand may show. Raises `NoProjector`."""
    if _census is None:
        raise NoProjector
    return set(_census())
