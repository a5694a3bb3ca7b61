"""The domain's pages as people meet them: what they show, to whom, and at what cost."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from engagement.associations.services import suspend_association
from engagement.participations.models import Participation, ParticipationState
from engagement.volunteers.models import Volunteer
from matching.catalogue.services import apply_outbox
from matching.network.snapshot import forget_snapshot
from tenants.geography.models import Commune
from tenants.registry.models import Territory
from tests.factories.engagement import (
    AssociationFactory,
    MissionFactory,
    ParticipationFactory,
    VolunteerFactory,
)
from tests.factories.people import UserFactory

pytestmark = pytest.mark.usefixtures("in_a")

NOW_PAGES = ["/missions/", "/associations/", "/suggestions/"]
OWN_PAGES = ["/mon-profil/", "/mes-participations/", "/espace-association/", "/espace-association/missions/"]


def text(response) -> str:
    """What a page says, without its tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


@pytest.fixture
def manager():
    return UserFactory()


@pytest.fixture
def mission(manager):
    return MissionFactory(association=AssociationFactory(manager=manager))


# --- What is shown, and to whom --------------------------------------------------------------------------------------


@pytest.mark.parametrize("url", NOW_PAGES)
def test_public_pages_are_public(client_a, mission, url):
    assert client_a.get(url).status_code == 200
    client_a.force_login(VolunteerFactory().user)
    assert client_a.get(url).status_code == 200


@pytest.mark.parametrize("url", OWN_PAGES)
def test_own_pages_ask_to_sign_in(client_a, url):
    response = client_a.get(url)
    assert response.status_code == 302
    assert response["Location"] == f"/compte/login/?next={url}"


@pytest.mark.parametrize("url", OWN_PAGES[2:])
def test_the_association_space_is_for_managers(client_a, manager, mission, url):
    ParticipationFactory(mission=mission)
    member = UserFactory()
    mission.association.memberships.create(user=member, role="member")
    for stranger in (UserFactory(), member):
        client_a.force_login(stranger)
        said = text(client_a.get(url))
        assert "Vous n’êtes responsable d’aucune association" in said
        assert mission.title not in said
    client_a.force_login(manager)
    assert mission.title in text(client_a.get(url))


@pytest.mark.parametrize("url", OWN_PAGES[2:])
def test_managers_of_a_hidden_association_are_told(client_a, manager, mission, url):
    client_a.force_login(manager)
    assert "n’est pas publiée" not in text(client_a.get(url))
    suspend_association(association=mission.association)
    assert "n’est pas publiée" in text(client_a.get(url))


def test_signing_in_after_a_lost_session_leads_to_a_page(client_a, mission):
    for url, page in (
        (f"{mission.get_absolute_url()}participer/", mission.get_absolute_url()),
        (f"/espace-association/missions/{mission.pk}/fermer/", "/espace-association/missions/"),
        (f"/espace-association/missions/{mission.pk}/publier/", "/espace-association/missions/"),
    ):
        assert client_a.post(url)["Location"] == f"/compte/login/?next={page}"
    mission.refresh_from_db()
    assert mission.state == "published"


def test_another_association_is_none_of_her_business(client_a, mission):
    client_a.force_login(UserFactory())
    other = UserFactory()
    AssociationFactory(manager=other)
    asked = ParticipationFactory(mission=mission)
    client_a.force_login(other)
    for method, url in (
        ("get", f"/espace-association/demandes/{asked.pk}/"),
        ("post", f"/espace-association/demandes/{asked.pk}/"),
        ("get", f"/espace-association/missions/{mission.pk}/"),
        ("post", f"/espace-association/missions/{mission.pk}/fermer/"),
        ("post", f"/espace-association/missions/{mission.pk}/publier/"),
        ("get", f"/mes-participations/{asked.pk}/renoncer/"),
        ("post", f"/mes-participations/{asked.pk}/renoncer/"),
    ):
        assert getattr(client_a, method)(url).status_code == 404, url
    asked.refresh_from_db()
    assert asked.state == ParticipationState.REQUESTED


def test_no_page_shows_the_contact_details_of_an_association(client_a, mission):
    association = mission.association
    for url in (mission.get_absolute_url(), association.get_absolute_url(), "/associations/", "/missions/"):
        page = client_a.get(url).content.decode()
        assert association.email not in page
        assert association.phone not in page


def test_the_inbox_shows_a_profile_but_no_name_address_or_age(client_a, manager, mission):
    person = UserFactory(first_name="Nadia", last_name="Haddad", email="nadia@private.example")
    VolunteerFactory(user=person, birth_year=1971, skills=["handiwork"])
    asked = ParticipationFactory(mission=mission, user=person, message="J’aime marcher.")
    client_a.force_login(manager)
    for url in ("/espace-association/", f"/espace-association/demandes/{asked.pk}/"):
        page = client_a.get(url).content.decode()
        assert "Nadia H." in page
        assert "Libin" in page
        assert "Bricolage" in page
        assert "J’aime marcher." in page
        for hidden in ("Haddad", "nadia@private.example", "1971"):
            assert hidden not in page


def test_a_draft_is_for_its_managers(client_a, manager):
    draft = MissionFactory(association=AssociationFactory(manager=manager), state="draft", published_at=None)
    assert client_a.get(draft.get_absolute_url()).status_code == 404
    client_a.force_login(UserFactory())
    assert client_a.get(draft.get_absolute_url()).status_code == 404
    client_a.force_login(manager)
    assert client_a.get(draft.get_absolute_url()).status_code == 200


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"state": "closed"}, "ne reçoit plus de demandes"),
        ({"ends_at": timezone.now() - timedelta(days=1)}, "est terminée"),
        ({}, "Je participe"),
    ],
)
def test_a_mission_says_how_it_stands(client_a, fields, words):
    assert words in text(client_a.get(MissionFactory(**fields).get_absolute_url()))


@pytest.mark.parametrize(("field", "word"), [("starts_at", "Début"), ("ends_at", "Jusqu’au")])
def test_a_mission_with_one_end_says_which(client_a, field, word):
    moment = timezone.make_aware(datetime(2031, 1, 10, 18, 0))
    said = text(client_a.get(MissionFactory(**{field: moment}).get_absolute_url()))
    assert re.search(rf"{word} : vendredi 10 janvier", said, re.IGNORECASE)
    assert "Quand cela vous convient" not in said


def test_a_full_mission_says_so_and_stays_in_sight(client_a):
    mission = MissionFactory(capacity=1)
    ParticipationFactory(mission=mission, state=ParticipationState.ACCEPTED)
    assert "Toutes les places sont prises" in text(client_a.get(mission.get_absolute_url()))
    assert "Complet" in text(client_a.get("/missions/"))


def test_an_empty_search_shows_the_way_on(client_a):
    page = client_a.get("/missions/?place=Libin&radius=5&q=introuvable").content.decode()
    assert "0 mission" in text(client_a.get("/missions/?place=Libin&radius=5&q=introuvable"))
    assert "radius=10" in page
    assert "q=introuvable" in page


def test_the_distance_from_home_is_shown(client_a):
    mission = MissionFactory(commune=Commune.objects.get(pk="BE-84059"))
    client_a.force_login(VolunteerFactory().user)
    assert "km de votre commune" in text(client_a.get(mission.get_absolute_url()))
    assert re.search(r"Saint-Hubert, à \d+\xa0km", client_a.get("/missions/").content.decode())


# --- What people do --------------------------------------------------------------------------------------------------


def test_from_the_list_to_the_answer(client_a, manager, mission):
    """The life of a request: three clicks from the list, an answer, a change of mind."""
    citizen = UserFactory()
    page = client_a.get(mission.get_absolute_url()).content.decode()
    assert f"/compte/signup/?next={mission.get_absolute_url()}%23participer" in page

    client_a.force_login(citizen)
    join = f"{mission.get_absolute_url()}participer/"
    response = client_a.post(join, {"message": "Bonjour !"}, follow=True)
    assert "Votre demande attend une réponse" in text(response)
    asked = Participation.objects.get(user=citizen)
    client_a.post(join, {"message": "Encore"})
    assert Participation.objects.count() == 1

    client_a.force_login(manager)
    answer = f"/espace-association/demandes/{asked.pk}/"
    assert "Dites pourquoi" in text(client_a.post(answer, {"decline": "1", "answer": ""}))
    client_a.post(answer, {"answer": "Ni oui, ni non."})
    asked.refresh_from_db()
    assert asked.state == "requested"
    client_a.post(answer, {"accept": "1", "answer": "Bienvenue !"})
    asked.refresh_from_db()
    assert (asked.state, asked.answered_by, asked.answer) == ("accepted", manager, "Bienvenue !")

    client_a.force_login(citizen)
    assert "Bienvenue !" in text(client_a.get("/mes-participations/"))
    withdraw = f"/mes-participations/{asked.pk}/renoncer/"
    assert client_a.get(withdraw).status_code == 200
    client_a.post(withdraw)
    asked.refresh_from_db()
    assert asked.state == "withdrawn"


def test_the_place_that_is_gone_is_told_to_the_manager(client_a, manager):
    mission = MissionFactory(association=AssociationFactory(manager=manager), capacity=1)
    asked = ParticipationFactory(mission=mission)
    ParticipationFactory(mission=mission, state=ParticipationState.ACCEPTED)
    client_a.force_login(manager)
    response = client_a.post(f"/espace-association/demandes/{asked.pk}/", {"accept": "1"})
    assert "Il n’y a plus de place" in text(response)


def test_a_slot_is_chosen_among_those_with_places(client_a):
    mission = MissionFactory(slots=[1, 1])
    full, free = mission.slots.all()
    ParticipationFactory(mission=mission, slot=full, state=ParticipationState.ACCEPTED)
    client_a.force_login(UserFactory())
    page = client_a.get(mission.get_absolute_url()).content.decode()
    assert f'value="{free.pk}"' in page
    assert f'value="{full.pk}"' not in page
    client_a.post(f"{mission.get_absolute_url()}participer/", {"slot": full.pk})
    client_a.post(f"{mission.get_absolute_url()}participer/", {"slot": free.pk})
    assert Participation.objects.filter(state="requested").get().slot == free


@pytest.mark.parametrize("details", ["0476 12 34 56", "+33 6 12 34 56 78", "moi@exemple.org"])
def test_contact_details_are_pointed_out_before_sending(client_a, mission, details):
    client_a.force_login(UserFactory())
    response = client_a.post(
        f"{mission.get_absolute_url()}participer/", {"message": f"Appelez-moi : {details}"}
    )
    assert "n’écrivez pas" in text(response)
    assert not Participation.objects.exists()


def test_a_profile_is_written_and_leads_to_suggestions(client_a, mission):
    user = UserFactory()
    client_a.force_login(user)
    assert "Rien n’est obligatoire" in text(client_a.get("/mon-profil/"))
    response = client_a.post(
        "/mon-profil/",
        {
            "commune": "6890",
            "radius_km": "15",
            "mobility": "bike",
            "availability": ["sun-evening", "sat-morning"],
            "causes": ["environment"],
            "skills": ["handiwork"],
            "languages": ["fr"],
            "birth_year": "1984",
            "remote_ok": "on",
        },
        follow=True,
    )
    assert response.redirect_chain == [("/suggestions/", 302)]
    profile = Volunteer.objects.get(user=user)
    assert profile.commune_id == "BE-84035"
    assert profile.availability == ["sat-morning", "sun-evening"]
    assert profile.findable is False
    assert "a son propre site" not in text(client_a.get("/mon-profil/"))


def test_volunteers_are_welcome_wherever_they_come_from(client_a, territory_b, mission):
    assert "d’où qu’ils viennent" in text(client_a.get("/compte/signup/"))
    assert "d’où qu’ils viennent" in text(client_a.get(mission.get_absolute_url()))
    volunteer = VolunteerFactory(commune_id="BE-84068")
    client_a.force_login(volunteer.user)
    page = client_a.get("/mon-profil/").content.decode()
    assert "Tellin a son propre site" in page
    assert f'<a href="{territory_b.base_url}/">' in page
    Territory.objects.filter(pk=territory_b.id).update(state="suspended")
    assert "Tellin n’a pas encore son propre site" in text(client_a.get("/mon-profil/"))


@pytest.mark.parametrize("year", ["84", "1850", "2500"])
def test_a_year_of_birth_is_plausible(client_a, year):
    client_a.force_login(UserFactory())
    data = {"radius_km": "15", "mobility": "bike", "birth_year": year}
    assert "quatre chiffres" in text(client_a.post("/mon-profil/", data))


def test_suggestions_say_why(client_a):
    MissionFactory(title="Repeindre les balises", skills=["handiwork"], availability=["sat-morning"])
    assert apply_outbox() == 1
    forget_snapshot()
    client_a.force_login(VolunteerFactory().user)
    said = text(client_a.get("/suggestions/"))
    assert "Repeindre les balises" in said
    assert "samedi matin" in said
    forget_snapshot()


def test_suggestions_say_what_one_thing_more_would_bring(client_a):
    MissionFactory.create_batch(2, latitude=50.03, longitude=5.26, availability=["sat-morning"])
    apply_outbox()
    forget_snapshot()
    client_a.force_login(VolunteerFactory(radius_km=2).user)
    page = client_a.get("/suggestions/")
    said = text(page)
    assert "Jusqu’à 10 km de chez vous, 2 missions de plus vous conviendraient." in said
    assert "/mon-profil/#id_radius_km" in page.content.decode()
    forget_snapshot()


def test_a_missions_page_says_why_or_why_not(client_a):
    near = MissionFactory(availability=["sat-morning"])
    grown_up = MissionFactory(min_age=18)
    apply_outbox()
    forget_snapshot()
    user = VolunteerFactory(birth_year=timezone.now().year - 16).user
    assert "Pourquoi elle" not in text(client_a.get(near.get_absolute_url()))
    client_a.force_login(user)
    assert "Pourquoi elle peut vous convenir" in text(client_a.get(near.get_absolute_url()))
    said = text(client_a.get(grown_up.get_absolute_url()))
    assert "Pourquoi elle n’est pas parmi vos suggestions" in said
    assert "Il faut avoir au moins 18 ans" in said
    client_a.force_login(UserFactory())
    assert "Pourquoi elle" not in text(client_a.get(near.get_absolute_url()))
    forget_snapshot()


def test_with_two_associations_one_says_for_which(client_a, manager):
    AssociationFactory(manager=manager, name="Une")
    second = AssociationFactory(manager=manager, name="Deux")
    client_a.force_login(manager)
    url = "/espace-association/missions/nouvelle/"
    assert "Pour quelle association" in text(client_a.get(url))
    assert "Deux" in text(client_a.get(f"{url}?association={second.slug}"))
