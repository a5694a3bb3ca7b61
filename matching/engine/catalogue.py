"""The catalogue in memory: opportunities as columns laid out by place, ranked for one seeker at a time."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from heapq import nsmallest
from math import exp2
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from matching.engine import formulas
from matching.engine.audience import Audience
from matching.engine.columns import REMOTES, UNLIMITED, Columns
from matching.engine.dayparts import mask_of
from matching.engine.layout import Layout, Rows, joined
from matching.engine.model import Explanation, Opportunity, Remote, Seeker, Suggestion, Taste
from matching.engine.pair import (
    SECONDS_PER_DAY,
    Neighbours,
    Rarity,
    View,
    explain,
    timestamp_of,
)
from matching.engine.places import Places
from matching.engine.policy import DEFAULT_POLICY, Policy
from matching.engine.what_if import BEST_NAMED, RADII_KM, ChangeKind, Gain, alternatives

_FULL = REMOTES.index(Remote.FULL)
_SCORE_UNIT = 10**formulas.SCORE_DIGITS
_TIE = _SCORE_UNIT // 100
"""Units of a score between which nobody could tell a difference, for those who take turns."""

type Numbers = NDArray[np.float64]


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
        self._row_of: dict[str, int] = dict(zip(self.columns.ids.tolist(), range(len(columns)), strict=True))
        if len(self._row_of) != len(columns):
            raise ValueError("two opportunities have the same id")
        self._prepare()

    def _prepare(self) -> None:
        """Columns derived from the rows and the policy, so that ranking only adds and multiplies."""
        columns, policy, weights = self.columns, self.policy, self.policy.weights
        size = len(columns)
        self._half_life = policy.freshness_half_life * SECONDS_PER_DAY
        self._audience = Audience(columns)

        self._places = Places(columns, self._audience, policy)

        counts = columns.skills.counts()
        self._skill_weight = np.array([formulas.rarity(size, int(count)) for count in counts])
        self.rarity: Rarity = MappingProxyType(
            dict(zip(columns.skills.codes, self._skill_weight.tolist(), strict=True))
        )
        self._skills_wanted = columns.skills.weighed(self._skill_weight)
        self._cause_sets, self._cause_set = columns.causes.distinct()

        parts_wanted = np.bitwise_count(columns.availability)
        self._coverage = weights.availability * (1 - policy.some_day_part) / np.maximum(parts_wanted, 1)
        open_to_all = weights.skill * policy.open_to_all * (self._skills_wanted == 0)
        flexible = weights.availability * (parts_wanted == 0)
        self._static = {
            said: open_to_all + suits * flexible
            for said, suits in ((True, policy.flexible), (False, policy.flexible_for_all))
        }

        known = columns.published_at[~np.isnan(columns.published_at)]
        self._reference_time = float(np.median(known)) if len(known) else 0.0
        half_lives = (columns.published_at - self._reference_time) / self._half_life
        self._boost = policy.freshness_strength * np.nan_to_num(
            np.exp2(np.clip(half_lives, -900, 900)), nan=0.0
        )
        self._factor = self._market() / (1 + policy.freshness_strength)

    def _market(self) -> Numbers:
        """The factors that do not depend on who asks: SmartSort, and the chance that a request leads somewhere."""
        columns, policy = self.columns, self.policy
        kinds, which = np.unique(columns.connections, return_inverse=True)
        factor: Numbers = np.array([formulas.smartsort(number, policy) for number in kinds.tolist()])[which]
        answers = np.where(np.isnan(columns.answers), 1.0, columns.answers**policy.answers_power)
        left = columns.places_left
        waiting = np.minimum(1.0, formulas.GRANTED * columns.requests / np.maximum(1, left))
        waiting[left == UNLIMITED] = 0.0
        return factor * answers * (1 - policy.requests_strength * waiting)

    def __len__(self) -> int:
        return len(self.columns)

    @property
    def nbytes(self) -> int:
        """Bytes of the columns, given and derived, without the ids' texts."""
        derived = [*vars(self).values(), *self._static.values()]
        arrays = [value for value in derived if isinstance(value, np.ndarray)]
        return sum(array.nbytes for array in arrays) + sum(
            part.nbytes for part in (self.columns, self._layout, self._audience, self._places)
        )

    def __contains__(self, opportunity_id: str) -> bool:
        return opportunity_id in self._row_of

    def __getitem__(self, opportunity_id: str) -> Opportunity:
        """The opportunity of that id. Raises KeyError."""
        return self.columns.opportunity(self._row_of[opportunity_id])

    def updated(self, changed: Iterable[Opportunity] = (), removed: Iterable[str] = ()) -> "Catalogue":
        """A new snapshot: some opportunities added or replaced, some ids gone (unknown ones ignored)."""
        fresh = Columns.of(changed, like=self.columns)
        stale = [self._row_of[id_] for id_ in {*fresh.ids.tolist(), *removed} if id_ in self._row_of]
        kept = np.delete(np.arange(len(self)), stale)
        return Catalogue(self.columns.take(kept).joined(fresh), policy=self.policy)

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
        seeker: Seeker,
        *,
        now: datetime,
        top: int = 10,
        neighbours: Neighbours | None = None,
        exclude: Collection[str] = (),
        shown: NDArray[np.bool_] | None = None,
        taste: Taste | None = None,
        turn: str = "",
    ) -> list[Suggestion]:
        """The `top` opportunities that fit best, by falling score, ties by id; never a filtered one.

        `exclude`: ids not wanted, such as those she takes part in. `shown`: one entry a row of `columns`, false for
        those that her territory does not take in. `taste`: what was learned of her. With a `turn` (whose, and when),
        scores within the same hundredth tie, and each turn breaks ties in an order of its own, so that the same few
        are not shown to all. Raises ValueError on a naive `now`.
        """
        timestamp = timestamp_of(now)
        ranked = self._ranked(seeker, timestamp, top, neighbours or {}, exclude, shown, taste, turn)
        view = View(seeker, timestamp, self.rarity, self.policy, taste)
        opportunities = self.columns.opportunities([row for row, _ in ranked])
        return [
            Suggestion(opportunity.id, score, view.assess(opportunity)[1])
            for opportunity, (_, score) in zip(opportunities, ranked, strict=True)
        ]

    def best(
        self,
        seeker: Seeker,
        *,
        now: datetime,
        top: int = 10,
        neighbours: Neighbours | None = None,
        exclude: Collection[str] = (),
        shown: NDArray[np.bool_] | None = None,
        taste: Taste | None = None,
        turn: str = "",
    ) -> list[tuple[str, float]]:
        """What `rank` answers, as ids and scores, without the reasons: in half the time, for whom nobody reads yet."""
        found = self._ranked(seeker, timestamp_of(now), top, neighbours or {}, exclude, shown, taste, turn)
        ids = self.columns.ids[[row for row, _ in found]].tolist() if found else []
        return list(zip(ids, (score for _, score in found), strict=True))

    def _ranked(
        self,
        seeker: Seeker,
        now: float,
        top: int,
        neighbours: Neighbours,
        exclude: Collection[str],
        shown: NDArray[np.bool_] | None,
        taste: Taste | None,
        turn: str,
    ) -> list[tuple[int, float]]:
        """The rows of the best, in order, with their scores."""
        if top <= 0:
            return []
        if unwanted := [row for id_ in exclude if (row := self._row_of.get(id_)) is not None]:
            shown = np.ones(len(self), dtype=np.bool_) if shown is None else shown.copy()
            shown[unwanted] = False
        step = _TIE if turn else 1
        rows, scores = self._scores(seeker, now, neighbours, taste, top, shown, step)
        units = np.rint(scores * _SCORE_UNIT).astype(np.int64)
        steps = units // step
        if len(rows) > top:
            best = steps >= np.partition(steps, len(steps) - top)[-top]
            rows, units, steps = rows[best], units[best], steps[best]
        ids = self.columns.ids[rows].tolist()
        order = [(_drawn(turn, id_) if turn else b"", id_) for id_ in ids]
        found = nsmallest(top, zip((-steps).tolist(), order, rows.tolist(), units.tolist(), strict=True))
        return [(row, unit / _SCORE_UNIT) for _, _, row, unit in found]

    def count(self, seeker: Seeker, *, now: datetime, neighbours: Neighbours | None = None) -> int:
        """How many opportunities pass the filters."""
        return len(self._scores(seeker, timestamp_of(now), neighbours or {})[0])

    def what_if(
        self,
        seeker: Seeker,
        *,
        now: datetime,
        top: int = 10,
        neighbours: Neighbours | None = None,
        shown: NDArray[np.bool_] | None = None,
        taste: Taste | None = None,
        radii: Sequence[float] = RADII_KM,
    ) -> list[Gain]:
        """What one more day, a larger radius or work from home would bring, most first.

        Counted is what would then score at least as high as the last of her `top` does now (anything, where she has
        fewer): with a day more, what did not before; with a larger radius or from home, what she had no way to.
        """
        timestamp, around = timestamp_of(now), neighbours or {}
        rows, scores = self._scores(seeker, timestamp, around, taste, shown=shown)
        mark = float(np.partition(scores, len(scores) - top)[-top]) if len(scores) >= top > 0 else 0.0
        gains = []
        for kind, value, other in alternatives(seeker, self.policy, radii):
            known = rows[scores >= mark] if kind == ChangeKind.DAY else rows
            then, reached = self._scores(other, timestamp, around, taste, shown=shown)
            gained = (reached >= mark) & ~np.isin(then, known)
            if more := int(gained.sum()):
                ids, best = self.columns.ids[then[gained]].tolist(), (-reached[gained]).tolist()
                first = [id_ for _, id_ in nsmallest(BEST_NAMED, zip(best, ids, strict=True))]
                gains.append(Gain(kind, value, more, tuple(first)))
        return sorted(gains, key=lambda gain: (-gain.more, gain.kind, gain.value))

    def _scores(
        self,
        seeker: Seeker,
        now: float,
        neighbours: Neighbours,
        taste: Taste | None = None,
        top: int | None = None,
        shown: NDArray[np.bool_] | None = None,
        step: int = 1,
    ) -> tuple[Rows, Numbers]:
        """Rows that pass every filter, of those to be shown, and their scores.

        With `top`, rows that are surely not among so many best may be missing; `step`: units of a score that tie.
        """
        wishes = self._wishes(seeker, taste)
        origins = self._audience.origins(seeker.territory, neighbours)
        rows, rest = self._candidates(seeker, origins)
        looked_at = rows
        if shown is not None:
            rows = rows[shown[rows]]
        rows = rows[self._audience.welcome(rows, seeker.territory, origins)]
        rows = rows[self._is_open(rows, seeker, now)]
        place = self._places.of(rows, seeker)
        rows, place = rows[place >= 0], place[place >= 0]
        scores = self._score(rows, self._weigh(rows, place, wishes), now)
        if rest.start == rest.stop:
            return rows, scores

        # Of the rest, what cannot beat the worst of so many found already is not scored.
        floor = -np.inf
        if top is not None and len(scores) >= top:
            worst = float(np.partition(scores, len(scores) - top)[-top])
            floor = formulas.least_weight(worst - step / _SCORE_UNIT, self.policy)
        hopeful = self._is_open(rest, seeker, now)
        if seeker.lat is None:
            place = self._places.without_km(rest, seeker)
            hopeful &= place >= 0
        else:
            place = np.full(len(hopeful), self.policy.remote_place)
        weighted = self._weigh(rest, place, wishes)
        hopeful &= weighted >= floor
        hopeful[looked_at[(looked_at >= rest.start) & (looked_at < rest.stop)] - rest.start] = False
        if shown is not None:
            hopeful &= shown[rest]
        more = np.flatnonzero(hopeful)
        weighted = weighted[more]
        more += rest.start
        return np.concatenate([rows, more]), np.concatenate([scores, self._score(more, weighted, now)])

    def _candidates(self, seeker: Seeker, origins: Sequence[int]) -> tuple[Rows, slice]:
        """A superset of the rows within reach, without the closed ones.

        First those that are near or of a limited reach, each once; then the long part, which the whole network sees
        from wherever it is: some of its rows may be among the first.
        """
        layout, own = self._layout, self._audience.number(seeker.territory)
        if seeker.lat is None or seeker.lon is None:
            return layout.local.of(origins), layout.network
        from_home = seeker.remote_ok is not False
        radius = formulas.reachable_km(seeker, self.policy)
        parts = [layout.around(seeker.lat, seeker.lon, radius, with_local_possible=not from_home)]
        parts.append(layout.unplaced.of([own] if own >= 0 else []))
        if not from_home:
            return joined(parts), slice(0, 0)
        local = layout.local_from_home.of(origins)
        unplaced = np.isnan(self.columns.lat[local]) & (self.columns.remote[local] != _FULL)
        parts.append(local[~(unplaced & (self.columns.territory[local] == own))])
        return joined(parts), layout.network_from_home

    def _is_open(self, where: Rows | slice, seeker: Seeker, now: float) -> NDArray[np.bool_]:
        """Neither over nor for older people than she is."""
        columns = self.columns
        is_open: NDArray[np.bool_] = ~(columns.ends_at[where] <= now)  # NaN: no end
        if seeker.age is not None:
            is_open &= columns.min_age[where] <= seeker.age
        elif not self.policy.unknown_age_passes:
            is_open &= columns.min_age[where] == 0
        return is_open

    def _wishes(self, seeker: Seeker, taste: Taste | None) -> "_Wishes":
        columns, sets = self.columns, self._cause_sets
        skills = [number for code in seeker.skills if (number := columns.skills.number.get(code)) is not None]
        causes = np.where(sets.holding(seeker.causes), self.policy.weights.cause, 0.0)
        if taste is not None:
            causes += sets.weighed(
                np.array([taste.causes.get(code, 0.0) for code in sets.codes])
            ) / np.maximum(1, np.bitwise_count(sets.words).sum(axis=1))
        return _Wishes(
            parts=np.uint32(mask_of(seeker.availability)),
            causes=causes,
            skills=skills,
            any_skill=columns.skills.mask(skills),
        )

    def _weigh(self, where: Rows | slice, place: Numbers, wishes: "_Wishes") -> Numbers:
        """Log-odds that the components add up to; `place` is overwritten."""
        columns, policy, weights = self.columns, self.policy, self.policy.weights
        weighted = place
        weighted *= weights.place
        weighted += self._static[bool(wishes.parts)][where]
        if wishes.parts:
            shared = np.bitwise_count(columns.availability[where] & wishes.parts)
            weighted += weights.availability * policy.some_day_part * (shared > 0)
            weighted += self._coverage[where] * shared
        weighted += wishes.causes[self._cause_set[where]]
        if wishes.skills:
            hit = np.flatnonzero(columns.skills.hits(where, wishes.any_skill))
            rows = hit + where.start if isinstance(where, slice) else where[hit]
            weighted[hit] += weights.skill * self._skills_covered(rows, wishes.skills)
        return weighted

    def _skills_covered(self, rows: Rows, numbers: list[int]) -> Numbers:
        """Part in [0, 1] of the needed skills, by weight, that the seeker has."""
        have = self.columns.skills.bits(rows, numbers) @ self._skill_weight[numbers]
        covered: Numbers = np.minimum(1.0, have / self._skills_wanted[rows])
        return covered

    def _score(self, rows: Rows, weighted: Numbers, now: float) -> Numbers:
        """Scores in [0, 1] of rows from their log-odds, which are overwritten."""
        policy = self.policy
        none, all_ = formulas.fit_bounds(policy)
        weighted += policy.baseline
        np.negative(weighted, out=weighted)
        np.exp(weighted, out=weighted)
        weighted += 1
        fit = np.clip((1 / weighted - none) / (all_ - none), 0.0, 1.0)
        # Freshness halves at the same pace everywhere: one factor brings every row from the reference to now.
        since = exp2(min(900.0, max(-900.0, (self._reference_time - now) / self._half_life)))
        boost = np.minimum(self._boost[rows] * since, policy.freshness_strength)
        score: Numbers = fit * self._factor[rows] * (1 + boost)
        return score


def _drawn(turn: str, id_: str) -> bytes:
    """A draw that anybody can repeat."""
    return blake2b(f"{turn} {id_}".encode(), digest_size=8).digest()


@dataclass(frozen=True, slots=True)
class _Wishes:
    """What a seeker said, as numbers to compute with. `causes` are log-odds for each set of causes."""

    parts: np.uint32
    causes: Numbers
    skills: list[int]
    any_skill: list[tuple[int, np.uint64]]
