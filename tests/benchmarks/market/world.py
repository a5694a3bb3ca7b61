"""Who lives in the made-up region, what they like in truth and what they say, and the missions of a year.

Truth (latent) is what choices follow; a ranker sees only what is said. Places are kilometres on a plane, distances are
short. Everything follows from the seed.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

type Numbers = NDArray[np.float64]
type Flags = NDArray[np.bool_]
type Indices = NDArray[np.intp]

WEEKS = 52
TERRITORIES = 10
ASSOCIATIONS = 160
PEOPLE = 1_200
CAUSES = 19
SKILLS = 30
DAY_PARTS = 21
KINDS_OF_PEOPLE = 6
MISSIONS_A_WEEK = 22
REGION_KM = 110.0
NEIGHBOUR_KM = 45.0

#: Shares of missions by the number of people wanted.
CAPACITIES = {1: 0.30, 2: 0.25, 3: 0.15, 5: 0.15, 8: 0.10, 15: 0.05}
#: Territory only, neighbours, the whole network.
REACHES = (0.15, 0.40, 0.45)


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """One row a person. `taste` rows add up to 1; `patience_km` is the distance that costs one unit of liking."""

    place: Numbers  # (n, 2) km
    territory: Indices
    joined: Indices  # week
    zeal: Numbers  # visits a week
    taste: Numbers  # (n, CAUSES)
    skills: Flags  # (n, SKILLS)
    free: Flags  # (n, DAY_PARTS)
    patience_km: Numbers
    said_causes: Flags
    said_skills: Flags
    said_free: Flags
    said_radius: Numbers  # km, nan when unsaid


@dataclass(frozen=True, slots=True, kw_only=True)
class Missions:
    """One row a mission. `appeal` is what everybody likes or dislikes in it, beyond what its fields say."""

    place: Numbers  # (m, 2) km, nan when done from home
    territory: Indices
    association: Indices
    published: Indices  # week
    closes: Indices  # week in which it is over
    causes: Flags
    skills: Flags
    parts: Flags  # none: flexible
    capacity: Indices
    reach: Indices  # 0 territory, 1 neighbours, 2 network
    appeal: Numbers

    def __len__(self) -> int:
        return len(self.capacity)


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """`liking` (people × missions): the log-odds that she asks for it once she has looked at it, at her doorstep."""

    seed: int
    people: People
    missions: Missions
    answers: Numbers  # by association: the chance that a request is answered at all
    neighbours: Flags  # (TERRITORIES, TERRITORIES)
    distance: Numbers  # people × missions, km, 0 from home
    liking: Numbers

    @property
    def wish(self) -> Numbers:
        """The chance, in [0, 1], that she asks for it once she has looked at it: the truth that rankers guess at."""
        return 1.0 / (1.0 + np.exp(-self.liking))


def draw_world(seed: int) -> World:
    rng = np.random.default_rng([2026, seed])
    towns = rng.uniform(0, REGION_KM, (TERRITORIES, 2))
    apart = np.linalg.norm(towns[:, None] - towns[None], axis=2)
    territory_size = rng.dirichlet(np.full(TERRITORIES, 2.0))
    people = _draw_people(rng, towns, territory_size)
    answers = rng.beta(5, 2, ASSOCIATIONS)
    missions = _draw_missions(rng, towns, territory_size)
    distance = np.nan_to_num(np.linalg.norm(people.place[:, None] - missions.place[None], axis=2), nan=0.0)
    return World(
        seed=seed,
        people=people,
        missions=missions,
        answers=answers,
        neighbours=(apart < NEIGHBOUR_KM) & ~np.eye(TERRITORIES, dtype=bool),
        distance=distance,
        liking=_liking(rng, people, missions, distance),
    )


def _draw_people(rng: np.random.Generator, towns: Numbers, size: Numbers) -> People:
    territory = rng.choice(TERRITORIES, PEOPLE, p=size)
    kinds = rng.dirichlet(np.full(CAUSES, 0.25), KINDS_OF_PEOPLE) + 0.01
    kind = rng.integers(KINDS_OF_PEOPLE, size=PEOPLE)
    taste = np.array([rng.dirichlet(4.0 * kinds[k] / kinds[k].sum() + 0.02) for k in kind])
    skills = rng.random((PEOPLE, SKILLS)) < 0.12
    free = rng.random((PEOPLE, DAY_PARTS)) < rng.beta(1.5, 3.0, (PEOPLE, 1))
    # Three in ten say nothing of their causes; the others name up to three that they like, now and then a wrong one.
    said_causes = np.zeros((PEOPLE, CAUSES), dtype=bool)
    for person in range(PEOPLE):
        if rng.random() < 0.7:
            count = int(rng.integers(1, 4))
            said_causes[
                person, rng.choice(CAUSES, count, replace=False, p=0.8 * taste[person] + 0.2 / CAUSES)
            ] = True
    patience = np.exp(rng.normal(np.log(7.0), 0.5, PEOPLE))
    radius = np.where(
        rng.random(PEOPLE) < 0.6, np.round(patience * rng.uniform(1.5, 4.0, PEOPLE)) + 3, np.nan
    )
    return People(
        place=towns[territory] + rng.normal(0, 9.0, (PEOPLE, 2)),
        territory=territory,
        joined=np.where(rng.random(PEOPLE) < 0.5, 0, rng.integers(0, WEEKS - 6, PEOPLE)),
        zeal=rng.gamma(1.2, 0.12, PEOPLE),
        taste=taste,
        skills=skills,
        free=free,
        patience_km=patience,
        said_causes=said_causes,
        said_skills=skills & (rng.random((PEOPLE, SKILLS)) < 0.6),
        said_free=(free & (rng.random((PEOPLE, DAY_PARTS)) < 0.8)) & (rng.random((PEOPLE, 1)) < 0.65),
        said_radius=radius,
    )


def _draw_missions(rng: np.random.Generator, towns: Numbers, size: Numbers) -> Missions:
    territory_of = rng.choice(TERRITORIES, ASSOCIATIONS, p=size)
    place_of = towns[territory_of] + rng.normal(0, 7.0, (ASSOCIATIONS, 2))
    popularity = rng.dirichlet(np.full(CAUSES, 2.0))
    cause_of = rng.choice(CAUSES, ASSOCIATIONS, p=popularity)
    activity = rng.dirichlet(np.full(ASSOCIATIONS, 1.2))
    # Missions of the weeks before are already there when the year begins.
    published = np.sort(rng.integers(-6, WEEKS, MISSIONS_A_WEEK * (WEEKS + 6)))
    count = len(published)
    association = rng.choice(ASSOCIATIONS, count, p=activity)
    causes = np.zeros((count, CAUSES), dtype=bool)
    causes[np.arange(count), cause_of[association]] = True
    second = rng.random(count) < 0.35
    causes[np.flatnonzero(second), rng.choice(CAUSES, second.sum(), p=popularity)] = True
    place = place_of[association] + rng.normal(0, 3.0, (count, 2))
    place[rng.random(count) < 0.06] = np.nan
    parts = (rng.random((count, DAY_PARTS)) < 0.10) & (rng.random((count, 1)) < 0.7)
    return Missions(
        place=place,
        territory=territory_of[association],
        association=association,
        published=published,
        closes=published + 2 + rng.geometric(0.2, count),
        causes=causes,
        skills=(rng.random((count, SKILLS)) < 0.04) & (rng.random((count, 1)) < 0.7),
        parts=parts,
        capacity=rng.choice(list(CAPACITIES), count, p=list(CAPACITIES.values())),
        reach=rng.choice(3, count, p=REACHES),
        appeal=rng.normal(0, 0.6, count),
    )


def _liking(rng: np.random.Generator, people: People, missions: Missions, distance: Numbers) -> Numbers:
    best = np.where(missions.causes[None], people.taste[:, None, :], 0.0).max(axis=2)
    interest = np.clip(np.log(best * CAUSES + 0.1), -2.0, 2.0)
    shared = people.free.astype(float) @ missions.parts.T.astype(float)
    wanted = missions.parts.sum(axis=1)
    suits = np.where(wanted == 0, 0.5, np.where(shared > 0, 0.6, -3.0))
    needed = missions.skills.sum(axis=1)
    able = (people.skills.astype(float) @ missions.skills.T.astype(float)) / np.maximum(needed, 1)
    skill = np.where(needed == 0, 0.0, 1.4 * able - 0.7)
    own = rng.normal(0, 0.6, distance.shape)
    liking: Numbers = (
        1.1 * interest + suits + skill + missions.appeal + own - distance / people.patience_km[:, None] - 1.2
    )
    return liking
