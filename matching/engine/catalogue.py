"""The catalogue in memory: opportunities as columns laid out by place, ranked for one seeker at a time."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from hashlib import blake2b
from heapq import nsmallest
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from matching.engine import formulas
from matching.engine.columns import Columns
from matching.engine.finding import TIE, Finder, Scored
from matching.engine.ids import RowOf
from matching.engine.layout import Layout, Rows
from matching.engine.model import Explanation, Opportunity, Seeker, Suggestion, Taste
from matching.engine.pair import Neighbours, Rarity, View, explain, timestamp_of
from matching.engine.policy import DEFAULT_POLICY, Policy
from matching.engine.query import Group, Query, grouped
from matching.engine.what_if import BEST_NAMED, RADII_KM, ChangeKind, Gain, alternatives

_SCORE_UNIT = 10**formulas.SCORE_DIGITS
_STEP = round(TIE * _SCORE_UNIT)

type Numbers = NDArray[np.float64]
type _Line = tuple[int, str, int]
"""Units of a score, id and row of an opportunity."""


class Catalogue:
    """An immutable snapshot of opportunities; safe to share between threads."""

    def __init__(
        self, opportunities: Iterable[Opportunity] | Columns = (), *, policy: Policy = DEFAULT_POLICY
    ) -> None:
        """Raises ValueError on a duplicate id or a naive datetime."""
        columns = opportunities if isinstance(opportunities, Columns) else Columns.of(opportunities)
        self.policy = policy
        self._layout = Layout(columns)
        self.columns = columns.take(self._layout.order)
        self._row_of = RowOf(self.columns.ids)
        self._finder = Finder(self.columns, self._layout, policy)
        self.rarity: Rarity = self._finder.scoring.rarity

    def __len__(self) -> int:
        return len(self.columns)

    @property
    def nbytes(self) -> int:
        """Bytes of the columns, given and derived, without the ids' texts."""
        parts = (self.columns, self._row_of, self._layout, self._finder)
        return sum(part.nbytes for part in parts)

    def __contains__(self, opportunity_id: str) -> bool:
        return self._row_of.get(opportunity_id) is not None

    def __getitem__(self, opportunity_id: str) -> Opportunity:
        """The opportunity of that id. Raises KeyError."""
        if (row := self._row_of.get(opportunity_id)) is None:
            raise KeyError(opportunity_id)
        return self.columns.opportunity(row)

    def updated(self, changed: Iterable[Opportunity] = (), removed: Iterable[str] = ()) -> "Catalogue":
        """A new snapshot: some opportunities added or replaced, some ids gone (unknown ones ignored)."""
        fresh = Columns.of(changed, like=self.columns)
        kept = np.delete(np.arange(len(self)), self._rows_of({*fresh.ids.tolist(), *removed}))
        return Catalogue(self.columns.take(kept).joined(fresh), policy=self.policy)

    def _rows_of(self, ids: Iterable[str]) -> list[int]:
        """Those of unknown ids are left out."""
        return [row for id_ in ids if (row := self._row_of.get(id_)) is not None]

    def explain(
        self,
        seeker: Seeker,
        opportunity_id: str,
        *,
        now: datetime,
        neighbours: Neighbours | None = None,
        taste: Taste | None = None,
    ) -> Explanation:
        """Why this opportunity of the catalogue, or why not. Raises KeyError on an unknown id."""
        return explain(
            seeker,
            self[opportunity_id],
            now,
            neighbours,
            rarity=self.rarity,
            policy=self.policy,
            taste=taste,
        )

    def rank(
        self,
        query: Query,
        *,
        now: datetime,
        top: int = 10,
        neighbours: Neighbours | None = None,
        shown: NDArray[np.bool_] | None = None,
    ) -> list[Suggestion]:
        """The `top` opportunities that fit best, by falling score, ties by id; never a filtered one.

        `shown`: one entry a row of `columns`, false for those that her territory does not take in. Raises ValueError
        on a naive `now`.
        """
        timestamp = timestamp_of(now)
        [found] = self._best([query], timestamp, top, neighbours or {}, shown)
        view = View(query.seeker, timestamp, self.rarity, self.policy, query.taste)
        opportunities = self.columns.opportunities([row for row, _ in found])
        return [
            Suggestion(opportunity.id, score, view.assess(opportunity)[1])
            for opportunity, (_, score) in zip(opportunities, found, strict=True)
        ]

    def best(
        self,
        queries: Sequence[Query],
        *,
        now: datetime,
        top: int = 10,
        neighbours: Neighbours | None = None,
        shown: NDArray[np.bool_] | None = None,
    ) -> list[list[tuple[str, float]]]:
        """For each query what `rank` answers, as ids and scores, without the reasons: for many people of whom nobody
        reads yet. Those of one territory are answered together, in a fraction of the time.
        """
        found = self._best(queries, timestamp_of(now), top, neighbours or {}, shown)
        ids = self.columns.ids
        return [[(ids[row], score) for row, score in each] for each in found]

    def _best(
        self,
        queries: Sequence[Query],
        now: float,
        top: int,
        neighbours: Neighbours,
        shown: NDArray[np.bool_] | None,
    ) -> list[list[tuple[int, float]]]:
        """For each query the rows of the best, in order, with their scores."""
        answers: list[list[tuple[int, float]]] = [[] for _ in queries]
        for numbers in grouped(queries) if top > 0 else ():
            asked = [queries[number] for number in numbers]
            tie = TIE if any(query.turn for query in asked) else 0.0
            found = self._found(asked, now, neighbours, shown, top, tie)
            rows = found.rows.tolist()
            units = np.rint(found.scores * _SCORE_UNIT).astype(np.int64).tolist()
            lines = list(zip(units, self.columns.ids[rows].tolist(), rows, strict=True))
            for number, (low, high) in zip(numbers, pairwise(found.borders.tolist()), strict=True):
                best = _first(lines[low:high], top, queries[number].turn)
                answers[number] = [(row, unit / _SCORE_UNIT) for unit, _id, row in best]
        return answers

    def _found(
        self,
        queries: Sequence[Query],
        now: float,
        neighbours: Neighbours,
        shown: NDArray[np.bool_] | None = None,
        top: int | None = None,
        tie: float = 0.0,
    ) -> Scored:
        """What passes the filters for some queries that go together."""
        hidden = None
        if any(query.exclude for query in queries):
            hidden = np.zeros((len(queries), len(self)), dtype=np.bool_)
            for line, query in enumerate(queries):
                hidden[line, self._rows_of(query.exclude)] = True
        group = Group(queries, self.columns, self._finder.scoring.causes, self.policy)
        return self._finder.find(
            group, now=now, neighbours=neighbours, top=top, tie=tie, shown=shown, hidden=hidden
        )

    def count(self, seeker: Seeker, *, now: datetime, neighbours: Neighbours | None = None) -> int:
        """How many opportunities pass the filters."""
        return len(self._found([Query(seeker)], timestamp_of(now), neighbours or {}).rows)

    def what_if(
        self,
        query: Query,
        *,
        now: datetime,
        top: int = 10,
        neighbours: Neighbours | None = None,
        shown: NDArray[np.bool_] | None = None,
        radii: Sequence[float] = RADII_KM,
    ) -> list[Gain]:
        """What one more day, a larger radius or work from home would bring, most first.

        Counted is what would then score at least as high as the last of her `top` does now (anything, where she has
        fewer): with a day more, what did not before; with a larger radius or from home, what she had no way to.
        """

        def scored(seeker: Seeker) -> tuple[Rows, Numbers]:
            found = self._found([replace(query, seeker=seeker)], timestamp_of(now), neighbours or {}, shown)
            return found.rows, found.scores

        rows, scores = scored(query.seeker)
        mark = float(np.partition(scores, len(scores) - top)[-top]) if len(scores) >= top > 0 else 0.0
        gains = []
        for kind, value, other in alternatives(query.seeker, self.policy, radii):
            known = rows[scores >= mark] if kind == ChangeKind.DAY else rows
            then, reached = scored(other)
            gained = (reached >= mark) & ~np.isin(then, known)
            if more := int(gained.sum()):
                ids, best = self.columns.ids[then[gained]].tolist(), (-reached[gained]).tolist()
                first = [id_ for _, id_ in nsmallest(BEST_NAMED, zip(best, ids, strict=True))]
                gains.append(Gain(kind, value, more, tuple(first)))
        return sorted(gains, key=lambda gain: (-gain.more, gain.kind, gain.value))


def _first(lines: Sequence[_Line], top: int, turn: str) -> list[_Line]:
    """The best lines by score, ties by id, or by a draw for those who take turns."""
    if not turn:
        return nsmallest(top, lines, key=lambda line: (-line[0], line[1]))
    steps = sorted((unit // _STEP for unit, _id, _row in lines), reverse=True)
    worst = steps[min(top, len(steps)) - 1] if steps else 0
    drawn = [
        (-(line[0] // _STEP), _drawn(turn, line[1]), line) for line in lines if line[0] // _STEP >= worst
    ]
    return [line for _step, _draw, line in sorted(drawn)[:top]]


def _drawn(turn: str, id_: str) -> bytes:
    """A draw that anybody can repeat."""
    return blake2b(f"{turn} {id_}".encode(), digest_size=8).digest()
