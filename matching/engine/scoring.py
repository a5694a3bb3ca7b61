"""The score on columns, for pairs of a row and a query: numbers alone, in the same order as `formulas` says them."""

from collections.abc import Mapping
from math import exp2
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from matching.engine import formulas
from matching.engine.columns import UNLIMITED, Columns, occupied, summed
from matching.engine.layout import Rows
from matching.engine.pair import SECONDS_PER_DAY, Rarity
from matching.engine.policy import Policy
from matching.engine.query import CauseSets, Group, Who

type Numbers = NDArray[np.float64]


class Scoring:
    """What can be worked out of a catalogue's rows before anybody asks, so that scoring only adds and multiplies."""

    def __init__(self, columns: Columns, policy: Policy) -> None:
        self._columns, self._policy, weights = columns, policy, policy.weights
        self._half_life = policy.freshness_half_life * SECONDS_PER_DAY

        counts = columns.skills.counts().tolist()
        self._skill_weight = np.array([formulas.rarity(len(columns), count) for count in counts])
        self._skill_tables = columns.skills.tables(self._skill_weight)
        self._skills_wanted = summed(columns.skills.words, self._skill_tables)
        self.causes = CauseSets(columns.causes)

        parts_wanted = np.bitwise_count(columns.availability)
        self._coverage = weights.availability * (1 - policy.some_day_part) / np.maximum(parts_wanted, 1)
        open_to_all = weights.skill * policy.open_to_all * (self._skills_wanted == 0)
        flexible = weights.availability * (parts_wanted == 0)
        self._static = np.stack(
            [open_to_all + suits * flexible for suits in (policy.flexible_for_all, policy.flexible)]
        )

        self._static_single = self._static.astype(np.float32)
        self._coverage_single = self._coverage.astype(np.float32)

        known = columns.published_at[~np.isnan(columns.published_at)]
        self._reference_time = float(np.median(known)) if len(known) else 0.0
        half_lives = (columns.published_at - self._reference_time) / self._half_life
        self._boost = policy.freshness_strength * np.nan_to_num(
            np.exp2(np.clip(half_lives, -900, 900)), nan=0.0
        )
        self._factor = self._market() / (1 + policy.freshness_strength)

    def _market(self) -> Numbers:
        """The factors that do not depend on who asks: SmartSort, and the chance that a request leads somewhere."""
        columns, policy = self._columns, self._policy
        kinds, which = np.unique(columns.connections, return_inverse=True)
        factor: Numbers = np.array([formulas.smartsort(number, policy) for number in kinds.tolist()])[which]
        answers = np.where(np.isnan(columns.answers), 1.0, columns.answers**policy.answers_power)
        left = columns.places_left
        waiting = np.minimum(1.0, formulas.GRANTED * columns.requests / np.maximum(1, left))
        waiting[left == UNLIMITED] = 0.0
        return factor * answers * (1 - policy.requests_strength * waiting)

    @property
    def rarity(self) -> Rarity:
        """Weight of each skill."""
        weights: Mapping[str, float] = dict(
            zip(self._columns.skills.codes, self._skill_weight.tolist(), strict=True)
        )
        return MappingProxyType(weights)

    @property
    def nbytes(self) -> int:
        arrays = (
            self._skills_wanted, self._coverage, self._static, self._static_single, self._coverage_single,
            self._boost, self._factor,
        )  # fmt: skip
        return sum(array.nbytes for array in arrays) + self.causes.nbytes

    def weigh(self, rows: Rows, who: Who, place: Numbers, group: Group) -> Numbers:
        """Log-odds that the components add up to, of each row for the query beside it; `place` is overwritten."""
        columns, policy, weights = self._columns, self._policy, self._policy.weights
        weighted = place
        weighted *= weights.place
        weighted += self._static.take(rows + group.said[who] * len(columns))
        if group.any_said:
            shared = np.bitwise_count(columns.availability.take(rows) & group.parts[who])
            weighted += weights.availability * policy.some_day_part * (shared > 0)
            weighted += self._coverage.take(rows) * shared
        sets = self.causes.of_row.take(rows)
        weighted += group.causes.take(sets + who * group.causes.shape[1])
        if group.skill_lines:
            known = columns.skills.words.take(rows, axis=0)
            known &= group.skills[who]
            hit = occupied(known).nonzero()[0]
            have = summed(known[hit], self._skill_tables, group.skill_lines)
            weighted[hit] += weights.skill * np.minimum(1.0, have / self._skills_wanted.take(rows[hit]))
        return weighted

    def most(self, where: slice, place: Numbers | float, group: Group) -> NDArray[np.float32]:
        """(queries, rows): log-odds that the components of a range of rows add up to at most, to single precision:
        one needed skill counts as all. `place`: one entry a row, or the same for all."""
        columns, policy, weights = self._columns, self._policy, self._policy.weights
        single = np.float32
        weighted = self._static_single[:, where].take(group.said, axis=0)
        weighted += single(weights.place) * place
        if group.any_said:
            shared = np.bitwise_count(columns.availability[where] & group.parts[:, None])
            weighted += (shared > 0) * single(weights.availability * policy.some_day_part)
            weighted += self._coverage_single[where] * shared
        weighted += group.causes.astype(single).take(self.causes.of_row[where], axis=1)
        if group.skill_lines:
            for needed, known in zip(columns.skills.words[where].T, group.skills.T, strict=True):
                if known.any():
                    weighted += ((needed & known[:, None]) != 0) * single(weights.skill)
        return weighted

    def score(self, rows: Rows, weighted: Numbers, now: float) -> Numbers:
        """Scores in [0, 1] of rows from their log-odds, which are overwritten. `now` in POSIX seconds."""
        policy = self._policy
        none, all_ = formulas.fit_bounds(policy)
        fit = np.subtract(-policy.baseline, weighted, out=weighted)
        np.exp(fit, out=fit)
        fit += 1
        np.divide(1 / (all_ - none), fit, out=fit)
        fit -= none / (all_ - none)
        np.maximum(np.minimum(fit, 1.0, out=fit), 0.0, out=fit)
        # Freshness halves at the same pace everywhere: one factor brings every row from the reference to now.
        since = exp2(min(900.0, max(-900.0, (self._reference_time - now) / self._half_life)))
        boost = self._boost.take(rows)
        boost *= since
        np.minimum(boost, policy.freshness_strength, out=boost)
        boost += 1
        fit *= self._factor.take(rows)
        fit *= boost
        return fit
