"""What is learned of people, from sums and not from histories."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.engine import (
    Catalogue,
    Experience,
    Opportunity,
    Query,
    ReasonKind,
    Seeker,
    Tastes,
    chance,
    chance_of_an_answer,
    learn,
)
from matching.engine.tastes import FEWEST_PEOPLE, FURTHEST
from tests.matching.engine.worlds import NOW, opportunities

SPORT, MUSIC = frozenset({"sport"}), frozenset({"music"})
PAGE = [(SPORT, 0.4), (MUSIC, 0.4), (SPORT | MUSIC, 0.4)]


def test_a_page_adds_what_was_to_be_expected_and_what_was_asked_for() -> None:
    asked = Experience().after(PAGE, 1)
    assert asked.expected == {"sport": 0.4, "music": 0.4}  # the line below was not looked at
    assert asked.asked == {"music": 1.0}
    left = Experience().after(PAGE, None)
    assert left.expected == pytest.approx({"sport": 0.4 + 0.2 * 0.85**2, "music": 0.4 * 0.85 + 0.2 * 0.85**2})
    assert left.asked == {}


def test_what_she_asks_for_is_liked_and_what_she_leaves_is_not() -> None:
    experience = Experience()
    for _ in range(4):
        experience = experience.after(PAGE, 1)
    taste = Tastes().of(experience)
    assert taste.causes["music"] > 0 > taste.causes["sport"]
    assert taste.asked == {"music"}
    assert taste.shift(MUSIC) > taste.shift(MUSIC | SPORT) > taste.shift(SPORT)
    assert taste.shift(frozenset()) == Tastes().of(Experience()).shift(MUSIC) == 0


def test_a_newcomer_is_taken_for_those_who_named_the_same() -> None:
    gardeners = [Experience(frozenset({"garden"})).after(PAGE, 1) for _ in range(40)]
    others = [Experience(frozenset({"books"})).after(PAGE, 0) for _ in range(40)]
    tastes = learn([*gardeners, *others])
    gardener, reader = (tastes.of(Experience(frozenset({said}))) for said in ("garden", "books"))
    assert gardener.causes["music"] > 0 > gardener.causes["sport"]
    assert reader.causes["sport"] > 0
    assert gardener.asked == frozenset()


def test_a_group_of_few_says_nothing() -> None:
    few = [Experience(frozenset({"garden"})).after(PAGE, 1) for _ in range(FEWEST_PEOPLE - 1)]
    assert "garden" not in learn(few).groups
    assert "garden" in learn([*few, few[0]]).groups


pages = st.lists(st.tuples(st.frozensets(st.sampled_from("abc"), max_size=2), st.floats(0, 1)), max_size=4)


@given(st.lists(st.tuples(st.frozensets(st.sampled_from("abc")), pages, st.booleans()), max_size=12))
def test_tastes_stay_within_bounds_and_do_not_depend_on_order(people) -> None:
    experiences = [Experience(said).after(page, 0 if asks and page else None) for said, page, asks in people]
    tastes, again = learn(experiences), learn(experiences[::-1])
    assert tastes.groups.keys() == again.groups.keys()
    assert tastes.calibration == pytest.approx(again.calibration)
    for experience in experiences:
        assert all(abs(shift) <= FURTHEST for shift in tastes.of(experience).causes.values())


def test_the_reason_says_what_she_chose_and_is_no_one_elses_business() -> None:
    seeker = Seeker(id="lea", territory="here", lat=50.0, lon=5.0)
    mission = Opportunity(id="m", territory="here", lat=50.0, lon=5.0, causes=MUSIC)
    taste = Tastes().of(Experience().after([(MUSIC, 0.1)], 0))
    catalogue = Catalogue([mission])
    (plain,), (learned,) = (catalogue.rank(Query(seeker, each), now=NOW) for each in (None, taste))
    assert learned.score > plain.score
    (reason,) = (each for each in learned.reasons if each.kind == ReasonKind.TASTE)
    assert reason.codes == ("music",)
    assert reason.contribution > 0
    assert not any(each.kind == ReasonKind.TASTE for each in plain.reasons)


@given(opportunities(lat=49.0, lon=6.0, remote="no"))
def test_the_chance_is_that_of_what_she_said(mission: Opportunity) -> None:
    here, away = (Seeker(id="s", lat=49.0 + step, lon=6.0, radius_km=60) for step in (0.0, 0.4))
    assert 0 < chance(away, mission) < chance(here, mission) < 1


def test_an_association_without_a_history_is_like_the_others() -> None:
    assert chance_of_an_answer(0, 0) == 0.7
    assert chance_of_an_answer(0, 10) < 0.3 < 0.85 < chance_of_an_answer(10, 10) < 1
