"""Public pages and live blocks."""

from __future__ import annotations

import json
from datetime import timedelta
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from cms.blocks import selectors
from cms.pages.models import ContentPage, HomePage, NewsIndexPage, NewsPage
from cms.pages.services import publish_scheduled
from kernel.tenancy import tenant_context
from matching.catalogue.models import Opportunity
from matching.network.models import Neighbourhood
from tenants.geography.models import Commune
from tests.factories.engagement import AssociationFactory, MissionFactory
from tests.factories.people import UserFactory


def soup(response) -> BeautifulSoup:
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def set_home(*blocks) -> HomePage:
    home = HomePage.objects.get()
    home.body = json.dumps([{"type": kind, "value": value} for kind, value in blocks])
    home.save_revision().publish()
    return home


def test_the_search_by_place_leads_to_the_missions(in_a, client_a):
    form = soup(client_a.get("/")).select_one("form[role=search]")
    assert form["method"] == "get"
    assert form["action"] == "/missions/"
    assert {field["name"] for field in form.select("input, select")} == {"place", "radius"}
    assert all(form.select_one(f"label[for={field['id']}]") for field in form.select("input, select"))


def test_a_new_site_does_not_look_empty(in_a, client_a):
    page = soup(client_a.get("/"))
    assert page.select_one(".empty-state")
    assert len(page.select("main .band")) >= 4
    headings = [int(heading.name[1]) for heading in page.select("main h1, main h2, main h3, main h4")]
    assert headings[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(headings))


def test_missions_causes_and_figures_are_live(in_a, client_a):
    mission = MissionFactory(title="Tenir la buvette", causes=["culture", "sport"])
    page = soup(client_a.get("/"))
    assert mission.get_absolute_url() in {link["href"] for link in page.select(".card a")}
    assert {link["href"] for link in page.select("a.chip")} == {
        "/missions/?cause=culture",
        "/missions/?cause=sport",
    }
    figures = {figure.select_one(".key-figure__label").text for figure in page.select(".key-figure")}
    assert figures == {"association", "mission ouverte"}


def test_what_is_hidden_stays_hidden(in_a, client_a):
    MissionFactory(title="Brouillon", state="draft", published_at=None)
    MissionFactory(title="Suspendue", association=AssociationFactory(state="suspended"))
    MissionFactory(title="Terminée", ends_at=timezone.now() - timedelta(days=1))
    text = client_a.get("/").content.decode()
    assert not [title for title in ("Brouillon", "Suspendue", "Terminée") if title in text]


@pytest.fixture
def missions_of_b(in_a, territory_b):
    """Three missions of B in the catalogue, one a reach."""
    commune = Commune.objects.get(pk="BE-84068")
    Neighbourhood.objects.all().delete()
    for number, reach in enumerate(["network", "neighbours", "territory"]):
        Opportunity.objects.create(
            territory_id=territory_b.id,
            mission_id=1000 + number,
            version=1,
            is_open=True,
            title=f"Portée {reach}",
            association_name="Ailleurs",
            path=f"/missions/portee-{reach}/",
            commune=commune,
            causes=["sport"],
            reach=reach,
            published_at=timezone.now(),
        )


class TestMissionsOfOthers:
    def titles(self, client):
        return [
            card.select_one(".card__title").text
            for card in soup(client.get("/")).select(".band--missions .card")
        ]

    def test_the_networks_are_shown_with_their_origin(self, in_a, client_a, missions_of_b, territory_b):
        card = soup(client_a.get("/")).select_one(".band--missions .card")
        assert card.select_one("h3.card__title").text == "Portée network"
        assert card.select_one(".badge").text == territory_b.name
        row = Opportunity.objects.get(path="/missions/portee-network/")
        assert card.a["href"] == f"/ailleurs/{territory_b.slug}/missions/{row.mission_id}/"

    def test_neighbours_see_more(self, in_a, client_a, missions_of_b, territory_b):
        Neighbourhood.objects.create(territory_id=in_a.id, neighbour_id=territory_b.id, distance_km=8)
        assert set(self.titles(client_a)) == {"Portée network", "Portée neighbours"}

    def test_they_only_fill_the_gap(self, in_a, client_a, missions_of_b):
        for _ in range(6):
            MissionFactory()
        assert "Portée network" not in self.titles(client_a)

    def test_the_editor_may_do_without(self, in_a, client_a, missions_of_b):
        set_home(("missions", {"title": "Ici", "count": 6, "cause": "", "network": False}))
        assert self.titles(client_a) == []

    def test_a_cause_is_kept_to(self, in_a, territory_b, missions_of_b):
        found = selectors.missions_elsewhere(now=timezone.now(), count=5, cause="culture")
        assert found == []


def test_query_count_of_the_home_page_does_not_follow_the_data(in_a, client_a, django_assert_max_num_queries):
    def count():
        client_a.get("/")  # warms what lasts for an edition
        with django_assert_max_num_queries(20) as captured:
            client_a.get("/?made=anew")  # an argument that copies do not know
        return len(captured)

    MissionFactory()
    one = count()
    for _ in range(3):
        MissionFactory(causes=["culture", "sport"])
    assert count() == one


def test_menus_hold_what_editors_put_there(in_a, client_a):
    page = soup(client_a.get("/charte/"))
    header = [link.text for link in page.select(".site-nav__link")]
    places = ["Missions", "Associations", "Agenda", "Propositions"]
    assert header == [*places, "Pour les associations", "Ressources"]
    assert "Charte de l’engagement" in [link.text for link in page.select(".site-footer__nav a")]
    charter = ContentPage.objects.get(slug="charte")
    charter.show_in_menus, charter.show_in_footer = True, False
    charter.save_revision().publish()
    page = soup(client_a.get("/charte/"))
    assert page.select_one(".site-nav__link[aria-current=page]").text == "Charte de l’engagement"
    assert "Charte de l’engagement" not in [link.text for link in page.select(".site-footer__nav a")]


def test_the_portal_has_no_pages(network_client):
    assert network_client.get("/").status_code == 200


def test_news_are_listed_latest_first(in_a, client_a):
    index = NewsIndexPage.objects.get()
    for day in (1, 9, 5):
        index.add_child(instance=NewsPage(title=f"Jour {day}", introduction="x", date=f"2027-01-0{day}"))
    titles = [card.text for card in soup(client_a.get(index.url)).select(".card__title")]
    assert titles[:3] == ["Jour 9", "Jour 5", "Jour 1"]
    trail = [item.get_text(strip=True) for item in soup(client_a.get(index.url)).select(".breadcrumbs li")]
    assert trail == ["Accueil", "Actualités"]


def test_pages_of_one_are_not_found_in_the_other(in_a, client_b, territory_b):
    home = HomePage.objects.get()
    home.add_child(instance=ContentPage(title="Seulement ici", slug="seulement-ici"))
    with tenant_context(territory_b):
        assert not ContentPage.objects.filter(slug="seulement-ici").exists()
    assert client_b.get("/seulement-ici/").status_code == 404


def scheduled(page, at):
    page.save_revision(approved_go_live_at=at)
    return page


def test_a_page_is_published_when_its_hour_has_come(in_a, client_a):
    now = timezone.now()
    home = HomePage.objects.get()
    page = home.add_child(instance=ContentPage(title="Demain", slug="demain", live=False))
    over = home.add_child(instance=ContentPage(title="Fini", slug="fini", expire_at=now + timedelta(days=2)))
    scheduled(page, now + timedelta(days=1))
    publish_scheduled(now=now)
    assert client_a.get("/demain/").status_code == 404
    publish_scheduled(now=now + timedelta(days=1, minutes=1))
    assert client_a.get("/demain/").status_code == 200
    assert client_a.get(over.url).status_code == 200
    publish_scheduled(now=now + timedelta(days=2, minutes=1))
    assert client_a.get(over.url).status_code == 404


def test_a_page_that_cannot_be_published_holds_up_no_other(
    in_a, client_a, mailoutbox, django_capture_on_commit_callbacks
):
    now = timezone.now()
    home, author = HomePage.objects.get(), UserFactory(first_name="Maud")
    renamed = home.add_child(instance=ContentPage(title="Nos lieux", slug="nos-lieux"))
    renamed.slug = "ateliers"
    renamed.save_revision(user=author, approved_go_live_at=now - timedelta(minutes=2))
    taken = home.add_child(instance=ContentPage(title="Ateliers", slug="ateliers"))
    later = home.add_child(instance=ContentPage(title="La suite", slug="la-suite", live=False))
    scheduled(later, now - timedelta(minutes=1))
    with django_capture_on_commit_callbacks(execute=True):
        publish_scheduled(now=now)
        publish_scheduled(now=now)
    assert [client_a.get(page.url).status_code for page in (renamed, taken, later)] == [200, 200, 200]
    (told,) = mailoutbox
    assert told.to == [author.email]
    assert told.subject == "« Nos lieux » n’a pas pu être publiée"
    assert "ateliers" in told.body
    assert f"{in_a.base_url}/admin/pages/{renamed.pk}/edit/" in told.body
