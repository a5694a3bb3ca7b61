"""The numpy engine equals the plain reference, and keeps its promises on any catalogue."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from matching.engine import (
    Catalogue,
    Opportunity,
    Policy,
    Query,
    Reach,
    Seeker,
    Seekers,
    Taste,
    Weights,
    explain,
    rank_seekers,
)
from tests.matching.engine.reference import reference_rank
from tests.matching.engine.worlds import (
    NEIGHBOURS,
    NOW,
    SKILLS,
    World,
    catalogues,
    opportunities,
    seekers,
    tastes,
)

ALL = 10**6
steady = settings(deadline=None, max_examples=75)


def ranked(
    catalogue: Catalogue, seeker: Seeker, top: int = ALL, taste: Taste | None = None
) -> list[tuple[str, float]]:
    suggestions = catalogue.rank(Query(seeker, taste), now=NOW, top=top, neighbours=NEIGHBOURS)
    return [(suggestion.opportunity_id, suggestion.score) for suggestion in suggestions]


@pytest.mark.parametrize("seed", range(4))
def test_equals_the_reference_on_seeded_worlds(seed: int) -> None:
    # The last world has more skills than one 64-bit word holds.
    world = World(seed, skills=SKILLS if seed < 3 else tuple(f"skill-{number}" for number in range(150)))
    missions = world.opportunities(900)
    catalogue = Catalogue(missions)
    for seeker in [*world.seekers(25), Seeker(id="blank"), Seeker(id="local", territory="territory-3")]:
        for top in (10, ALL):
            suggestions = catalogue.rank(Query(seeker), now=NOW, top=top, neighbours=world.neighbours)
            expected = reference_rank(missions, seeker, NOW, top, world.neighbours)
            assert [(found.opportunity_id, found.score) for found in suggestions] == expected
        assert catalogue.count(seeker, now=NOW, neighbours=world.neighbours) == len(expected)


@steady
@given(catalogues(), seekers(), tastes(), st.sampled_from((1, 3, ALL)))
def test_equals_the_reference_on_any_catalogue(
    missions: list[Opportunity], seeker: Seeker, taste: Taste, top: int
) -> None:
    catalogue = Catalogue(missions)
    assert ranked(catalogue, seeker, top) == reference_rank(missions, seeker, NOW, top, NEIGHBOURS)
    assert ranked(catalogue, seeker, top, taste) == reference_rank(
        missions, seeker, NOW, top, NEIGHBOURS, taste.causes
    )


@settings(steady, max_examples=25)
@given(catalogues(), st.data(), st.sampled_from((1, 3, ALL)))
def test_many_at_once_are_answered_as_each_alone(
    missions: list[Opportunity], data: st.DataObject, top: int
) -> None:
    ids = st.sampled_from([mission.id for mission in missions] + ["unknown"])
    queries = data.draw(
        st.lists(
            st.builds(
                Query, seekers(), st.none() | tastes(), st.frozensets(ids, max_size=3), st.text(max_size=1)
            ),
            max_size=12,
        )
    )
    shown = np.array(data.draw(st.lists(st.booleans(), min_size=len(missions), max_size=len(missions))))
    catalogue = Catalogue(missions)
    asked = {"now": NOW, "top": top, "neighbours": NEIGHBOURS, "shown": shown.astype(np.bool_)}
    for query, found in zip(queries, catalogue.best(queries, **asked), strict=True):
        assert found == [(one.opportunity_id, one.score) for one in catalogue.rank(query, **asked)]
        kept = {id_ for id_, wanted in zip(catalogue.columns.ids, shown, strict=True) if wanted}
        every = [(id_, score) for id_, score in reference_rank(
            missions, query.seeker, NOW, ALL, NEIGHBOURS, query.taste and query.taste.causes
        ) if id_ in kept - set(query.exclude)]  # fmt: skip
        if query.turn:
            assert len(found) == len(every[:top])
            assert all(one[1] // 0.01 == other[1] // 0.01 for one, other in zip(found, every, strict=False))
        else:
            assert found == every[:top]


@pytest.mark.parametrize(
    ("lat", "lon"), [(89.95, 10.0), (-89.99, 0.0), (0.0, 179.99), (10.0, -179.98), (66.0, 180.0), (90.0, 0.0)]
)
def test_finds_what_is_near_at_the_edges_of_the_map(lat: float, lon: float) -> None:
    seeker = Seeker(id="explorer", lat=lat, lon=lon, radius_km=30)
    places = [(lat, lon), (lat, -lon), (max(-90, lat - 0.1), lon), (lat, lon - 0.2 if lon > 0 else lon + 0.2)]
    places += [(lat, -179.9), (lat, 179.9), (min(90, lat + 0.05), lon - 180 if lon > 0 else lon + 180)]
    missions = [
        Opportunity(id=str(number), territory="pole", lat=y, lon=x, reach="network")  # type: ignore[arg-type]
        for number, (y, x) in enumerate(places)
    ]
    assert ranked(Catalogue(missions), seeker) == reference_rank(missions, seeker, NOW, ALL)


@steady
@given(catalogues(), seekers(), st.randoms(use_true_random=False))
def test_order_of_input_changes_nothing(missions: list[Opportunity], seeker: Seeker, random) -> None:
    shuffled = random.sample(missions, len(missions))
    first, second = Catalogue(missions), Catalogue(shuffled)
    assert first.rank(Query(seeker), now=NOW, neighbours=NEIGHBOURS) == second.rank(
        Query(seeker), now=NOW, neighbours=NEIGHBOURS
    )
    assert ranked(first, seeker) == ranked(first, seeker)


@steady
@given(catalogues(), seekers(), st.none() | tastes())
def test_suggests_exactly_what_passes_the_filters(
    missions: list[Opportunity], seeker: Seeker, taste: Taste | None
) -> None:
    catalogue = Catalogue(missions)
    scores = dict(ranked(catalogue, seeker, taste=taste))
    for mission in missions:
        explanation = catalogue.explain(seeker, mission.id, now=NOW, neighbours=NEIGHBOURS, taste=taste)
        assert explanation.eligible == (mission.id in scores)
        assert explanation.score == scores.get(mission.id)


@steady
@given(catalogues(), seekers(), st.none() | tastes())
def test_scores_lie_between_0_and_1_and_are_the_sum_of_their_reasons(
    missions: list[Opportunity], seeker: Seeker, taste: Taste | None
) -> None:
    for suggestion in Catalogue(missions).rank(Query(seeker, taste), now=NOW, neighbours=NEIGHBOURS):
        assert 0 <= suggestion.score <= 1
        contributions = [reason.contribution for reason in suggestion.reasons]
        assert sum(contributions) == pytest.approx(suggestion.score, abs=1e-5)
        assert contributions == sorted(contributions, reverse=True)


@steady
@given(opportunities(), seekers(), st.floats(0, 1))
def test_moving_a_mission_nearer_never_lowers_it(mission: Opportunity, seeker: Seeker, part: float) -> None:
    assume(mission.lat is not None and seeker.lat is not None)
    nearer = replace(
        mission,
        lat=seeker.lat + part * (mission.lat - seeker.lat),
        lon=seeker.lon + part * (mission.lon - seeker.lon),
    )
    before, after = (ranked(Catalogue([each]), seeker) for each in (mission, nearer))
    assert not before or (after and after[0][1] >= before[0][1])


@steady
@given(catalogues(), seekers(), st.sampled_from(SKILLS[:5]))
def test_a_skill_more_never_lowers_any_mission(
    missions: list[Opportunity], seeker: Seeker, skill: str
) -> None:
    catalogue = Catalogue(missions)
    able = dict(ranked(catalogue, replace(seeker, skills=seeker.skills | {skill})))
    for mission, score in ranked(catalogue, seeker):
        assert able[mission] >= score


@steady
@given(opportunities(), seekers(), st.integers(1, 3))
def test_a_connection_more_never_raises_a_mission(mission: Opportunity, seeker: Seeker, more: int) -> None:
    before = ranked(Catalogue([mission]), seeker)
    after = ranked(Catalogue([replace(mission, connections=mission.connections + more)]), seeker)
    assert not after or after[0][1] <= before[0][1]


@steady
@given(catalogues(), catalogues(), seekers())
def test_a_patched_snapshot_equals_a_new_one(
    old: list[Opportunity], changed: list[Opportunity], seeker: Seeker
) -> None:
    removed = {mission.id for mission in old[::3]} | {"unknown"}
    final = {mission.id: mission for mission in old if mission.id not in removed}
    final |= {mission.id: mission for mission in changed}
    patched = Catalogue(old).updated(changed, removed)
    assert ranked(patched, seeker) == ranked(Catalogue(final.values()), seeker)
    assert all(patched[id_] == mission for id_, mission in final.items() if mission.min_age != 0)


@steady
@given(opportunities(), st.lists(seekers(), max_size=8))
def test_the_mirror_gives_each_seeker_the_same_score(mission: Opportunity, people: list[Seeker]) -> None:
    people = [replace(person, id=str(number)) for number, person in enumerate(people)]
    catalogue = Catalogue([mission])
    mirrored = rank_seekers(mission, people, now=NOW, neighbours=NEIGHBOURS, rarity=catalogue.rarity)
    expected = [(score, seeker.id) for seeker in people for _, score in ranked(catalogue, seeker)]
    assert [(found.score, found.seeker_id) for found in mirrored] == sorted(
        expected, key=lambda pair: (-pair[0], pair[1])
    )
    crowd = Seekers(people)
    for top in (0, 1, 3, 10):
        found = crowd.rank(mission, now=NOW, top=top, neighbours=NEIGHBOURS, rarity=catalogue.rarity)
        assert found == mirrored[:top]


@steady
@given(catalogues(), seekers())
def test_another_policy_still_agrees_with_its_explanations(
    missions: list[Opportunity], seeker: Seeker
) -> None:
    policy = Policy(
        weights=Weights(place=0.1, availability=0.2, cause=0.3, skill=0.4),
        unknown_age_passes=False,
        smartsort_strength=1.0,
        freshness_strength=0.0,
        remote_place=0.9,
    )
    catalogue = Catalogue(missions, policy=policy)
    scores = dict(ranked(catalogue, seeker))
    for mission in missions:
        found = explain(seeker, mission, NOW, NEIGHBOURS, rarity=catalogue.rarity, policy=policy)
        assert found.score == scores.get(mission.id)


def test_near_ties_take_turns_and_the_same_turn_is_the_same_order() -> None:
    """Two hundred alike, whom the id alone would show in one order to everybody, all year long."""
    alike = [Opportunity(id=f"{number:03}", territory="t", reach=Reach.NETWORK) for number in range(200)]
    worse = Opportunity(id="000-worse", territory="t", reach=Reach.NETWORK, connections=5)
    catalogue, backwards = Catalogue([*alike, worse]), Catalogue([worse, *reversed(alike)])
    seeker = Seeker(id="1")
    [plain] = catalogue.best([Query(seeker)], now=NOW)
    assert [id_ for id_, _ in plain] == [f"{number:03}" for number in range(10)]
    turns = {turn: Query(seeker, turn=turn) for turn in ("ann 47", "ann 48", "bob 47")}
    found = catalogue.best([*turns.values()], now=NOW)
    assert len({tuple(each) for each in found}) == 3
    assert found == backwards.best([*turns.values()], now=NOW)
    for query, each in zip(turns.values(), found, strict=True):
        assert each == [(one.opportunity_id, one.score) for one in catalogue.rank(query, now=NOW)]
        assert worse.id not in dict(each)
    year = catalogue.best([Query(seeker, turn=str(turn)) for turn in range(60)], now=NOW)
    assert len({id_ for each in year for id_, _ in each}) > 180


@steady
@given(catalogues(), seekers(), st.integers(1, 5), st.text(max_size=5))
def test_taking_turns_shows_nothing_that_is_clearly_worse(
    missions: list[Opportunity], seeker: Seeker, top: int, turn: str
) -> None:
    catalogue = Catalogue(missions)
    plain, turned = (
        [score for _, score in each]
        for each in catalogue.best(
            [Query(seeker), Query(seeker, turn=turn)], now=NOW, top=top, neighbours=NEIGHBOURS
        )
    )
    assert len(plain) == len(turned)
    assert all(abs(one - other) <= 0.01 for one, other in zip(plain, turned, strict=True))
