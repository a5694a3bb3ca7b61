"""Ways of ordering a page. The baselines are what platforms do; the engine is ours, asked through its own door."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np

from matching.engine import (
    DAY_PARTS,
    DEFAULT_POLICY,
    Catalogue,
    Experience,
    Opportunity,
    Policy,
    Query,
    Reach,
    Remote,
    Seeker,
    Tastes,
    chance,
    chance_of_an_answer,
    learn,
)
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
    """`matching.engine` as a territory's site asks it, its snapshot following every request.

    learns: tastes from pages and requests, and how often each association answers. Otherwise only what is said counts.
    """

    name = "ours"

    def __init__(self, world: World, policy: Policy = DEFAULT_POLICY, *, learns: bool = True) -> None:
        super().__init__(world)
        self.policy, self.learns = policy, learns
        self.catalogue = Catalogue(policy=policy)
        self.counted = np.empty((2, 0))
        self.neighbours = {
            str(one): {str(other) for other in np.flatnonzero(row)}
            for one, row in enumerate(world.neighbours)
        }
        self.seekers = [self._seeker(person) for person in range(len(world.people.joined))]
        self.experience = [Experience(seeker.causes) for seeker in self.seekers]
        self.tastes = Tastes()
        self.pages: dict[int, list[tuple[frozenset[str], float]]] = {}
        self.answered, self.asked = np.zeros((2, len(world.answers)), dtype=int)

    def begin_week(self, state: State, coming: Indices) -> None:
        self.tastes = learn(self.experience)
        self.catalogue = Catalogue(
            (self._opportunity(state, row) for row in state.open().tolist()), policy=self.policy
        )
        self.counted = np.stack([state.accepted, state.pending])

    def scores(self, state: State, person: int, rows: Indices) -> Numbers:
        counted = np.stack([state.accepted, state.pending])
        if len(changed := np.flatnonzero((self.counted != counted).any(axis=0))):
            self.catalogue = self.catalogue.updated(self._opportunity(state, row) for row in changed.tolist())
            self.counted = counted
        seeker = self.seekers[person]
        ranked = self.catalogue.rank(
            Query(
                seeker,
                taste=self.tastes.of(self.experience[person]) if self.learns else None,
                exclude={_id(row) for row in np.flatnonzero(state.asked[person])},
            ),
            now=BEGINNING + timedelta(weeks=state.week, days=6),
            top=PAGE,
            neighbours=self.neighbours,
        )
        if self.learns:
            shown = [self.catalogue[suggestion.opportunity_id] for suggestion in ranked]
            self.pages[person] = [
                (each.causes, chance(seeker, each, rarity=self.catalogue.rarity, policy=self.policy))
                for each in shown
            ]
        score = {suggestion.opportunity_id: suggestion.score for suggestion in ranked}
        return np.array([score.get(_id(row), -1.0) for row in rows.tolist()])

    def learn(self, state: State, visits: list[Visit], answers: list[Answer]) -> None:
        """Of a page it knows what was on it and which line was asked for, not how far she looked."""
        if not self.learns:
            return
        for visit in visits:
            line = len(visit.looked_at) - 1 if visit.asked else None
            experience = self.experience[visit.person]
            self.experience[visit.person] = experience.after(self.pages[visit.person], line)
        for answer in answers:
            association = self.world.missions.association[answer.mission]
            self.asked[association] += 1
            self.answered[association] += answer.accepted is not None

    def _opportunity(self, state: State, row: int) -> Opportunity:
        missions = self.world.missions
        lat, lon = _degrees(missions.place[row])
        away = bool(np.isnan(missions.place[row, 0]))
        association = missions.association[row]
        answered, asked = int(self.answered[association]), int(self.asked[association])
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
            connections=int(state.accepted[row] + state.pending[row]),
            published_at=BEGINNING + timedelta(weeks=int(missions.published[row])),
            reach=(Reach.TERRITORY, Reach.NEIGHBOURS, Reach.NETWORK)[missions.reach[row]],
            requests=int(state.pending[row]),
            answers=chance_of_an_answer(answered, asked) if self.learns else None,
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
