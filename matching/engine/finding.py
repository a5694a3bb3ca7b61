"""Which rows of a catalogue pass every filter for a group of seekers, and how they score."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

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
from matching.engine.query import Group, Who, joined, of
from matching.engine.scoring import Scoring

TIE = 0.01
"""Scores this near one another are as good, for those who take turns."""

MOST_OUTLOOKS = 1_000
"""Territories whose people's outlook is kept."""

_MARGIN = 1e-6
_SINGLE = 1e-4  # what single precision may take from a sum of log-odds

_FULL = REMOTES.index(Remote.FULL)

type Numbers = NDArray[np.float64]
type Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Scored:
    """Rows with their scores, query after query: those of query `n` are from `borders[n]` to `borders[n + 1]`."""

    rows: Rows
    who: Who
    scores: Numbers
    borders: Rows

    @classmethod
    def of(cls, rows: Rows, who: Who, scores: Numbers, queries: int) -> "Scored":
        """The same in the order of the queries."""
        if isinstance(who, int):
            return cls(rows, who, scores, np.array([0, len(rows)]))
        order = who.astype(np.uint8).argsort(kind="stable")
        who = who[order]
        return cls(rows[order], who, scores[order], who.searchsorted(np.arange(queries + 1)))

    def cuts(self, top: int, tie: float) -> Numbers:
        """For each query a score that its `top` best reach, and what is as good as the last of them."""
        last = []
        for low, high in pairwise(self.borders.tolist()):
            scores = self.scores[low:high].copy()
            if high - low >= top:
                scores.partition(high - low - top)
            last.append(scores[-top] if high - low >= top else -1.0)
        return np.array(last) - tie - _MARGIN

    def reaching(self, cuts: Numbers) -> "Scored":
        """Without what is below the cut of its query."""
        kept = (self.scores >= cuts[self.who]).nonzero()[0]
        return Scored.of(self.rows[kept], of(self.who, kept), self.scores[kept], len(cuts))

    def and_(self, rows: Rows, who: Who, scores: Numbers) -> "Scored":
        """With more of them."""
        if not len(rows):
            return self
        return Scored.of(
            np.concatenate([self.rows, rows]),
            joined(self.who, who),
            np.concatenate([self.scores, scores]),
            len(self.borders) - 1,
        )


@dataclass(frozen=True, slots=True)
class _Outlook:
    """What people of one territory see, wherever they are: the same for all of them.

    `own`: the number of their territory, -1 when nothing of it is here. `origins`: those that may show them more than
    network-wide missions. `welcome`: for each territory and reach, whether they see it. `anywhere`: for those who have
    a place and are ready to work from home, or are not, the rows that are theirs whatever the place; with the place
    component as far as it depends on no distance.
    """

    own: int
    origins: Sequence[int]
    welcome: Flags
    anywhere: dict[bool, tuple[Rows, Numbers]]


class Finder:
    """A catalogue's columns with all that is worked out of them before anybody asks. They lie as `layout` says."""

    def __init__(self, columns: Columns, layout: Layout, policy: Policy) -> None:
        self._columns, self._layout, self._policy = columns, layout, policy
        self._audience = Audience(columns)
        self._places = Places(columns, policy)
        self.scoring = Scoring(columns, policy)
        self._outlooks: dict[tuple[int, frozenset[int]], _Outlook] = {}

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

        def passing(rows: Rows, who: Who) -> Rows:
            """Which of them she may be shown, as far as it is no matter of place."""
            wanted = columns.min_age.take(rows) <= group.age[who]
            wanted &= ~(columns.ends_at.take(rows) <= now)  # NaN: no end
            if shown is not None:
                wanted &= shown.take(rows)
            if hidden is not None:
                wanted &= ~hidden[who, rows]
            return wanted.nonzero()[0]

        def scored(rows: Rows, who: Who, place: Numbers) -> Numbers:
            return self.scoring.score(rows, self.scoring.weigh(rows, who, place, group), now)

        outlook = self._outlook(group.territory, neighbours)
        rows, who, place = self._candidates(group, outlook)
        kept = passing(rows, who)
        rows, who, place = rows.take(kept), of(who, kept), place.take(kept)
        if group.is_placed:
            place = self._places.with_km(place, rows, who, group)
        able = (place >= 0).nonzero()[0]
        rows, who, place = rows.take(able), of(who, able), place.take(able)
        found = Scored.of(rows, who, scored(rows, who, place), len(group))
        cuts = np.full(len(group), -1.0) if top is None else found.cuts(top, tie)
        rest = self._rest(group)
        if rest.start < rest.stop:
            # Of the rest, what cannot reach the best of what was found already is not scored.
            floors = [formulas.least_weight(cut, self._policy) - _SINGLE for cut in cuts.tolist()]
            far = self._places.far(rest, group, outlook.own)
            hopeful = self.scoring.most(rest, far, group) >= np.array(floors)[:, None]
            if not group.is_placed:
                hopeful &= far >= 0
            again = ((found.rows >= rest.start) & (found.rows < rest.stop)).nonzero()[0]
            hopeful[of(found.who, again), found.rows[again] - rest.start] = False
            more = hopeful.ravel().nonzero()[0]
            who, more = (0, more) if len(group) == 1 else np.divmod(more, rest.stop - rest.start)
            kept = passing(more + rest.start, who)
            more, who = more[kept], of(who, kept)
            rows = more + rest.start
            place = far[more] if isinstance(far, np.ndarray) else np.full(len(more), far)
            found = found.and_(rows, who, scored(rows, who, place))
        return found if top is None else found.reaching(found.cuts(top, tie))

    def _outlook(self, territory: str | None, neighbours: Neighbours) -> _Outlook:
        own, origins = self._audience.number(territory), self._audience.origins(territory, neighbours)
        key = own, frozenset(origins)
        if (outlook := self._outlooks.get(key)) is None:
            outlook = _Outlook(own, origins, self._audience.welcome(own, origins), {})
            if len(self._outlooks) < MOST_OUTLOOKS:
                self._outlooks[key] = outlook
        return outlook

    def _candidates(self, group: Group, outlook: _Outlook) -> tuple[Rows, Who, Numbers]:
        """A superset of the rows within reach that are near, or of a limited reach, without the closed ones: each once
        for a query; with the place component as far as it depends on no distance.
        """
        if not group.is_placed:
            local = self._layout.local.of(outlook.origins)
            local = local[self._audience.seen(local, outlook.welcome)]
            place = self._places.without_km(local, group, outlook.own)
            return group.each(local), group.beside(len(local)), group.each(place)
        around, counts = self._layout.around(group.boxes, with_local_possible=not group.from_home)
        beside = group.beside(counts)
        seen = self._audience.seen(around, outlook.welcome).nonzero()[0]
        around, beside = around.take(seen), of(beside, seen)
        if group.from_home not in outlook.anywhere:
            outlook.anywhere[group.from_home] = self._anywhere(group, outlook)
        anywhere, place = outlook.anywhere[group.from_home]
        return (
            np.concatenate([around, group.each(anywhere)]),
            joined(beside, group.beside(len(anywhere))),
            np.concatenate([self._places.around(around, group), group.each(place)]),
        )

    def _anywhere(self, group: Group, outlook: _Outlook) -> tuple[Rows, Numbers]:
        layout, columns, own = self._layout, self._columns, outlook.own
        rows = layout.unplaced.of([own] if own >= 0 else [])
        if group.from_home:
            local = layout.local_from_home.of(outlook.origins)
            local = local[self._audience.seen(local, outlook.welcome)]
            unplaced = np.isnan(columns.lat[local]) & (columns.remote[local] != _FULL)
            rows = np.concatenate([rows, local[~(unplaced & (columns.territory[local] == own))]])
        return rows, self._places.without_km(rows, group, own)

    def _rest(self, group: Group) -> slice:
        """The long part, which the whole network sees from wherever it is: some of its rows may be candidates."""
        if not group.is_placed:
            return self._layout.network
        return self._layout.network_from_home if group.from_home else slice(0, 0)
