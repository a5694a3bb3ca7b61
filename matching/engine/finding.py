"""Which rows of a catalogue pass every filter for a group of seekers, and how they score."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.engine import formulas
from matching.engine.audience import Audience
from matching.engine.columns import REMOTES, Columns
from matching.engine.layout import Layout, Rows
from matching.engine.model import Remote
from matching.engine.pair import Neighbours
from matching.engine.places import Places
from matching.engine.policy import Policy
from matching.engine.query import Group
from matching.engine.scoring import Scoring

TIE = 0.01
"""Scores this near one another are as good, for those who take turns."""

_MARGIN = 1e-6
_SINGLE = 1e-4  # what single precision may take from a sum of log-odds

_FULL = REMOTES.index(Remote.FULL)

type Numbers = NDArray[np.float64]
type Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Scored:
    """Rows with their scores, query after query: those of query `n` are from `borders[n]` to `borders[n + 1]`."""

    rows: Rows
    who: Rows
    scores: Numbers
    borders: Rows

    @classmethod
    def of(cls, rows: Rows, who: Rows, scores: Numbers, queries: int) -> "Scored":
        """The same in the order of the queries."""
        if queries > 1:
            order = who.astype(np.uint8).argsort(kind="stable")
            rows, who, scores = rows[order], who[order], scores[order]
        return cls(rows, who, scores, who.searchsorted(np.arange(queries + 1)))

    def cuts(self, top: int, tie: float) -> Numbers:
        """For each query a score that its `top` best reach, and what is as good as the last of them."""
        each = np.split(self.scores, self.borders[1:-1])
        last = [np.partition(some, len(some) - top)[-top] if len(some) >= top else -1.0 for some in each]
        return np.array(last) - tie - _MARGIN

    def reaching(self, cuts: Numbers) -> "Scored":
        """Without what is below the cut of its query."""
        kept = np.flatnonzero(self.scores >= cuts[self.who])
        return Scored.of(self.rows[kept], self.who[kept], self.scores[kept], len(cuts))

    def and_(self, other: "Scored") -> "Scored":
        parts = ((getattr(one, name) for one in (self, other)) for name in ("rows", "who", "scores"))
        return Scored.of(*map(np.concatenate, map(list, parts)), queries=len(self.borders) - 1)


class Finder:
    """A catalogue's columns with all that is worked out of them before anybody asks. They lie as `layout` says."""

    def __init__(self, columns: Columns, layout: Layout, policy: Policy) -> None:
        self._columns, self._layout, self._policy = columns, layout, policy
        self._audience = Audience(columns)
        self._places = Places(columns, policy)
        self.scoring = Scoring(columns, policy)

    @property
    def nbytes(self) -> int:
        return self._audience.nbytes + self._places.nbytes + self.scoring.nbytes

    def find(
        self,
        group: Group,
        *,
        now: float,
        neighbours: Neighbours,
        top: int | None = None,
        tie: float = 0.0,
        shown: Flags | None = None,
        hidden: Flags | None = None,
    ) -> Scored:
        """For each query of a group the rows that pass every filter.

        `shown`: false for rows to be left out. `hidden`: (queries, rows), true for what one of them is not to be shown.
        With `top`, rows that are surely neither among so many best, nor within `tie` of the last of them, are missing.
        """
        columns = self._columns
        own = self._audience.number(group.territory)
        origins = self._audience.origins(group.territory, neighbours)
        rows, who, rest = self._candidates(group, origins, own)
        wanted = self._audience.welcome(rows, group.territory, origins)
        wanted &= ~(columns.ends_at[rows] <= now)  # NaN: no end
        wanted &= columns.min_age[rows] <= group.age[who]
        if shown is not None:
            wanted &= shown[rows]
        if hidden is not None:
            wanted &= ~hidden[who, rows]
        found = self._reachable(rows[wanted], who[wanted], group, own, now)
        cuts = np.full(len(group), -1.0) if top is None else found.cuts(top, tie)
        if rest.start < rest.stop:
            # Of the rest, what cannot reach the best of what was found already is not scored.
            floors = [formulas.least_weight(cut, self._policy) for cut in cuts.tolist()]
            place = self._places.without_km(rest, group, own)
            hopeful = self.scoring.most(rest, place, group) >= np.array(floors)[:, None] - _SINGLE
            hopeful &= (place >= 0) & ~(columns.ends_at[rest] <= now)
            hopeful &= columns.min_age[rest] <= group.age[:, None]
            if shown is not None:
                hopeful &= shown[rest]
            if hidden is not None:
                hopeful &= ~hidden[:, rest]
            seen = np.flatnonzero((rows >= rest.start) & (rows < rest.stop))
            hopeful[who[seen], rows[seen] - rest.start] = False
            who, more = hopeful.nonzero()
            found = found.and_(self._scored(more + rest.start, who, place[more], group, now))
        return found if top is None else found.reaching(found.cuts(top, tie))

    def _reachable(self, rows: Rows, who: Rows, group: Group, own: int, now: float) -> Scored:
        place = self._places.of(rows, who, group, own)
        able = np.flatnonzero(place >= 0)
        return self._scored(rows[able], who[able], place[able], group, now)

    def _scored(self, rows: Rows, who: Rows, place: Numbers, group: Group, now: float) -> Scored:
        weighted = self.scoring.weigh(rows, who, place, group)
        return Scored.of(rows, who, self.scoring.score(rows, weighted, now), len(group))

    def _candidates(self, group: Group, origins: Sequence[int], own: int) -> tuple[Rows, Rows, slice]:
        """A superset of the rows within reach, without the closed ones.

        First those that are near or of a limited reach, each once for a query, whose number is beside it; then the
        long part, which the whole network sees from wherever it is: some of its rows may be among the first.
        """
        layout, queries = self._layout, np.arange(len(group))
        if not group.is_placed:
            local = layout.local.of(origins)
            return np.tile(local, len(group)), queries.repeat(len(local)), layout.network
        rows, who = layout.around(group.lat, group.lon, group.radius, with_local_possible=not group.from_home)
        anywhere = layout.unplaced.of([own] if own >= 0 else [])
        if group.from_home:
            local = layout.local_from_home.of(origins)
            unplaced = np.isnan(self._columns.lat[local]) & (self._columns.remote[local] != _FULL)
            anywhere = np.concatenate(
                [anywhere, local[~(unplaced & (self._columns.territory[local] == own))]]
            )
        return (
            np.concatenate([rows, np.tile(anywhere, len(group))]),
            np.concatenate([who, queries.repeat(len(anywhere))]),
            layout.network_from_home if group.from_home else slice(0, 0),
        )
