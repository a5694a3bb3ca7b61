"""Every cause and skill has its labels in four languages and other words for it, and is found by them."""

import pytest
from django.utils.translation import override

from matching.taxonomy import CAUSE_CODES, CAUSES, SKILL_CODES, SKILLS, causes_of, skills_of, synonyms
from matching.taxonomy.terms import CAUSE_TERMS, LANGUAGES, LONGEST_TERM, SKILL_TERMS, _words

TERMS = {**CAUSE_TERMS, **SKILL_TERMS}


def test_every_code_has_its_labels_and_synonyms() -> None:
    assert CAUSE_TERMS.keys() == CAUSE_CODES
    assert SKILL_TERMS.keys() == SKILL_CODES
    for code, term in TERMS.items():
        assert tuple(term.labels) == LANGUAGES, code
        assert all(term.labels.values()), code
        assert len(set(term.synonyms)) == len(term.synonyms) >= 3, code
        assert all(0 < len(list(_words(words))) <= LONGEST_TERM for words in synonyms(code)), code


@pytest.mark.parametrize("language", LANGUAGES)
def test_labels_are_those_of_the_pages(language: str) -> None:
    with override(language):
        for entry in (*CAUSES, *SKILLS):
            assert str(entry.label) == TERMS[entry.code].labels[language]


def test_every_term_leads_to_its_code() -> None:
    for terms, codes_of in ((CAUSE_TERMS, causes_of), (SKILL_TERMS, skills_of)):
        for code, term in terms.items():
            for words in (*term.labels.values(), *term.synonyms):
                assert code in codes_of(f"des {words.upper()} !")


@pytest.mark.parametrize(
    ("text", "causes", "skills"),
    [
        ("plombier pour une fuite", set(), {"plumbing"}),
        ("des PLOMBIERS", set(), {"plumbing"}),
        ("épicerie sociale", {"food-aid"}, set()),
        ("epiceries sociales", {"food-aid"}, set()),
        ("aide aux devoirs", {"youth-education"}, {"tutoring"}),
        ("solidarité", {"solidarity", "food-aid", "housing", "migrants"}, set()),
        (
            "solidarité internationale",
            {"solidarity", "food-aid", "housing", "migrants", "international"},
            set(),
        ),
        ("voedselbank", {"food-aid"}, set()),
        ("aide", set(), set()),
        ("", set(), set()),
    ],
)
def test_words_of_people(text: str, causes: set[str], skills: set[str]) -> None:
    assert (causes_of(text), skills_of(text)) == (causes, skills)
