"""The shared codes are complete, distinct and refer to one another."""

import pytest
from django.core.exceptions import ValidationError

from matching.engine import DAY_PARTS, Seeker, with_broader_skills
from matching.taxonomy import (
    AVAILABILITY,
    BROADER,
    CAUSES,
    DAYS,
    PARTS,
    SKILL_CODES,
    SKILLS,
    cause,
    cause_choices,
    day_part,
    skill,
    skill_choices,
    validate_availability,
    validate_causes,
    validate_skills,
)

API_ENGAGEMENT_DOMAINS = {
    "animaux", "autre", "batiment-industrie-logistique", "benevolat-competences", "communication",
    "culture-loisirs", "education", "emploi", "environnement", "gestion-finance-droit", "humanitaire",
    "memoire-et-citoyennete", "numerique", "prevention-protection", "recherche", "sante",
    "service-public-defense-securite", "sport", "solidarite-insertion", "vivre-ensemble",
}  # fmt: skip


def test_there_are_19_causes_and_45_skills_each_once() -> None:
    assert len({entry.code for entry in CAUSES}) == len(CAUSES) == 19
    assert len({entry.code for entry in SKILLS}) == len(SKILLS) == 45


def test_causes_are_published_under_known_domains() -> None:
    assert {entry.domain for entry in CAUSES} <= API_ENGAGEMENT_DOMAINS


def test_broader_skills_exist_and_do_not_turn_in_circles() -> None:
    for code in BROADER:
        path = [code]
        while path[-1] in BROADER:
            path.append(BROADER[path[-1]])
            assert path[-1] in SKILL_CODES
            assert len(set(path)) == len(path)


def test_a_plumber_is_handy() -> None:
    plumber = Seeker(id="p", skills=frozenset({"plumbing"}))
    assert with_broader_skills(plumber, BROADER).skills == {"plumbing", "handiwork"}


def test_day_parts_are_the_engines() -> None:
    assert tuple(entry.code for entry in AVAILABILITY) == DAY_PARTS
    assert [f"{day.code}-{part.code}" for day in DAYS for part in PARTS] == list(DAY_PARTS)


def test_lookups() -> None:
    assert cause("sport").domain == "sport"
    assert skill("plumbing").broader == "handiwork"
    assert day_part("sat-morning").code == "sat-morning"
    for look_up in (cause, skill, day_part):
        with pytest.raises(KeyError):
            look_up("unknown")


@pytest.mark.parametrize(
    ("validate", "good"),
    [
        (validate_causes, ["sport", "culture"]),
        (validate_skills, ["music"]),
        (validate_availability, ["sun-evening"]),
    ],
)
def test_validation_names_the_unknown_codes(validate, good: list[str]) -> None:
    validate(good)
    validate([])
    with pytest.raises(ValidationError) as caught:
        validate([*good, "zzz", "aaa"])
    assert "aaa, zzz" in caught.value.messages[0]


def test_choices_follow_the_readers_alphabet(french: None) -> None:
    labels = [label for _, label in cause_choices()]
    assert labels.index("Économie circulaire") == labels.index("Emploi et insertion") - 1
    assert labels[0] == "Accueil des personnes migrantes"
    assert len(skill_choices()) == 45
    skills = [label for _, label in skill_choices()]
    assert skills.index("Écoute") < skills.index("Électricité") < skills.index("Encadrement sportif")
