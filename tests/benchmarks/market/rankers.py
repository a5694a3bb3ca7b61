"""Ways of ordering a page. The baselines are what platforms do; the engine is ours, asked through its own door."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np

from matching.engine import DAY_PARTS, DEFAULT_POLICY, Catalogue, Opportunity, Policy, Reach, Remote, Seeker
from tests.benchmarks.market.world import CAUSES, SKILLS, Indices, Numbers, World
from tests.benchmarks.market.year import PAGE, Answer, State, Visit

BEGINNING = datetime(2026, 1, 5, 9, tzinfo=UTC)
#: The plane is laid where the region would be; a degree of longitude is this part of one of latitude there.
NORTH, EAST, NARROWER, KM_PER_DEGREE = 48.5, 5.5, 0.6626, 111.195


class _Unlearning:
    name = ""

    def __init__(self, world: World) -> None:
        self.world = world

    def begin_week(self, state: State, coming: Indices) -> None:
        """Nothing to prepare."""

    def learn(self, state: State, visits: list[Visit], answers: list[Answer]) -> None:
        """Nothing to learn."""


class Chance(_Unlearning):
    name = "chance"

    def scores(self, state: State, person: int, rows: Indices) -> Numbers:
        return np.random.default_rng([11, self.world.seed, state.week, person]).random(len(rows))


class NearestFirst(_Unlearning):
    name = "nearest first"

    def scores(self, state: State, person: int, rows: Indices) -> Numbers:
        nearness: Numbers = -self.world.distance[person, rows]
        return nearness


class SkillThemeBase(_Unlearning):
    name = "skill 1, theme 1.5, base 0.5"

    def scores(self, state: State, person: int, rows: Indices) -> Numbers:
        people, missions = self.world.people, self.world.missions
        skills = (missions.skills[rows] & people.said_skills[person]).any(axis=1)
        themes = (missions.causes[rows] & people.said_causes[person]).any(axis=1)
        scores: Numbers = 0.5 + 1.0 * skills + 1.5 * themes
        return scores


class WeightedTaxonomies(_Unlearning):
    name = "weighted taxonomies, linear distance 0.3"

    def scores(self, state: State, person: int, rows: Indices) -> Numbers:
        people, missions = self.world.people, self.world.missions
        parts = []
        for theirs, hers in ((missions.causes, people.said_causes), (missions.skills, people.said_skills)):
            wanted = theirs[rows].sum(axis=1)
            parts.append((theirs[rows] & hers[person]).sum(axis=1) / np.maximum(wanted, 1))
        radius = people.said_radius[person]
        linear = np.clip(1 - self.world.distance[person, rows] / (30.0 if np.isnan(radius) else radius), 0, 1)
        scores: Numbers = 0.4 * parts[0] + 0.3 * parts[1] + 0.3 * linear
        return scores


class Engine(_Unlearning):
    """`matching.engine` as a territory's site asks it, its snapshot following every request."""

    name = "ours"

    def __init__(self, world: World, policy: Policy = DEFAULT_POLICY) -> None:
        super().__init__(world)
        self.policy = policy
        self.catalogue = Catalogue(policy=policy)
        self.counted = np.empty(0)
        self.neighbours = {
            str(one): {str(other) for other in np.flatnonzero(row)}
            for one, row in enumerate(world.neighbours)
        }

    def begin_week(self, state: State, coming: Indices) -> None:
        self.catalogue = Catalogue(
            (self._opportunity(state, row) for row in state.open().tolist()), policy=self.policy
        )

        self.counted = state.accepted + state.pending

    def scores(self, state: State, person: int, rows: Indices) -> Numbers:
        now = BEGINNING + timedelta(weeks=state.week, days=6)
        if len(changed := np.flatnonzero(self.counted != state.accepted + state.pending)):
            self.catalogue = self.catalogue.updated(self._opportunity(state, row) for row in changed.tolist())
            self.counted = state.accepted + state.pending
        asked = {_id(row) for row in np.flatnonzero(state.asked[person])}
        ranked = self.catalogue.rank(
            self._seeker(person), now=now, top=PAGE, neighbours=self.neighbours, exclude=asked
        )
        score = {suggestion.opportunity_id: suggestion.score for suggestion in ranked}
        return np.array([score.get(_id(row), -1.0) for row in rows.tolist()])

    def _opportunity(self, state: State, row: int) -> Opportunity:
        missions = self.world.missions
        lat, lon = _degrees(missions.place[row])
        away = bool(np.isnan(missions.place[row, 0]))
        return Opportunity(
            id=_id(row),
            territory=str(missions.territory[row]),
            lat=None if away else lat,
            lon=None if away else lon,
            remote=Remote.FULL if away else Remote.NO,
            causes=_codes(missions.causes[row], CAUSE_CODES),
            skills=_codes(missions.skills[row], SKILL_CODES),
            availability=_codes(missions.parts[row], DAY_PARTS),
            ends_at=BEGINNING + timedelta(weeks=int(missions.closes[row])),
            capacity=int(missions.capacity[row]),
            # As the catalogue counts: requests lower a mission, and only given places fill it.
            connections=int(min(state.accepted[row] + state.pending[row], missions.capacity[row] - 1)),
            published_at=BEGINNING + timedelta(weeks=int(missions.published[row])),
            reach=(Reach.TERRITORY, Reach.NEIGHBOURS, Reach.NETWORK)[missions.reach[row]],
        )

    def _seeker(self, person: int) -> Seeker:
        people = self.world.people
        lat, lon = _degrees(people.place[person])
        radius = float(people.said_radius[person])
        return Seeker(
            id=str(person),
            territory=str(people.territory[person]),
            lat=lat,
            lon=lon,
            radius_km=None if np.isnan(radius) else radius,
            causes=_codes(people.said_causes[person], CAUSE_CODES),
            skills=_codes(people.said_skills[person], SKILL_CODES),
            availability=_codes(people.said_free[person], DAY_PARTS),
        )


CAUSE_CODES = tuple(f"cause-{number:02}" for number in range(CAUSES))
SKILL_CODES = tuple(f"skill-{number:02}" for number in range(SKILLS))


def _id(row: int) -> str:
    return f"{row:06}"


def _codes(flags: Numbers, codes: tuple[str, ...]) -> frozenset[str]:
    return frozenset(codes[number] for number in np.flatnonzero(flags))


def _degrees(place: Numbers) -> tuple[float, float]:
    return NORTH + float(place[1]) / KM_PER_DEGREE, EAST + float(place[0]) / (KM_PER_DEGREE * NARROWER)
