"""What else a seeker could say, and what it would bring her: "with Saturday free you would also see 4 more"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from matching.engine import formulas
from matching.engine.dayparts import DAYS, PARTS
from matching.engine.model import Seeker
from matching.engine.policy import Policy

RADII_KM = (5.0, 10.0, 20.0, 30.0, 50.0, 80.0)
"""Steps of a radius that are worth a question, km."""

NEXT_RADII = 2
"""How many steps beyond her own are looked at."""

BEST_NAMED = 3
"""Opportunities that a gain names."""


class ChangeKind(StrEnum):
    DAY = "day"  # free on a day of the week; value: its number, Monday is 0
    RADIUS = "radius"  # going as far as `value` kilometres
    REMOTE = "remote"  # also from home; value: 1


@dataclass(frozen=True, slots=True)
class Gain:
    """What a change would bring: `more` missions that would be as well placed as those she sees, the best of them."""

    kind: ChangeKind
    value: float
    more: int
    best: tuple[str, ...]


def alternatives(
    seeker: Seeker, policy: Policy, radii: Sequence[float]
) -> Iterator[tuple[ChangeKind, float, Seeker]]:
    """The same seeker, had she said one thing more. What she left unsaid altogether is not guessed at."""
    if seeker.availability:
        for number, day in enumerate(DAYS):
            free = seeker.availability.union(f"{day}-{part}" for part in PARTS)
            if free != seeker.availability:
                yield ChangeKind.DAY, number, replace(seeker, availability=free)
    if seeker.radius_km is not None and seeker.lat is not None:
        reach = formulas.reachable_km(seeker, policy)
        for radius in [step for step in radii if step > seeker.radius_km][:NEXT_RADII]:
            further = replace(seeker, radius_km=radius)
            if formulas.reachable_km(further, policy) > reach:
                yield ChangeKind.RADIUS, radius, further
    if seeker.remote_ok is False:
        yield ChangeKind.REMOTE, 1, replace(seeker, remote_ok=True)
