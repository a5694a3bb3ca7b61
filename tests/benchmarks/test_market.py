"""The simulated market's own arithmetic."""

from itertools import permutations

import numpy as np
import pytest

from tests.benchmarks.market.optimum import assign


@pytest.mark.parametrize("shape", [(3, 3), (3, 5), (5, 3), (1, 4), (4, 1)])
def test_the_plan_of_a_week_is_worth_most(shape: tuple[int, int]) -> None:
    rows, columns = shape
    for seed in range(20):
        value = np.random.default_rng([seed, *shape]).random(shape)
        given = assign(value)
        taken = [column for column in given if column >= 0]
        assert len(taken) == len(set(taken)) == min(shape)
        worth = sum(value[row, column] for row, column in enumerate(given) if column >= 0)
        smaller, larger = (value, columns) if rows <= columns else (value.T, rows)
        best = max(
            sum(smaller[row, column] for row, column in enumerate(chosen))
            for chosen in permutations(range(larger), len(smaller))
        )
        assert worth == pytest.approx(best)
