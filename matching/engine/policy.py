"""Every number the engine turns on, in one value that can be varied by an experiment."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from matching.engine.model import Mobility


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What each component adds at its full value, in log-odds: 0.7 doubles the odds that she asks to take part."""

    place: float = 2.9
    availability: float = 2.5
    cause: float = 1.7
    skill: float = 1.4

    def __post_init__(self) -> None:
        if min(self.place, self.availability, self.cause, self.skill) < 0:
            raise ValueError("weights are not negative")
        if not self.total:
            raise ValueError("some weight is needed")

    @property
    def total(self) -> float:
        return self.place + self.availability + self.cause + self.skill


def _usual_radius() -> Mapping[Mobility | None, float]:
    return MappingProxyType(
        {Mobility.FOOT: 3.0, Mobility.BIKE: 10.0, Mobility.TRANSIT: 20.0, Mobility.CAR: 30.0, None: 30.0}
    )


def _longest_trip() -> Mapping[Mobility | None, float]:
    return MappingProxyType({Mobility.FOOT: 5.0, Mobility.BIKE: 15.0, Mobility.TRANSIT: 40.0})


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """The engine's parameters. Components lie in [0, 1]; distances are in km, times in days.

    usual_radius_km: how far a seeker goes who gave no radius, by mobility.
    longest_trip_km: a stated radius is cut to this, by mobility (a car has no limit).
    baseline: log-odds of a mission that nothing speaks for; see `formulas.fit`.
    remote_place: place component of a mission done from home.
    own_territory, other_territory: place component when no distance is known.
    some_day_part: availability component as soon as one day part is shared; the rest grows with coverage.
    flexible, flexible_for_all: availability component of a mission without fixed day parts, for a seeker who said when
      she is free and for one who did not.
    open_to_all: skill component of a mission without needed skills.
    unsaid_steepness: how much faster nearness falls for a seeker who gave no radius; see `formulas.proximity`.
    smartsort_strength, smartsort_decay: see `formulas.smartsort`.
    requests_strength, answers_power: see `formulas.success`.
    freshness_strength, freshness_half_life: see `formulas.freshness`.
    unknown_age_passes: a seeker whose age is unknown is shown missions with a minimum age; the association
      checks when it accepts. Set False where that is not allowed.
    """

    weights: Weights = field(default_factory=Weights)
    usual_radius_km: Mapping[Mobility | None, float] = field(default_factory=_usual_radius)
    longest_trip_km: Mapping[Mobility | None, float] = field(default_factory=_longest_trip)
    baseline: float = -4.9
    remote_place: float = 0.65
    own_territory: float = 0.6
    other_territory: float = 0.3
    some_day_part: float = 0.8
    flexible: float = 0.8
    flexible_for_all: float = 0.25
    open_to_all: float = 0.5
    unsaid_steepness: float = 1.3
    smartsort_strength: float = 0.3
    smartsort_decay: float = 0.3
    requests_strength: float = 0.3
    answers_power: float = 0.5
    freshness_strength: float = 0.03
    freshness_half_life: float = 14.0
    unknown_age_passes: bool = True

    def __post_init__(self) -> None:
        shares = (
            self.remote_place, self.own_territory, self.other_territory, self.some_day_part, self.flexible,
            self.flexible_for_all, self.open_to_all, self.smartsort_strength, self.smartsort_decay,
            self.freshness_strength, self.requests_strength,
        )  # fmt: skip
        if not all(0.0 <= share <= 1.0 for share in shares):
            raise ValueError("components and strengths lie in [0, 1]")
        if self.freshness_half_life <= 0:
            raise ValueError("the half-life is positive")
        if self.answers_power < 0 or self.unsaid_steepness <= 0:
            raise ValueError("powers are not negative, and steepness is positive")


DEFAULT_POLICY = Policy()
