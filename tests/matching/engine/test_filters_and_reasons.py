"""What stops an opportunity, what speaks for it, by example."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from matching.engine import (
    DEFAULT_POLICY,
    Catalogue,
    Mobility,
    Neighbourhoods,
    ObstacleKind,
    Opportunity,
    Policy,
    Query,
    Reach,
    ReasonKind,
    Remote,
    Seeker,
    Weights,
    explain,
    with_broader_skills,
)
from tests.matching.engine.worlds import NOW

LIBIN = {"lat": 49.981, "lon": 5.256}
SEEKER = Seeker(id="lea", territory="novardenne", **LIBIN)
MISSION = Opportunity(id="trail", territory="novardenne", **LIBIN)


def obstacles(
    mission: Opportunity,
    seeker: Seeker = SEEKER,
    neighbours: Mapping | None = None,
    policy: Policy = DEFAULT_POLICY,
) -> list[tuple]:
    """What `explain` finds in the way; the catalogue must agree."""
    found = explain(seeker, mission, NOW, neighbours, policy=policy)
    assert found.eligible == (not found.obstacles) == (found.score is not None) == bool(found.reasons)
    catalogue = Catalogue([mission], policy=policy)
    assert catalogue.count(seeker, now=NOW, neighbours=neighbours) == found.eligible
    return [(obstacle.kind, obstacle.value, obstacle.limit) for obstacle in found.obstacles]


def reason(kind: ReasonKind, mission: Opportunity, seeker: Seeker = SEEKER):
    found = [reason for reason in explain(seeker, mission, NOW).reasons if reason.kind == kind]
    return found[0] if found else None


def test_an_open_mission_next_door_has_no_obstacle() -> None:
    assert obstacles(MISSION) == []


def test_a_mission_ends_at_its_end() -> None:
    assert obstacles(replace(MISSION, ends_at=NOW + timedelta(seconds=1))) == []
    assert obstacles(replace(MISSION, ends_at=NOW)) == [(ObstacleKind.ENDED, 0.0, None)]
    assert obstacles(replace(MISSION, ends_at=NOW - timedelta(days=2))) == [(ObstacleKind.ENDED, 2.0, None)]


@pytest.mark.parametrize(
    ("capacity", "connections", "full"), [(None, 900, False), (3, 2, False), (3, 3, True)]
)
def test_a_mission_is_full_when_its_places_are_taken(capacity, connections, full) -> None:
    mission = replace(MISSION, capacity=capacity, connections=connections)
    assert obstacles(mission) == ([(ObstacleKind.FULL, 3, 3)] if full else [])


def test_minimum_age() -> None:
    adults = replace(MISSION, min_age=18)
    assert obstacles(adults, replace(SEEKER, age=17)) == [(ObstacleKind.AGE, 17, 18)]
    assert obstacles(adults, replace(SEEKER, age=18)) == []
    assert obstacles(adults) == []
    assert obstacles(adults, policy=Policy(unknown_age_passes=False)) == [(ObstacleKind.AGE, 0, 18)]


@pytest.mark.parametrize("prepare", [dict, Neighbourhoods])
@pytest.mark.parametrize(
    ("reach", "territory", "seen"),
    [
        (Reach.TERRITORY, "novardenne", True),
        (Reach.TERRITORY, "namur", False),
        (Reach.TERRITORY, None, False),
        (Reach.NEIGHBOURS, "novardenne", True),
        (Reach.NEIGHBOURS, "namur", True),
        (Reach.NEIGHBOURS, "saint-dizier", False),
        (Reach.NETWORK, "saint-dizier", True),
        (Reach.NETWORK, None, True),
    ],
)
def test_reach(prepare, reach: Reach, territory: str | None, seen: bool) -> None:
    neighbours = prepare({"novardenne": frozenset({"namur"}), "saint-dizier": frozenset({"novardenne"})})
    mission, seeker = replace(MISSION, reach=reach), replace(SEEKER, territory=territory)
    assert obstacles(mission, seeker, neighbours=neighbours) == (
        [] if seen else [(ObstacleKind.REACH, None, None)]
    )


def test_without_neighbours_only_the_own_territory_sees_a_mission_of_that_reach() -> None:
    mission = replace(MISSION, reach=Reach.NEIGHBOURS)
    assert obstacles(mission) == []
    assert obstacles(mission, replace(SEEKER, territory="namur")) == [(ObstacleKind.REACH, None, None)]


@pytest.mark.parametrize(
    ("radius", "mobility", "limit"),
    [
        (None, None, 30),
        (None, Mobility.FOOT, 3),
        (None, Mobility.BIKE, 10),
        (None, Mobility.TRANSIT, 20),
        (50, Mobility.CAR, 50),
        (50, Mobility.TRANSIT, 40),
        (50, Mobility.BIKE, 15),
        (2, Mobility.BIKE, 2),
        (50, Mobility.FOOT, 5),
    ],
)
def test_the_radius_is_cut_to_what_the_mobility_allows(radius, mobility, limit) -> None:
    seeker = replace(SEEKER, radius_km=radius, mobility=mobility)
    far = replace(MISSION, lat=51.0)
    assert obstacles(far, seeker) == [(ObstacleKind.DISTANCE, 113.3, limit)]
    just_inside = replace(MISSION, lat=SEEKER.lat + limit * 0.999 / 111.195)
    assert obstacles(just_inside, seeker) == []


def test_from_home_when_it_is_far() -> None:
    far = replace(MISSION, lat=51.0, remote=Remote.POSSIBLE)
    assert reason(ReasonKind.REMOTE, far).value == 1
    assert reason(ReasonKind.DISTANCE, replace(far, lat=SEEKER.lat)).value == 0
    assert obstacles(far, replace(SEEKER, remote_ok=False)) == [(ObstacleKind.DISTANCE, 113.3, 30)]
    entirely = replace(MISSION, remote=Remote.FULL)
    assert reason(ReasonKind.REMOTE, entirely).value == 2
    assert obstacles(entirely, replace(SEEKER, remote_ok=False)) == [(ObstacleKind.REMOTE, None, None)]


def test_a_mission_without_a_place_is_for_its_territory() -> None:
    mission = replace(MISSION, lat=None, lon=None, reach=Reach.NETWORK)
    assert reason(ReasonKind.TERRITORY, mission).value == 1
    assert obstacles(mission, replace(SEEKER, territory="namur")) == [(ObstacleKind.PLACE, None, None)]


def test_reasons_carry_what_the_words_need() -> None:
    seeker = replace(
        SEEKER,
        causes=frozenset({"environment", "sport"}),
        skills=frozenset({"handiwork", "music"}),
        availability=frozenset({"sat-morning", "sun-morning", "mon-evening"}),
    )
    mission = replace(
        MISSION,
        causes=frozenset({"environment"}),
        skills=frozenset({"handiwork", "guiding"}),
        availability=frozenset({"sat-morning", "sun-morning"}),
        published_at=NOW - timedelta(days=3),
        connections=2,
    )
    found = {found.kind: found for found in explain(seeker, mission, NOW).reasons}
    assert found[ReasonKind.CAUSE].codes == ("environment",)
    assert found[ReasonKind.SKILL].codes == ("handiwork",)
    assert found[ReasonKind.SKILL].value == 1
    assert found[ReasonKind.AVAILABILITY].codes == ("sat-morning", "sun-morning")
    assert found[ReasonKind.AVAILABILITY].value == 2
    assert found[ReasonKind.FRESHNESS].value == 3.0
    assert found[ReasonKind.CONNECTIONS].value == 2
    assert found[ReasonKind.CONNECTIONS].contribution < 0
    assert ReasonKind.FLEXIBLE not in found
    assert ReasonKind.OPEN_TO_ALL not in found


def test_a_perfect_fit_scores_one() -> None:
    everything = {
        "causes": frozenset({"sport"}),
        "skills": frozenset({"music"}),
        "availability": frozenset({"sat-morning"}),
    }
    mission = replace(MISSION, published_at=NOW, **everything)
    assert explain(replace(SEEKER, **everything), mission, NOW).score == 1.0


def test_a_rare_skill_weighs_more_than_a_common_one() -> None:
    both = replace(MISSION, skills=frozenset({"driving", "sign-language"}))
    others = [replace(MISSION, id=str(number), skills=frozenset({"driving"})) for number in range(20)]
    catalogue = Catalogue([both, *others])
    rare, common = (
        catalogue.explain(replace(SEEKER, skills=frozenset({skill})), "trail", now=NOW).score
        for skill in ("sign-language", "driving")
    )
    assert rare > common


def test_a_plumber_is_handy_too() -> None:
    broader = {"plumbing": "handiwork", "handiwork": "crafts", "crafts": "plumbing"}
    able = with_broader_skills(replace(SEEKER, skills=frozenset({"plumbing"})), broader)
    assert able.skills == {"plumbing", "handiwork", "crafts"}
    assert with_broader_skills(SEEKER, broader) is SEEKER


def test_nobody_yet_goes_before_somebody_and_fresh_before_stale() -> None:
    missions = [
        replace(MISSION, id="busy", connections=4, published_at=NOW),
        replace(MISSION, id="new", published_at=NOW),
        replace(MISSION, id="old", published_at=NOW - timedelta(days=90)),
    ]
    ranked = Catalogue(missions).rank(Query(SEEKER), now=NOW)
    assert [suggestion.opportunity_id for suggestion in ranked] == ["new", "old", "busy"]


def test_ties_are_broken_by_id_also_where_the_list_is_cut() -> None:
    missions = [replace(MISSION, id=f"{number:03}") for number in range(200)]
    ranked = Catalogue(reversed(missions)).rank(Query(SEEKER), now=NOW, top=7)
    assert [suggestion.opportunity_id for suggestion in ranked] == [f"{number:03}" for number in range(7)]


def test_a_seeker_who_said_nothing_still_gets_a_list_own_territory_first() -> None:
    missions = [
        replace(MISSION, id="elsewhere", territory="namur", reach=Reach.NETWORK),
        replace(
            MISSION, id="demanding", skills=frozenset({"legal"}), availability=frozenset({"mon-morning"})
        ),
        replace(MISSION, id="easy"),
    ]
    ranked = Catalogue(missions).rank(Query(Seeker(id="new", territory="novardenne")), now=NOW)
    assert [suggestion.opportunity_id for suggestion in ranked] == ["easy", "elsewhere", "demanding"]


def test_excluded_ids_leave_room_for_others() -> None:
    catalogue = Catalogue([replace(MISSION, id=str(number)) for number in range(5)])
    ranked = catalogue.rank(Query(SEEKER, exclude={"0", "2", "unknown"}), now=NOW, top=2)
    assert [suggestion.opportunity_id for suggestion in ranked] == ["1", "3"]


@pytest.mark.parametrize("top", [0, -1])
def test_none_wanted_none_given(top: int) -> None:
    assert Catalogue([MISSION]).rank(Query(SEEKER), now=NOW, top=top) == []


def test_an_empty_catalogue_answers() -> None:
    catalogue = Catalogue()
    assert catalogue.rank(Query(SEEKER), now=NOW) == []
    assert len(catalogue.updated([MISSION])) == 1


def test_an_id_is_there_once() -> None:
    with pytest.raises(ValueError, match="same id"):
        Catalogue([MISSION, MISSION])


def test_naive_times_are_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        Catalogue([MISSION]).rank(Query(SEEKER), now=datetime(2026, 11, 22))
    with pytest.raises(ValueError, match="aware"):
        Catalogue([replace(MISSION, ends_at=datetime(2026, 11, 22))])


def test_a_catalogue_knows_its_opportunities() -> None:
    mission = replace(MISSION, min_age=16, capacity=3, starts_at=NOW, published_at=NOW - timedelta(days=1))
    catalogue = Catalogue([mission])
    assert "trail" in catalogue
    assert catalogue["trail"] == mission
    with pytest.raises(KeyError):
        catalogue["unknown"]


def test_one_strange_publication_date_leaves_the_others_fresh() -> None:
    missions = [replace(MISSION, id=str(day), published_at=NOW - timedelta(days=day)) for day in range(5)]
    missions.append(replace(MISSION, id="typo", published_at=NOW.replace(year=9990)))
    missions.append(replace(MISSION, id="ancient", published_at=NOW.replace(year=1)))
    catalogue = Catalogue(missions)
    for suggestion in catalogue.rank(Query(SEEKER), now=NOW):
        assert suggestion.score == catalogue.explain(SEEKER, suggestion.opportunity_id, now=NOW).score


def test_a_policy_refuses_what_makes_no_sense() -> None:
    with pytest.raises(ValueError, match="not negative"):
        Weights(place=-0.1)
    with pytest.raises(ValueError, match=r"\[0, 1\]"):
        Policy(remote_place=1.5)
