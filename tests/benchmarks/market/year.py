"""A year goes by: people come, look down a page, ask for something or leave; associations answer or do not.

The same draws serve every ranker: a person comes in the same weeks unless what happened to her changed that, and would
ask for the same missions if she saw them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from tests.benchmarks.market.world import WEEKS, Flags, Indices, Numbers, World

PAGE = 10
#: Chance to look at the next line of the page, having looked at one and not asked for it.
GOES_ON = 0.85
#: Weeks during which who was accepted comes less often, and who was let down.
BUSY_WEEKS, SORE_WEEKS = 6, 8
BUSY, SORE = 0.3, 0.45


@dataclass(slots=True)
class State:
    """What the platform knows of a week: rankers read it, and nothing of the truth."""

    world: World
    week: int = 0
    accepted: Indices = field(init=False)  # by mission
    pending: Indices = field(init=False)
    asked: Flags = field(init=False)  # people × missions
    shown: Indices = field(init=False)  # by mission: how often it was on a page

    def __post_init__(self) -> None:
        people, missions = len(self.world.people.joined), len(self.world.missions)
        self.accepted = np.zeros(missions, dtype=np.intp)
        self.pending = np.zeros(missions, dtype=np.intp)
        self.asked = np.zeros((people, missions), dtype=bool)
        self.shown = np.zeros(missions, dtype=np.intp)

    def open(self) -> Indices:
        missions = self.world.missions
        return np.flatnonzero(
            (missions.published <= self.week)
            & (missions.closes > self.week)
            & (self.accepted < missions.capacity)
        )

    def eligible(self, person: int, rows: Indices) -> Indices:
        """Those of `rows` that she may be shown: within her radius and their reach, not asked for already."""
        people, missions = self.world.people, self.world.missions
        home, there = people.territory[person], missions.territory[rows]
        reach = missions.reach[rows]
        welcome = (reach == 2) | (there == home) | ((reach == 1) & self.world.neighbours[there, home])
        radius = people.said_radius[person]
        near = self.world.distance[person, rows] <= (30.0 if np.isnan(radius) else radius)
        return rows[welcome & near & ~self.asked[person, rows]]


@dataclass(frozen=True, slots=True)
class Visit:
    """One look at a page: the missions that she looked at, in order; the last was asked for if `asked`."""

    person: int
    looked_at: tuple[int, ...]
    asked: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a request: `None` when nobody answered."""

    person: int
    mission: int
    accepted: bool | None


class Ranker(Protocol):
    """Orders what a person may be shown. It learns from a week's events at its end."""

    name: str

    def begin_week(self, state: State, coming: Indices) -> None: ...
    def scores(self, state: State, person: int, rows: Indices) -> Numbers: ...
    def learn(self, state: State, visits: list[Visit], answers: list[Answer]) -> None: ...


@dataclass(slots=True)
class Year:
    """What happened; `measures` reads it."""

    world: World
    state: State
    gain: list[float] = field(default_factory=list)  # nDCG@10 of each visit
    kilometres: list[float] = field(default_factory=list)  # of each connection
    served: list[float] = field(default_factory=list)  # each week: share of open missions with somebody
    visits: int = 0


def live(world: World, make_ranker: Callable[[World], Ranker]) -> Year:
    """Let a year go by with a ranker."""
    ranker = make_ranker(world)
    state = State(world)
    year = Year(world, state)
    wish = world.wish
    people, missions = world.people, world.missions
    busy_until, sore_until = np.zeros(len(people.joined)), np.zeros(len(people.joined))
    comes = np.random.default_rng([7, world.seed]).random((WEEKS, len(people.joined)))
    answer_draws = np.random.default_rng([8, world.seed])
    answered_by_luck = answer_draws.random(wish.shape, dtype=np.float32)
    welcome_by_luck = answer_draws.random(wish.shape, dtype=np.float32)
    for week in range(WEEKS):
        state.week = week
        rate = people.zeal * np.where(busy_until > week, BUSY, 1) * np.where(sore_until > week, SORE, 1)
        coming = np.flatnonzero((people.joined <= week) & (comes[week] < 1 - np.exp(-rate)))
        order = np.random.default_rng([9, world.seed, week]).permutation(len(people.joined))
        coming = coming[np.argsort(order[coming])]
        ranker.begin_week(state, coming)
        visits = []
        rows_open = state.open()
        for person in coming.tolist():
            rows = state.eligible(person, rows_open)
            if not len(rows):
                continue
            scores = ranker.scores(state, person, rows)
            page = rows[np.lexsort((rows, -scores))[:PAGE]]
            year.gain.append(_ndcg(wish[person], page, rows))
            state.shown[page] += 1
            visits.append(_look(world, week, person, page, wish))
            if visits[-1].asked:
                mission = visits[-1].looked_at[-1]
                state.asked[person, mission] = True
                state.pending[mission] += 1
        year.visits += len(visits)
        answers = []
        for visit in visits:
            if not visit.asked:
                continue
            person, mission = visit.person, visit.looked_at[-1]
            state.pending[mission] -= 1
            lacks = (
                missions.skills[mission].any()
                and not (missions.skills[mission] & people.skills[person]).any()
            )
            if answered_by_luck[person, mission] >= world.answers[missions.association[mission]]:
                answers.append(Answer(person, mission, None))
            else:
                room = state.accepted[mission] < missions.capacity[mission]
                fits = welcome_by_luck[person, mission] < (0.5 if lacks else 0.93)
                answers.append(Answer(person, mission, bool(room and fits)))
            if answers[-1].accepted:
                state.accepted[mission] += 1
                busy_until[person] = week + BUSY_WEEKS
                year.kilometres.append(float(world.distance[person, mission]))
            else:
                sore_until[person] = week + SORE_WEEKS
        ranker.learn(state, visits, answers)
        running = (missions.published <= week) & (missions.closes > week)
        year.served.append(float((state.accepted[running] > 0).mean()))
    return year


def _look(world: World, week: int, person: int, page: Indices, wish: Numbers) -> Visit:
    """Down the page until she asks for one or has enough of it (the cascade model, Craswell et al., WSDM 2008)."""
    draws = np.random.default_rng([10, world.seed, week, person]).random((2, PAGE))
    looked_at = []
    for line, mission in enumerate(page.tolist()):
        looked_at.append(mission)
        if draws[0, line] < wish[person, mission]:
            return Visit(person, tuple(looked_at), True)
        if draws[1, line] >= GOES_ON:
            break
    return Visit(person, tuple(looked_at), False)


def _ndcg(wish: Numbers, page: Indices, rows: Indices) -> float:
    """nDCG@10 (Järvelin and Kekäläinen, TOIS 2002), the gain of a mission being the chance that she wants it."""
    discount = 1 / np.log2(np.arange(2, PAGE + 2))
    best = np.sort(wish[rows])[::-1][:PAGE]
    return float((wish[page] * discount[: len(page)]).sum() / (best * discount[: len(best)]).sum())
