"""A small linear programme: the simplex method, by Bland's rule, which does not go round in circles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import inf

import numpy as np

type Terms = Mapping[int, float]
_NOTHING = 1e-7


class Programme:
    """`sums`: Σ factor·x = right; `bounds`: Σ factor·x ≤ right; all x ≥ 0. There is a solution."""

    def __init__(
        self,
        unknowns: int,
        *,
        sums: Sequence[tuple[Terms, float]],
        bounds: Sequence[tuple[Terms, float]],
    ) -> None:
        rows = [*sums, *bounds]
        self._unknowns = unknowns
        slack = unknowns + len(bounds)
        table = np.zeros((len(rows), slack + len(rows) + 1))
        for number, (terms, right) in enumerate(rows):
            for unknown, factor in terms.items():
                table[number, unknown] = factor
            if number >= len(sums):
                table[number, unknowns + number - len(sums)] = 1
            table[number, -1] = right
            if right < 0:
                table[number] *= -1
            table[number, slack + number] = 1
        basis = [slack + number for number in range(len(rows))]
        wrong = np.zeros(table.shape[1])
        wrong[slack:-1] = 1
        assert abs(_solve(table, basis, wrong, slack)) < _NOTHING, "no solution"
        for number, column in enumerate(basis):  # what is still there of the artificial ones is nothing
            if column >= slack:
                others = np.nonzero(np.abs(table[number, :slack]) > _NOTHING)[0]
                if len(others):
                    _pivot(table, basis, number, int(others[0]))
        kept = [number for number, column in enumerate(basis) if column < slack]
        self._table = np.hstack([table[kept, :slack], table[kept, -1:]])
        self._basis = [basis[number] for number in kept]

    def least(self, unknown: int) -> float:
        return self._best(unknown, 1)

    def most(self, unknown: int) -> float:
        return -self._best(unknown, -1)

    def _best(self, unknown: int, factor: float) -> float:
        cost = np.zeros(self._table.shape[1])
        cost[unknown] = factor
        return _solve(self._table, self._basis, cost, self._table.shape[1] - 1)


def _solve(table: np.ndarray, basis: list[int], cost: np.ndarray, columns: int) -> float:
    """Leaves the table at the best corner, which the next question starts from."""
    while True:
        reduced = cost - cost[basis] @ table
        entering = np.nonzero(reduced[:columns] < -_NOTHING)[0]
        if not len(entering):
            return -float(reduced[-1])
        column = int(entering[0])
        able = np.nonzero(table[:, column] > _NOTHING)[0]
        if not len(able):
            return -inf
        ratios = table[able, -1] / table[able, column]
        least = ratios.min()
        row = min((int(one) for one in able[ratios <= least + _NOTHING]), key=lambda one: basis[one])
        _pivot(table, basis, row, column)


def _pivot(table: np.ndarray, basis: list[int], row: int, column: int) -> None:
    table[row] /= table[row, column]
    factors = table[:, column].copy()
    factors[row] = 0
    table -= np.outer(factors, table[row])
    basis[row] = column
