"""What the engine reads and answers: plain frozen values, no behaviour."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from math import fsum
from typing import NamedTuple


class Remote(StrEnum):
    NO = "no"
    POSSIBLE = "possible"
    FULL = "full"


class Reach(StrEnum):
    """Who may be shown an opportunity, seen from its territory."""

    TERRITORY = "territory"
    NEIGHBOURS = "neighbours"
    NETWORK = "network"


class Mobility(StrEnum):
    FOOT = "foot"
    BIKE = "bike"
    TRANSIT = "transit"
    CAR = "car"


class ReasonKind(StrEnum):
    """What a reason's `value` counts is said beside each kind."""

    DISTANCE = "distance"  # kilometres as the crow flies
    REMOTE = "remote"  # 1 possible from home, 2 entirely from home
    TERRITORY = "territory"  # 1 in the seeker's own territory, 0 elsewhere (no distance is known)
    AVAILABILITY = "availability"  # day parts that suit both
    FLEXIBLE = "flexible"  # 1: the mission has no fixed day part
    CAUSE = "cause"  # causes in common
    SKILL = "skill"  # needed skills that the seeker has
    OPEN_TO_ALL = "open_to_all"  # 1: the mission asks no particular skill
    CONNECTIONS = "connections"  # people who already take part
    FRESHNESS = "freshness"  # days since publication
    TASTE = "taste"  # causes that she was seen to prefer; negative contribution: that she was seen to leave
    REQUESTS = "requests"  # people who asked for a place and wait for an answer
    ANSWERS = "answers"  # chance that the association answers, in [0, 1]


class ObstacleKind(StrEnum):
    """Why an opportunity cannot be suggested; `value` and `limit` are said beside each kind."""

    ENDED = "ended"  # value: days since its end
    FULL = "full"  # value: people who take part; limit: capacity
    AGE = "age"  # value: the seeker's age (0 when unknown); limit: minimum age
    REACH = "reach"  # the mission is not offered to the seeker's territory
    DISTANCE = "distance"  # value: kilometres; limit: the furthest the seeker goes
    REMOTE = "remote"  # the mission is done from home, the seeker wants to be on site
    PLACE = "place"  # the mission's place is unknown and it is not in the seeker's territory


@dataclass(frozen=True, slots=True, kw_only=True)
class Opportunity:
    """A mission as the network's catalogue sees it.

    Coordinates are WGS 84 degrees, both or neither. Datetimes are aware. `availability` holds codes of
    `dayparts.DAY_PARTS`; empty means flexible. `connections` counts active participations; `capacity` is the
    number of people wanted, None for any number. `requests` are those of the connections that wait for an answer
    and hold no place yet. `answers` is the chance that a request is answered at all, None where that is not known of
    any association. `causes` and `skills` are opaque codes to the engine.
    """

    id: str
    territory: str
    lat: float | None = None
    lon: float | None = None
    remote: Remote = Remote.NO
    causes: frozenset[str] = frozenset()
    skills: frozenset[str] = frozenset()
    availability: frozenset[str] = frozenset()
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    capacity: int | None = None
    connections: int = 0
    min_age: int | None = None
    published_at: datetime | None = None
    reach: Reach = Reach.TERRITORY
    requests: int = 0
    answers: float | None = None

    @property
    def places_left(self) -> int | None:
        """Places that nobody holds; None: any number. Requests hold none."""
        if self.capacity is None:
            return None
        return max(0, self.capacity - max(0, self.connections - self.requests))


@dataclass(frozen=True, slots=True, kw_only=True)
class Seeker:
    """A person looking for something to do. Only `id` is needed: what is None or empty was left unsaid."""

    id: str
    territory: str | None = None
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    remote_ok: bool | None = None
    causes: frozenset[str] = frozenset()
    skills: frozenset[str] = frozenset()
    availability: frozenset[str] = frozenset()
    age: int | None = None
    mobility: Mobility | None = None


@dataclass(frozen=True, slots=True)
class Taste:
    """What was learned of one seeker (`tastes`): log-odds that a cause adds or takes away, beyond what she said.

    `asked`: the causes of missions that she asked for.
    """

    causes: Mapping[str, float]
    asked: frozenset[str] = frozenset()

    def shift(self, causes: AbstractSet[str]) -> float:
        """Log-odds for a mission of these causes: their mean."""
        return fsum([self.causes.get(cause, 0.0) for cause in causes]) / len(causes) if causes else 0.0


class Reason(NamedTuple):
    """One named part of a score. The contributions of a suggestion's reasons add up to its score.

    `codes` are what the words need (matched skills, causes, day parts), sorted; they stay out of the JSON.
    """

    kind: ReasonKind
    value: float
    contribution: float
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An opportunity for a seeker: score in [0, 1], reasons by falling contribution."""

    opportunity_id: str
    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class SeekerSuggestion:
    """A seeker for an opportunity: the mirror of `Suggestion`, with the same score and reasons."""

    seeker_id: str
    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One hard filter that failed. `value` against `limit`, in the units of its kind."""

    kind: ObstacleKind
    value: float | None = None
    limit: float | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why, or why not: either obstacles, or a score with its reasons."""

    opportunity_id: str
    obstacles: tuple[Obstacle, ...]
    score: float | None
    reasons: tuple[Reason, ...]

    @property
    def eligible(self) -> bool:
        return not self.obstacles
