"""The kinds and profiles themselves: enough of them, well written down, with the platform's codes."""

import pytest

from demo.grammar.catalogue import KIND_BY_KEY, KINDS, PROFILES
from demo.grammar.french import sentence
from demo.grammar.kinds import Kind, read_kinds
from demo.grammar.profiles import RUNNING_KINDS, URBAN_PROFILES, Profile
from demo.grammar.shared_texts import ACCESSIBILITY
from demo.grammar.specs import PUBLICS
from matching.taxonomy import CAUSE_CODES, SKILL_CODES


def test_there_are_kinds_and_profiles_enough() -> None:
    assert len(KINDS) >= 45
    assert len(PROFILES) >= 35
    assert len(KIND_BY_KEY) == len(KINDS)
    assert len({profile.key for profile in PROFILES}) == len(PROFILES)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_kind_is_complete(kind: Kind) -> None:
    assert len(kind.titles) >= 4
    assert len(kind.needs) >= 3
    assert len(kind.tasks) >= 4
    assert kind.welcomes
    assert kind.support
    assert kind.thanks
    assert kind.rhythm in ("weekly", "dated", "free")
    assert bool(kind.windows) == (kind.rhythm != "free")
    assert kind.remote in ("no", "possible", "full")
    assert kind.setting in ACCESSIBILITY
    assert set(kind.causes) <= set(CAUSE_CODES)
    assert set(kind.skills) <= set(SKILL_CODES)
    assert set(kind.publics) <= set(PUBLICS)
    assert len(set(kind.titles)) == len(kind.titles)
    for text in (*kind.titles, *kind.needs, *kind.tasks, *kind.welcomes, *kind.support, *kind.thanks):
        assert "\u2019" not in text
        if kind.rhythm == "free":
            assert not any(word in text for word in ("{jour", "{date}", "{heure}", "{moment}"))
        if kind.rhythm == "weekly":
            assert "{date}" not in text
    for task in kind.tasks:
        assert not task.endswith(".")


@pytest.mark.parametrize("profile", PROFILES, ids=lambda profile: profile.key)
def test_profile_is_complete(profile: Profile) -> None:
    assert set(profile.kinds) <= set(KIND_BY_KEY)
    assert set(profile.causes) <= set(CAUSE_CODES)
    assert set(profile.publics) <= set(PUBLICS)
    assert len(profile.names) >= 3
    assert len(profile.summaries) >= 2
    assert len(profile.stories) >= 2


def test_every_kind_has_a_host() -> None:
    hosted = {kind for profile in PROFILES for kind in profile.kinds} | set(RUNNING_KINDS)
    assert hosted == set(KIND_BY_KEY)
    assert {profile.key for profile in PROFILES} >= URBAN_PROFILES


def test_no_sentence_belongs_to_two_kinds() -> None:
    texts = [text for kind in KINDS for text in (*kind.titles, *kind.needs, *kind.welcomes)]
    assert len(set(texts)) == len(texts)
    assert len({sentence(text) for text in texts}) == len(texts)


def test_a_malformed_text_is_refused() -> None:
    with pytest.raises(ValueError, match="belongs nowhere"):
        read_kinds("# a\nUne phrase perdue.")
