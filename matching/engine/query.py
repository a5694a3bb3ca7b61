"""Who asks, one by one as `Query`, and several at once as the columns of a `Group`."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import batched

import numpy as np
from numpy.typing import NDArray

from matching.engine import formulas
from matching.engine.columns import Columns, Masks, bytes_of, occupied
from matching.engine.dayparts import mask_of
from matching.engine.layout import Rows, box_around
from matching.engine.model import Seeker, Taste
from matching.engine.policy import Policy

AT_ONCE = 32
"""Seekers of a group at most: numpy's calls are shared among them, and what they look at still fits a cache."""

_ANY_AGE = 2**15 - 1

type Who = Rows | int
"""Beside each of some rows the number of its query; or 0, where there is only one: numpy calls on single numbers are
cheaper, and take the same words."""


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

    One entry a query. `point`: (queries, 3) on the unit sphere. `said`: 1 for who said when she is free, and
    `any_said` whether anybody did. `skills`: (queries, W) words of the catalogue's masks, and `skill_lines` of which
    bytes some are set. `causes`: (queries, sets) log-odds for each set of causes.
    """

    def __init__(self, queries: Sequence[Query], columns: Columns, sets: "CauseSets", policy: Policy) -> None:
        self.queries = queries
        seekers = [query.seeker for query in queries]
        first = seekers[0]
        self.territory, self.is_placed, self.from_home = first.territory, *_kind(first)
        if self.is_placed:
            self._place(seekers, policy)
        unknown = _ANY_AGE if policy.unknown_age_passes else 0
        self.age = np.array([unknown if one.age is None else one.age for one in seekers])
        parts = [mask_of(one.availability) for one in seekers]
        self.parts = np.array(parts, dtype=np.uint32)
        self.said = np.array([each != 0 for each in parts], dtype=np.intp)
        self.any_said = any(parts)
        self.skills = columns.skills.of_the_same([one.skills for one in seekers])
        self.skill_lines = np.flatnonzero(bytes_of(self.skills).any(axis=1)).tolist()
        self.causes = sets.log_odds(queries, policy)

    def _place(self, seekers: Sequence[Seeker], policy: Policy) -> None:
        places = [(one.lat or 0.0, one.lon or 0.0) for one in seekers]
        radius = [formulas.reachable_km(one, policy) for one in seekers]
        self.boxes = [box_around(*place, km) for place, km in zip(places, radius, strict=True)]
        self.point = np.array([formulas.point(*place) for place in places])
        self.radius = np.array(radius)
        self.longest_chord = np.array([formulas.longest_chord(km) for km in radius])
        self.slope = np.array(
            [
                formulas.steepness(one, policy) / max(formulas.SHORTEST_RADIUS_KM, km)
                for one, km in zip(seekers, radius, strict=True)
            ]
        )

    def __len__(self) -> int:
        return len(self.queries)

    def beside(self, counts: Rows | int) -> Who:
        """The number of each query as often as it has rows, or as all of them have."""
        return 0 if len(self) == 1 else np.arange(len(self)).repeat(counts)

    def each[T: np.generic](self, values: NDArray[T]) -> NDArray[T]:
        """The same values for each query, one query after the other."""
        return values if len(self) == 1 else np.tile(values, len(self))


def of(who: Who, rows: Rows) -> Who:
    """Who is beside some of the rows."""
    return who if isinstance(who, int) else who.take(rows)


def joined(who: Who, others: Who) -> Who:
    """Who is beside some rows and some others after them."""
    if isinstance(who, int) or isinstance(others, int):
        return 0
    return np.concatenate([who, others])


class CauseSets:
    """The sets of causes that occur in a catalogue, and which one each row has."""

    def __init__(self, causes: Masks) -> None:
        self._sets, self.of_row = causes.distinct()
        codes = range(len(causes.codes))
        holds = [self._sets.bit(number) for number in codes]
        self._holds = np.array(holds, dtype=np.float64).reshape(len(codes), len(self._sets.words))
        self._size = np.maximum(1, self._holds.sum(axis=0))

    @property
    def nbytes(self) -> int:
        return self.of_row.nbytes

    def log_odds(self, queries: Sequence[Query], policy: Policy) -> NDArray[np.float64]:
        """(queries, sets): what the causes add for who named them, and for whose taste is known."""
        sets = self._sets
        named = sets.of_the_same([query.seeker.causes for query in queries])
        odds: NDArray[np.float64] = occupied(sets.words & named[:, None]) * np.float64(policy.weights.cause)
        if any(query.taste and query.taste.causes for query in queries):
            tastes = [query.taste.causes if query.taste else {} for query in queries]
            shifts = np.array([[taste.get(code, 0.0) for code in sets.codes] for taste in tastes])
            odds += shifts @ self._holds / self._size
        return odds


def grouped(queries: Sequence[Query]) -> Iterator[tuple[int, ...]]:
    """The numbers of the queries that can be answered together."""
    alike: dict[tuple[str | None, bool, bool], list[int]] = {}
    for number, query in enumerate(queries):
        alike.setdefault((query.seeker.territory, *_kind(query.seeker)), []).append(number)
    for numbers in alike.values():
        yield from batched(numbers, AT_ONCE)


def _kind(seeker: Seeker) -> tuple[bool, bool]:
    """Whether she has a place, and whether she is ready to work from home."""
    return seeker.lat is not None and seeker.lon is not None, seeker.remote_ok is not False
