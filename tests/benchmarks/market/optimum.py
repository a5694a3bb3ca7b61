"""The best that could be done each week by who knows what people truly like and which associations answer."""

from __future__ import annotations

import numpy as np

from tests.benchmarks.market.world import Indices, Numbers, World
from tests.benchmarks.market.year import Answer, State, Visit

#: What a mission's first person is worth, above one who joins others.
FIRST = 1.0
#: Places of one mission that a week's plan may fill.
PLACES = 3


class Optimum:
    """Plans a week: who is led to which mission, so that the connections to be expected are worth most."""

    name = "weekly optimum that knows the truth"

    def __init__(self, world: World) -> None:
        missions, people = world.missions, world.people
        able = ~missions.skills.any(axis=1) | (people.skills.astype(int) @ missions.skills.T.astype(int) > 0)
        self.wish = world.wish
        self.chance = self.wish * world.answers[missions.association] * np.where(able, 0.93, 0.5)
        self.plan: dict[int, int] = {}

    def begin_week(self, state: State, coming: Indices) -> None:
        rows = state.open()
        room = np.minimum(state.world.missions.capacity[rows] - state.accepted[rows], PLACES)
        columns = np.repeat(np.arange(len(rows)), room)
        first = np.concatenate([[True], columns[1:] != columns[:-1]]) & (state.accepted[rows[columns]] == 0)
        value = np.zeros((len(coming), len(columns)))
        for line, person in enumerate(coming.tolist()):
            may = np.isin(rows, state.eligible(person, rows))[columns]
            value[line] = np.where(may, self.chance[person, rows[columns]] * (1 + FIRST * first), 0)
        self.plan = {
            int(coming[line]): int(rows[columns[column]])
            for line, column in enumerate(assign(value))
            if column >= 0 and value[line, column] > 0
        }

    def scores(self, state: State, person: int, rows: Indices) -> Numbers:
        scores: Numbers = self.chance[person, rows] + (rows == self.plan.get(person, -1))
        return scores

    def learn(self, state: State, visits: list[Visit], answers: list[Answer]) -> None:
        """It knows everything."""


def assign(value: Numbers) -> list[int]:
    """For each row the column that it is given, -1 for none, so that the sum of values is greatest.

    Shortest augmenting paths (Jonker and Volgenant, Computing 38, 1987). Rows beyond the number of columns get none.
    """
    rows, columns = value.shape
    if rows > columns:
        value = np.hstack([value, np.zeros((rows, rows - columns))])
    cost = -value
    of_row, of_column = np.zeros(rows), np.zeros(cost.shape[1])
    row_of = np.full(cost.shape[1], -1)
    for row in range(rows):
        shortest = np.full(cost.shape[1], np.inf)
        before = np.full(cost.shape[1], -1)
        done = np.zeros(cost.shape[1], dtype=bool)
        current, at, column = row, 0.0, -1
        while True:
            reduced = at + cost[current] - of_row[current] - of_column
            better = ~done & (reduced < shortest - 1e-12)
            shortest[better], before[better] = reduced[better], column
            column = int(np.argmin(np.where(done, np.inf, shortest)))
            at = shortest[column]
            done[column] = True
            if row_of[column] < 0:
                break
            current = int(row_of[column])
        passed = done.copy()
        passed[column] = False
        of_row[row] += at
        for each in np.flatnonzero(passed):
            of_row[row_of[each]] += at - shortest[each]
        of_column[passed] -= at - shortest[passed]
        while column >= 0:
            previous = int(before[column])
            row_of[column] = row if previous < 0 else row_of[previous]
            column = previous
    given = np.full(rows, -1)
    for column, row in enumerate(row_of.tolist()):
        if row >= 0 and column < columns:
            given[row] = column
    return given.tolist()
