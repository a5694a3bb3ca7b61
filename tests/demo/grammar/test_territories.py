"""What the four demonstration territories look like once written: variety, spelling, sense."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest

from demo.grammar import MISSION_STATES, PARTICIPATION_STATES, PUBLICS, Place, TerritorySpec, generate
from demo.grammar.catalogue import KINDS, PROFILES
from demo.grammar.profiles import RUNNING_KINDS
from demo.instances import INSTANCES, instance

TODAY = date(2026, 11, 22)
PLACES = {
    "novardenne": (
        Place("BE-84035", "Libin", 49.981, 5.257, 5200, "6890"),
        Place("BE-84077", "Libramont-Chevigny", 49.92, 5.377, 11300, "6800"),
        Place("BE-84059", "Saint-Hubert", 50.027, 5.374, 5600, "6870"),
        Place("BE-84068", "Tellin", 50.081, 5.216, 2500, "6927"),
    ),
    "meurthe-et-moselle": (
        Place("FR-54395", "Nancy", 48.69, 6.18, 104000, "54000"),
        Place("FR-54528", "Toul", 48.675, 5.89, 15700, "54200"),
        Place("FR-54329", "Lunéville", 48.59, 6.5, 17600, "54300"),
        Place("FR-54323", "Longwy", 49.52, 5.76, 15000, "54400"),
        Place("FR-54049", "Les Baroches", 49.25, 5.9, 350, "54150"),
        Place("FR-54184", "Essey-lès-Nancy", 48.7, 6.22, 8900, "54270"),
        Place("FR-54431", "Pont-à-Mousson", 48.9, 6.05, 14400, "54700"),
        Place("FR-54252", "Haroué", 48.46, 6.18, 430, "54740"),
    ),
    "saint-dizier": (Place("FR-52448", "Saint-Dizier", 48.638, 4.949, 22600, "52100"),),
    "namur": (Place("BE-92094", "Namur", 50.465, 4.866, 114000, "5000"),),
}
SLUGS = sorted(PLACES)


@cache
def territory(slug: str) -> TerritorySpec:
    facts = instance(slug)
    return generate(
        seed=slug,
        country=facts.country,
        places=PLACES[slug],
        today=TODAY,
        associations=facts.associations,
        missions=facts.missions,
        volunteers=facts.volunteers,
        participations=facts.participations,
        variant=INSTANCES.index(facts),
    )


def sentences(spec: TerritorySpec) -> Iterator[str]:
    """Every text that ends with a full stop."""
    for association in spec.associations:
        yield association.summary
        yield association.opening_hours
        yield from association.description
    for mission in spec.missions:
        yield from (mission.need, mission.welcome, mission.accompaniment, mission.given_back)
        yield from mission.tasks
        yield mission.accessibility
        if mission.expenses:
            yield mission.expenses
    for participation in spec.participations:
        yield participation.message
        if participation.answer:
            yield participation.answer


def labels(spec: TerritorySpec) -> Iterator[str]:
    """Names and titles, without full stop."""
    for association in spec.associations:
        yield from (association.name, association.address)
    for mission in spec.missions:
        yield from (mission.title, mission.place_name, mission.address)


def ratio(texts: list[str]) -> float:
    return len(set(texts)) / len(texts)


@pytest.mark.parametrize("slug", SLUGS)
def test_counts_are_those_of_the_instance(slug: str) -> None:
    spec, facts = territory(slug), instance(slug)
    assert len(spec.associations) == facts.associations
    assert len(spec.missions) == facts.missions
    assert len(spec.volunteers) == facts.volunteers
    assert len(spec.participations) == facts.participations


@pytest.mark.parametrize("slug", SLUGS)
def test_listings_never_repeat_themselves(slug: str) -> None:
    spec = territory(slug)
    assert ratio([mission.title for mission in spec.missions]) == 1
    assert ratio([mission.need for mission in spec.missions]) == 1
    needs = [part for mission in spec.missions for part in re.split(r"(?<=[.!?]) ", mission.need)]
    assert ratio(needs) == 1
    assert ratio([association.name for association in spec.associations]) == 1
    assert ratio([association.summary for association in spec.associations]) == 1
    assert ratio(["\n".join(association.description) for association in spec.associations]) == 1
    for field in ("welcome", "accompaniment", "given_back"):
        assert ratio([getattr(mission, field) for mission in spec.missions]) >= 0.95
    assert ratio([participation.message for participation in spec.participations]) >= 0.9


@pytest.mark.parametrize("slug", SLUGS)
def test_no_sentence_comes_twice(slug: str) -> None:
    spec = territory(slug)
    of_associations = [
        part
        for association in spec.associations
        for text in (association.summary, *association.description)
        for part in re.split(r"(?<=[.!?…]) ", text)
    ]
    assert ratio(of_associations) == 1
    assert ratio([task for mission in spec.missions for task in mission.tasks]) == 1
    practical = [
        text for mission in spec.missions for text in (mission.expenses, mission.accessibility) if text
    ]
    assert ratio(practical) == 1


def test_territories_tell_of_the_same_missions_in_other_words() -> None:
    missions = [mission for slug in SLUGS for mission in territory(slug).missions]
    assert ratio([mission.title for mission in missions]) == 1


def test_spelling_and_typography() -> None:
    for slug in SLUGS:
        spec = territory(slug)
        for text in (*sentences(spec), *labels(spec)):
            assert not re.search(r"[{}\[\]<>|_]", text), text
            assert not re.search(r"  | ,| \.|,,|\.\.|'|\"", text), text
            assert not re.search(r" [:;!?»]|« ", text), text
            assert not re.search(r"[^\u00a0\u202f][;!?»]|[^\u00a0/\w]:", text), text
            assert not re.search(r"\b(?:de|à) les? (?!\w+(?:er|ir|re)\b)", text), text
            assert not re.search(r"\bd’(?:un|une) (?:le|la|les)\b|\b(\w{3,}) \1\b", text), text
            assert text == text.strip(), text
        for text in sentences(spec):
            assert text[0].isupper() or text[0] in "«", text
            assert text[-1] in ".!?…", text
        for text in labels(spec):
            assert text[0].isupper() or text[0].isdigit(), text
            assert not text.endswith("."), text


def test_elision_holds_in_every_text() -> None:
    for slug in SLUGS:
        for text in (*sentences(territory(slug)), *labels(territory(slug))):
            # « de onze », « le onze » are the only hiatus allowed.
            assert not re.search(r"\b(?:de|le|la|que|ne|se|je) [aeéèêiuAEÉIOU](?!\b)", text), text


def test_description_is_made_of_two_to_four_paragraphs() -> None:
    for slug in SLUGS:
        for association in territory(slug).associations:
            assert 2 <= len(association.description) <= 4
            for paragraph in association.description:
                assert 1 <= len(re.findall(r"[.!?](?: |$)", paragraph)) <= 4, paragraph


def test_each_country_has_its_words() -> None:
    belgian = " ".join(sentences(territory("namur")))
    french = " ".join(sentences(territory("meurthe-et-moselle")))
    assert "CPAS" in belgian
    assert "CCAS" not in belgian
    assert "CCAS" in french
    for word in ("CPAS", "ASBL", "GSM", "Forem", "nonante"):
        assert word not in french
    assert {association.legal_form for association in territory("namur").associations} == {"ASBL"}
    assert "Association loi 1901" in {a.legal_form for a in territory("saint-dizier").associations}


@pytest.mark.parametrize("slug", SLUGS)
def test_references_and_codes_hold(slug: str) -> None:
    spec = territory(slug)
    hosts = {association.key: association for association in spec.associations}
    missions = {mission.key: mission for mission in spec.missions}
    volunteers = {volunteer.key for volunteer in spec.volunteers}
    communes = {place.commune_id for place in PLACES[slug]}
    profiles = {profile.key: profile for profile in PROFILES}
    assert len(hosts) == len(spec.associations)
    assert ratio([volunteer.email for volunteer in spec.volunteers]) == 1
    assert all(re.fullmatch(r"[a-z0-9.-]+@example\.org", v.email) for v in spec.volunteers)
    assert ratio([association.manager_email for association in spec.associations]) == 1
    for association in spec.associations:
        assert association.commune_id in communes
        assert association.website is None or re.fullmatch(
            r"https://[a-z0-9-]+\.example", association.website
        )
        assert set(association.publics) <= set(PUBLICS)
    for mission in spec.missions:
        host = hosts[mission.association_key]
        assert mission.kind in (*profiles[host.profile].kinds, *RUNNING_KINDS)
        assert mission.commune_id in communes
        assert mission.state in MISSION_STATES
        assert mission.capacity >= 1
        assert 3 <= len(mission.tasks) <= 6
    for participation in spec.participations:
        mission = missions[participation.mission_key]
        assert participation.volunteer_key in volunteers
        assert participation.state in PARTICIPATION_STATES
        assert mission.state != "draft"
        assert (participation.slot_index is None) == (not mission.slots)
        assert bool(participation.answer) == (participation.state != "requested")
    pairs = [(p.volunteer_key, p.mission_key) for p in spec.participations]
    assert len(set(pairs)) == len(pairs)


@pytest.mark.parametrize("slug", SLUGS)
def test_capacities_are_kept_and_full_means_full(slug: str) -> None:
    spec = territory(slug)
    held: Counter[tuple[str, int | None]] = Counter(
        (p.mission_key, p.slot_index) for p in spec.participations if p.state in ("accepted", "attended")
    )
    for mission in spec.missions:
        keys = [(mission.key, index) for index in range(len(mission.slots))] or [(mission.key, None)]
        assert all(held[key] <= mission.capacity for key in keys)
        if mission.state == "full":
            assert sum(held[key] for key in keys) == mission.capacity


@pytest.mark.parametrize("slug", SLUGS)
def test_points_stay_near_their_commune(slug: str) -> None:
    # Listed localities (villages, quarters) lie further out, inside the commune.
    limit = 0.13 if slug in ("novardenne", "namur", "saint-dizier") else 0.02
    places = {place.commune_id: place for place in PLACES[slug]}
    for item in (*territory(slug).associations, *territory(slug).missions):
        place = places[item.commune_id]
        assert abs(item.latitude - place.latitude) < limit
        assert abs(item.longitude - place.longitude) < limit


@pytest.mark.parametrize("slug", SLUGS)
def test_time_makes_sense(slug: str) -> None:
    spec = territory(slug)
    zone = ZoneInfo("Europe/Paris" if instance(slug).country == "FR" else "Europe/Brussels")
    for mission in spec.missions:
        for slot in mission.slots:
            assert slot.starts_at < slot.ends_at
            assert slot.starts_at.tzinfo == zone
            if mission.state == "closed":
                assert slot.ends_at.date() < TODAY
            else:
                assert TODAY < slot.starts_at.date() < TODAY + timedelta(days=330)
        assert list(mission.slots) == sorted(mission.slots, key=lambda slot: slot.starts_at)
        if mission.kind == "christmas-table" and mission.state != "closed":
            assert all(
                (slot.starts_at.month, slot.starts_at.day) in ((12, 24), (12, 25)) for slot in mission.slots
            )


def test_winter_comes_first_in_november() -> None:
    kinds = [mission.kind for mission in territory("novardenne").missions]
    winter = {kind.key for kind in KINDS if 11 in kind.months or 12 in kind.months}
    summer = {kind.key for kind in KINDS if kind.months and not {11, 12, 1} & set(kind.months)}
    assert sum(kind in winter for kind in kinds[:16]) >= 6
    assert not set(kinds[:10]) & summer


def test_same_seed_same_data_whatever_the_order_of_places() -> None:
    wanted = territory("novardenne")
    facts = instance("novardenne")
    again = generate(
        seed="novardenne",
        country="BE",
        places=tuple(reversed(PLACES["novardenne"])),
        today=TODAY,
        associations=facts.associations,
        missions=facts.missions,
        volunteers=facts.volunteers,
        participations=facts.participations,
        variant=INSTANCES.index(facts),
    )
    assert again == wanted
    assert territory("namur").associations[0].name != wanted.associations[0].name


def test_impossible_requests_are_refused() -> None:
    place = PLACES["namur"]
    sizes = {"associations": 1, "missions": 1, "volunteers": 0, "participations": 0}
    with pytest.raises(ValueError, match="country"):
        generate(seed="x", country="LU", places=place, today=TODAY, **sizes)
    with pytest.raises(ValueError, match="place"):
        generate(seed="x", country="BE", places=(), today=TODAY, **sizes)
    with pytest.raises(ValueError, match="associations"):
        generate(seed="x", country="BE", places=place, today=TODAY, **(sizes | {"associations": 0}))


@pytest.mark.parametrize("month", range(1, 13))
def test_any_day_of_the_year_can_be_today(month: int) -> None:
    spec = generate(
        seed=f"month-{month}",
        country="FR",
        places=PLACES["saint-dizier"],
        today=date(2027, month, 27),
        associations=12,
        missions=40,
        volunteers=5,
        participations=10,
    )
    assert len(spec.missions) == 40


def test_instances_are_complete() -> None:
    assert [facts.slug for facts in INSTANCES] == [
        "novardenne",
        "meurthe-et-moselle",
        "saint-dizier",
        "namur",
    ]
    for facts in INSTANCES:
        assert {account.role for account in facts.accounts} == {"citizen", "manager", "editor"}
        assert facts.contact_email.endswith(f"@{facts.slug}.example")
        assert bool(facts.communes) != bool(facts.department)
        assert len(facts.welcome) >= 2
        assert not re.search(r"[^\u00a0\u202f/\w][:;!?]| [:;!?]", " ".join((*facts.welcome, facts.tagline)))
    with pytest.raises(KeyError):
        instance("nowhere")
