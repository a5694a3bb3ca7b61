"""What one thing more would bring is what ranking anew finds."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from matching.engine import (
    Catalogue,
    ChangeKind,
    Gain,
    Opportunity,
    Query,
    Seeker,
)
from tests.matching.engine.worlds import NEIGHBOURS, NOW, catalogues, seekers

LIBIN = {"lat": 49.981, "lon": 5.256}
SEEKER = Seeker(
    id="lea",
    territory="here",
    **LIBIN,
    radius_km=10,
    remote_ok=False,
    availability=frozenset({"mon-evening"}),
)


def mission(id_: str, **values: object) -> Opportunity:
    return Opportunity(**{"id": id_, "territory": "here", **LIBIN, **values})  # type: ignore[arg-type]


def test_a_day_more_a_larger_radius_and_work_from_home() -> None:
    catalogue = Catalogue(
        [
            mission("monday", availability=frozenset({"mon-evening"})),
            mission("saturday-1", availability=frozenset({"sat-morning"})),
            mission("saturday-2", availability=frozenset({"sat-evening", "sun-evening"})),
            mission("far", lat=50.12, availability=frozenset({"mon-evening"})),
            mission("home", remote="full", availability=frozenset({"mon-evening"})),
        ]
    )
    assert catalogue.what_if(Query(SEEKER), now=NOW, top=1)[0] == Gain(ChangeKind.DAY, 5, 1, ("saturday-1",))
    gains = {(gain.kind, gain.value): gain for gain in catalogue.what_if(Query(SEEKER), now=NOW)}
    # With so few missions everything that passes is seen: a day more changes nothing, going further does.
    assert gains == {
        (ChangeKind.RADIUS, 20.0): Gain(ChangeKind.RADIUS, 20.0, 1, ("far",)),
        (ChangeKind.RADIUS, 30.0): Gain(ChangeKind.RADIUS, 30.0, 1, ("far",)),
        (ChangeKind.REMOTE, 1): Gain(ChangeKind.REMOTE, 1, 1, ("home",)),
    }


@pytest.mark.parametrize("unsaid", [{"availability": frozenset()}, {"radius_km": None}, {"remote_ok": None}])
def test_what_is_unsaid_is_not_guessed_at(unsaid: dict) -> None:
    kinds = {"availability": ChangeKind.DAY, "radius_km": ChangeKind.RADIUS, "remote_ok": ChangeKind.REMOTE}
    catalogue = Catalogue(
        [mission("a"), mission("b", lat=50.12), mission("c", remote="full"), mission("d")]
        + [mission(f"s{number}", availability=frozenset({"sat-morning"})) for number in range(3)]
    )
    found = catalogue.what_if(Query(replace(SEEKER, **unsaid)), now=NOW, top=2)
    assert {gain.kind for gain in found}.isdisjoint({kinds[name] for name in unsaid})


@settings(deadline=None, max_examples=30)
@given(catalogues(), seekers())
def test_a_gain_is_what_ranking_anew_would_bring(missions: list[Opportunity], seeker: Seeker) -> None:
    catalogue = Catalogue(missions)

    def scores(one: Seeker) -> dict[str, float]:
        found = catalogue.rank(Query(one), now=NOW, top=99, neighbours=NEIGHBOURS)
        return {suggestion.opportunity_id: suggestion.score for suggestion in found}

    before = scores(seeker)
    mark = sorted(before.values())[-3] if len(before) >= 3 else 0.0
    for gain in catalogue.what_if(Query(seeker), now=NOW, top=3, neighbours=NEIGHBOURS):
        if gain.kind == ChangeKind.DAY:
            continue
        change = {"radius_km": gain.value} if gain.kind == ChangeKind.RADIUS else {"remote_ok": True}
        after = scores(replace(seeker, **change))
        new = {id_: score for id_, score in after.items() if id_ not in before and score >= mark - 1e-6}
        assert set(gain.best) <= set(new)
        assert gain.more <= len(new)
