"""Who asks, one by one as `Query`, and several at once as the columns of a `Group`."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import batched

import numpy as np
from numpy.typing import NDArray

from matching.engine import formulas
from matching.engine.columns import Columns, Masks
from matching.engine.dayparts import mask_of
from matching.engine.layout import on_the_sphere
from matching.engine.model import Seeker, Taste
from matching.engine.policy import Policy

AT_ONCE = 32
"""Seekers of a group at most: numpy's calls are shared among them, and what they look at still fits a cache."""

_ANY_AGE = 2**15 - 1


@dataclass(frozen=True, slots=True)
class Query:
    """A seeker asks for what fits her best.

    `taste`: what was learned of her. `exclude`: ids not wanted, such as those she takes part in. With a `turn` (whose,
    and when) scores within the same hundredth tie, and each turn breaks ties in an order of its own, so that the same
    few are not shown to all.
    """

    seeker: Seeker
    taste: Taste | None = None
    exclude: Collection[str] = ()
    turn: str = ""


class Group:
    """Queries of seekers of one territory, who all have a place or none and are all ready to work from home or not.

    One entry a query. `point`: (queries, 3) on the unit sphere. `said`: 1 for who said when she is free. `skills`:
    (queries, W) words of the catalogue's masks. `causes`: (queries, sets) log-odds for each set of causes.
    """

    def __init__(self, queries: Sequence[Query], columns: Columns, sets: "CauseSets", policy: Policy) -> None:
        self.queries = queries
        seekers = [query.seeker for query in queries]
        first = seekers[0]
        self.territory, self.is_placed, self.from_home = first.territory, *_kind(first)
        if self.is_placed:
            self.lat, self.lon = np.array([(one.lat, one.lon) for one in seekers], dtype=np.float64).T
            self.point = on_the_sphere(self.lat, self.lon)
        self.radius = np.array([formulas.reachable_km(one, policy) for one in seekers])
        steepness = np.array([formulas.steepness(one, policy) for one in seekers])
        self.slope = steepness / np.maximum(formulas.SHORTEST_RADIUS_KM, self.radius)
        unknown = _ANY_AGE if policy.unknown_age_passes else 0
        self.age = np.array([unknown if one.age is None else one.age for one in seekers], dtype=np.int64)
        self.parts = np.array([mask_of(one.availability) for one in seekers], dtype=np.uint32)
        self.said = (self.parts != 0).astype(np.intp)
        self.skills = columns.skills.of_the_same([one.skills for one in seekers])
        self.causes = sets.log_odds(queries, policy)

    def __len__(self) -> int:
        return len(self.queries)


class CauseSets:
    """The sets of causes that occur in a catalogue, and which one each row has."""

    def __init__(self, causes: Masks) -> None:
        distinct, self.of_row = causes.distinct()
        self._number = causes.number
        self._holds = np.array(
            [distinct.bit(number) for number in range(len(causes.codes))], dtype=np.float64
        ).reshape(len(causes.codes), len(distinct.words))
        self._size = np.maximum(1, self._holds.sum(axis=0))

    @property
    def nbytes(self) -> int:
        return self.of_row.nbytes

    def log_odds(self, queries: Sequence[Query], policy: Policy) -> NDArray[np.float64]:
        """(queries, sets): what the causes add for who named them, and for whose taste is known."""
        named = np.zeros((len(queries), len(self._holds)))
        shifts = np.zeros_like(named)
        for line, query in enumerate(queries):
            for code in query.seeker.causes:
                if (number := self._number.get(code)) is not None:
                    named[line, number] = 1
            for code, shift in query.taste.causes.items() if query.taste else ():
                if (number := self._number.get(code)) is not None:
                    shifts[line, number] = shift
        odds: NDArray[np.float64] = policy.weights.cause * (named @ self._holds > 0)
        if shifts.any():
            odds += shifts @ self._holds / self._size
        return odds


def grouped(queries: Sequence[Query]) -> Iterator[tuple[int, ...]]:
    """The numbers of the queries that can be answered together."""
    alike: dict[tuple[str | None, bool, bool], list[int]] = {}
    for number, query in enumerate(queries):
        alike.setdefault((query.seeker.territory, *_kind(query.seeker)), []).append(number)
    for numbers in alike.values():
        yield from batched(numbers, AT_ONCE, strict=False)


def _kind(seeker: Seeker) -> tuple[bool, bool]:
    """Whether she has a place, and whether she is ready to work from home."""
    return seeker.lat is not None and seeker.lon is not None, seeker.remote_ok is not False
