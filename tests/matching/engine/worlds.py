"""Random catalogues and seekers: seeded ones for size, strategies for properties."""

from datetime import UTC, datetime, timedelta
from random import Random

from hypothesis import strategies as st

from matching.engine import DAY_PARTS, Mobility, Opportunity, Reach, Remote, Seeker, Taste

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
CAUSES = tuple(f"cause-{number}" for number in range(19))
SKILLS = tuple(f"skill-{number}" for number in range(45))


class World:
    """Territories scattered over France and Belgium, each neighbour of the next three."""

    def __init__(self, seed: int, territories: int = 20, skills: tuple[str, ...] = SKILLS) -> None:
        self.random = Random(seed)
        self.skills = skills
        self.territories = [f"territory-{number}" for number in range(territories)]
        self.centre = {
            territory: (self.random.uniform(43, 50.5), self.random.uniform(-1, 7))
            for territory in self.territories
        }
        self.neighbours = {
            territory: frozenset(self.territories[(number + step) % territories] for step in (1, 2, 3))
            for number, territory in enumerate(self.territories)
        }

    def opportunities(self, number: int) -> list[Opportunity]:
        return [self._opportunity(index) for index in range(number)]

    def seekers(self, number: int) -> list[Seeker]:
        return [self._seeker(index) for index in range(number)]

    def _place(self, territory: str) -> tuple[float, float]:
        lat, lon = self.centre[territory]
        return lat + self.random.gauss(0, 0.1), lon + self.random.gauss(0, 0.15)

    def _opportunity(self, index: int) -> Opportunity:
        draw = self.random
        territory = draw.choice(self.territories)
        lat, lon = self._place(territory) if draw.random() < 0.95 else (None, None)
        return Opportunity(
            id=f"mission-{index:07}",
            territory=territory,
            lat=lat,
            lon=lon,
            remote=draw.choices(tuple(Remote), (85, 10, 5))[0],
            causes=frozenset(draw.sample(CAUSES, draw.randint(1, 2))),
            skills=frozenset(draw.sample(self.skills, draw.randint(0, 3))),
            availability=frozenset(draw.sample(DAY_PARTS, draw.choice((0, 1, 2, 4)))),
            ends_at=draw.choice((None, NOW + timedelta(days=draw.uniform(-5, 100)))),
            capacity=draw.choice((None, 1, 3, 10)),
            connections=draw.choice((0, 0, 0, 1, 2)),
            min_age=draw.choice((None, None, 16, 18)),
            published_at=draw.choice((None, NOW - timedelta(days=draw.uniform(-1, 90)))),
            reach=draw.choices(tuple(Reach), (40, 30, 30))[0],
            requests=draw.choice((0, 0, 1)),
            answers=draw.uniform(0.4, 1),
        )

    def _seeker(self, index: int) -> Seeker:
        draw = self.random
        territory = draw.choice(self.territories)
        lat, lon = self._place(territory)
        return Seeker(
            id=f"seeker-{index:07}",
            territory=territory,
            lat=lat,
            lon=lon,
            radius_km=draw.choice((None, 5.0, 10.0, 20.0, 30.0)),
            remote_ok=draw.choice((True, False, None)),
            causes=frozenset(draw.sample(CAUSES, draw.randint(0, 4))),
            skills=frozenset(draw.sample(self.skills, draw.randint(0, 6))),
            availability=frozenset(draw.sample(DAY_PARTS, draw.randint(0, 8))),
            age=draw.choice((None, 15, 17, 40)),
            mobility=draw.choice((None, *Mobility)),
        )


TERRITORIES = ("here", "beside", "far")
NEIGHBOURS = {"beside": frozenset({"here"})}

_codes = {
    "causes": st.frozensets(st.sampled_from(CAUSES[:4]), max_size=3),
    "skills": st.frozensets(st.sampled_from(SKILLS[:5]), max_size=3),
    "availability": st.frozensets(st.sampled_from(DAY_PARTS), max_size=5),
}


@st.composite
def opportunities(draw: st.DrawFn, **fixed: object) -> Opportunity:
    placed = draw(st.booleans()) or draw(st.booleans())
    values = {
        "id": draw(st.text("abc", min_size=1, max_size=3)),
        "territory": draw(st.sampled_from(TERRITORIES)),
        "lat": draw(st.floats(48.5, 49.5)) if placed else None,
        "lon": draw(st.floats(5.5, 6.5)) if placed else None,
        "remote": draw(st.sampled_from(Remote)),
        **{name: draw(codes) for name, codes in _codes.items()},
        "ends_at": draw(st.none() | st.integers(-3, 30).map(lambda days: NOW + timedelta(days=days))),
        "capacity": draw(st.none() | st.integers(0, 4)),
        "connections": draw(st.integers(0, 4)),
        "min_age": draw(st.none() | st.sampled_from((0, 16, 18))),
        "published_at": draw(st.none() | st.integers(-2, 60).map(lambda days: NOW - timedelta(days=days))),
        "reach": draw(st.sampled_from(Reach)),
        "requests": draw(st.integers(0, 2)),
        "answers": draw(st.none() | st.sampled_from((0.0, 0.5, 1.0))),
    }
    return Opportunity(**{**values, **fixed})  # type: ignore[arg-type]


@st.composite
def seekers(draw: st.DrawFn, **fixed: object) -> Seeker:
    placed = draw(st.booleans()) or draw(st.booleans())
    values = {
        "id": "seeker",
        "territory": draw(st.none() | st.sampled_from(TERRITORIES)),
        "lat": draw(st.floats(48.5, 49.5)) if placed else None,
        "lon": draw(st.floats(5.5, 6.5)) if placed else None,
        "radius_km": draw(st.none() | st.floats(0, 120)),
        "remote_ok": draw(st.none() | st.booleans()),
        **{name: draw(codes) for name, codes in _codes.items()},
        "age": draw(st.none() | st.integers(10, 80)),
        "mobility": draw(st.none() | st.sampled_from(Mobility)),
    }
    return Seeker(**{**values, **fixed})  # type: ignore[arg-type]


def tastes() -> st.SearchStrategy[Taste]:
    shifts = st.dictionaries(st.sampled_from(CAUSES[:5]), st.floats(-2.5, 2.5))
    return st.builds(Taste, shifts, st.frozensets(st.sampled_from(CAUSES[:5])))


def catalogues(most: int = 12) -> st.SearchStrategy[list[Opportunity]]:
    return st.lists(opportunities(), max_size=most, unique_by=lambda opportunity: opportunity.id)
