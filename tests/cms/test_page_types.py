"""Types of pages, what stands around them, and what search engines are told."""

from __future__ import annotations

import csv
import json
from datetime import date, timedelta
from io import BytesIO, StringIO

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.contrib.forms.models import FormSubmission

from cms.pages.models import (
    ContactPage,
    ContentPage,
    HomePage,
    NewsPage,
    Publisher,
    ResourceIndexPage,
    ResourcePage,
    Surroundings,
)
from cms.pages.services import forget_answers
from engagement.missions.enums import Remote
from engagement.privacy.erasure import erase_person
from engagement.privacy.registry import holders
from kernel.accounts.models import User
from kernel.accounts.services import open_account
from tests.factories.agenda import EventFactory
from tests.factories.engagement import AssociationFactory, MissionFactory


def soup(response) -> BeautifulSoup:
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


class TestResources:
    @pytest.fixture
    def index(self, in_a):
        index = ResourceIndexPage.objects.get()
        ResourcePage.objects.all().delete()
        index = ResourceIndexPage.objects.get()
        today = timezone.localdate()
        for title, kind, cause, until in (
            ("Tenir la caisse", "training", "", today + timedelta(days=9)),
            ("Appel à projets", "funding", "culture", today),
            ("Trop tard", "funding", "", today - timedelta(days=1)),
            ("Sono", "equipment", "sport", None),
        ):
            page = ResourcePage(title=title, kind=kind, cause=cause, until=until, introduction="x")
            index.add_child(instance=page)
        return index

    def titles(self, client, url):
        return [one.text for one in soup(client.get(url)).select(".resource__title")]

    def test_filters_and_last_days(self, index, client_a, django_assert_max_num_queries):
        assert self.titles(client_a, index.url) == ["Appel à projets", "Tenir la caisse", "Sono"]
        assert self.titles(client_a, f"{index.url}?kind=training") == ["Tenir la caisse"]
        assert self.titles(client_a, f"{index.url}?theme=culture") == ["Appel à projets", "Tenir la caisse"]
        assert self.titles(client_a, f"{index.url}?kind=guide") == []
        assert self.titles(client_a, f"{index.url}?kind=nothing&page=99") == self.titles(client_a, index.url)

    def test_its_own_page(self, index, client_a):
        page = ResourcePage.objects.get(title="Appel à projets")
        page.url_path, page.provider, page.url = page.url_path, "La Région", "https://region.example/"
        page.save()
        shown = soup(client_a.get(ResourcePage.objects.get(pk=page.pk).get_url()))
        assert "La Région" in shown.select_one(".facts").text
        assert shown.select_one("main a[href='https://region.example/']")


class TestContact:
    def send(self, client, **changed):
        page = ContactPage.objects.get()
        answers = {
            "votre_nom": "Ana",
            "votre_adresse_e_mail": "ana@boite.example",
            "votre_demande_concerne": "Autre chose",
            "votre_message": "Bonjour",
            "consent": "on",
        }
        names = [field["name"] for field in soup(client.get(page.url)).select("main [name]")]
        assert set(answers) == {name for name in names if name != "csrfmiddlewaretoken"}
        return client.post(page.url, answers | changed)

    def test_it_takes_consent_and_is_kept_for_its_time(
        self, in_a, client_a, mailoutbox, django_capture_on_commit_callbacks
    ):
        refused = self.send(client_a, consent="")
        assert FormSubmission.objects.count() == 0
        assert soup(refused).select_one("main [aria-invalid=true]")
        with django_capture_on_commit_callbacks(execute=True):
            thanked = soup(self.send(client_a))
        (told,) = mailoutbox
        assert told.to == [f"editor@{in_a.slug}.example"]
        assert f"/admin/forms/submissions/{ContactPage.objects.get().pk}/" in told.body
        assert "Bonjour" not in told.body.replace("Bonjour Édith", "")
        assert "ana@" not in told.body
        assert "L’équipe vous répond" in thanked.select_one("main").text
        answer = FormSubmission.objects.get()
        assert answer.form_data["consent"] == ContactPage.objects.get().consent
        now = timezone.now()
        assert forget_answers(now=now + timedelta(days=300)) == 0
        assert forget_answers(now=now + timedelta(days=370)) == 1

    def test_its_answers_are_the_persons(self, in_a, client_a):
        self.send(client_a)
        self.send(
            client_a, votre_adresse_e_mail="odile@boite.example", votre_message="Pour ana@boite.example"
        )
        ana = open_account(email="ana@boite.example", first_name="Ana", last_name="Diaz")
        (holder,) = (one for one in holders() if one.code == "form-answers")
        assert len(holder.describe(ana)) == 1
        assert "Bonjour" in repr(holder.export(ana))
        erase_person(user=ana, now=timezone.now())
        assert FormSubmission.objects.count() == 1

    def test_its_answers_run_nothing_in_the_editors_spreadsheet(self, in_a, client_a):
        formula = '=HYPERLINK("https://elsewhere.example")'
        self.send(client_a, votre_message=formula, votre_nom="@SUM(1)")
        client_a.force_login(User.objects.get(email=f"editor@{in_a.slug}.example"))
        address = f"/admin/forms/submissions/{ContactPage.objects.get().pk}/"
        (line,) = csv.DictReader(StringIO(client_a.get(f"{address}?export=csv").getvalue().decode()))
        assert {f"'{formula}", "'@SUM(1)"} < set(line.values())
        (workbook,) = load_workbook(BytesIO(client_a.get(f"{address}?export=xlsx").getvalue())).worksheets
        assert {cell.data_type for row in workbook for cell in row} <= {"s", "d", "n"}

    def test_the_form_is_nobody_elses_copy(self, in_a, client_a):
        page = ContactPage.objects.get()
        tokens = {
            soup(client_a.get(page.url)).select_one("[name=csrfmiddlewaretoken]")["value"] for _ in range(2)
        }
        assert len(tokens) == 2


def test_statements_say_what_the_settings_say(in_a, client_a):
    page = soup(client_a.get("/accessibilite/"))
    assert "pas conforme" in page.select_one("main").text
    assert "Accessibilité\u00a0: non conforme" in page.select_one("footer").text
    Publisher.objects.create(
        legal_name="GAL des Sources",
        host="Hébergeur, 1 rue du Puits",
        conformity="partial",
        audited_on=date(2026, 10, 1),
        rate=86,
        exceptions="La carte : une liste dit la même chose.\n\n",
    )
    text = soup(client_a.get("/accessibilite/")).select_one("main").text
    assert "conformité partielle" in text
    assert "86" in text
    assert "1er octobre 2026" in text
    assert "partiellement conforme" in soup(client_a.get("/charte/")).select_one("footer").text
    assert "GAL des Sources" in soup(client_a.get("/mentions-legales/")).select_one("main").text
    held = soup(client_a.get("/donnees-personnelles/")).select("main dt")
    assert len(held) == len(holders())


def test_what_stands_around_pages_is_the_editors(in_a, client_a):
    today = timezone.localdate()

    def banner(text, first, last):
        return (
            "banner",
            {"text": text, "url": "/agenda/", "tone": "info", "first_day": first, "last_day": last},
        )

    day = timedelta(days=1)
    said = Surroundings(footer_words="Une heure à donner ?")
    said.banners = [
        banner("Aujourd’hui", today, today),
        banner("Toujours", None, None),
        banner("Hier", None, today - day),
        banner("Demain", today + day, None),
    ]
    said.social = [("network", "https://www.facebook.com/notre-gal")]
    said.save()
    page = soup(client_a.get("/missions/"))
    assert [link.text for link in page.select(".banners a")] == ["Aujourd’hui", "Toujours"]
    assert "Une heure à donner ?" in page.select_one("footer").text
    assert page.select_one("footer a[href='https://www.facebook.com/notre-gal']").text == "Facebook"
    said.header = [
        ("link", {"label": "Aider", "destination": "missions", "page": None, "url": ""}),
        (
            "link",
            {
                "label": "Lire",
                "destination": "page",
                "page": ContentPage.objects.get(slug="charte"),
                "url": "",
            },
        ),
    ]
    said.save()
    links = soup(client_a.get("/charte/")).select(".site-nav__link")
    assert [(link.text, link["href"], link.get("aria-current")) for link in links] == [
        ("Aider", "/missions/", None),
        ("Lire", "/charte/", "page"),
    ]


def test_the_site_is_searched_by_words(in_a, client_a, django_assert_num_queries):
    MissionFactory(title="Réparer des vélos", need="Remonter des roues.")
    AssociationFactory(name="Les vélos d’ici")
    EventFactory(title="Fête du vélo")
    draft = MissionFactory(title="Vélos secrets", state="draft", published_at=None)
    home = HomePage.objects.get()
    home.add_child(instance=ContentPage(title="Louer un vélo", slug="louer"))
    home.add_child(instance=ContentPage(title="Vélo en brouillon", slug="brouillon", live=False))
    page = soup(client_a.get("/recherche/?q=velos"))
    found = [link.text for link in page.select(".resource__title a")]
    assert set(found) >= {"Réparer des vélos", "Les vélos d’ici"}
    assert draft.title not in found
    found = [link.text for link in soup(client_a.get("/recherche/?q=vélo")).select(".resource__title a")]
    assert "Louer un vélo" in found
    assert "Vélo en brouillon" not in found
    assert soup(client_a.get("/recherche/?q=zzzz")).select_one(".empty-state")
    assert client_a.get("/recherche/", {"q": "ab " * 90}).status_code == 200


class TestForMachines:
    def test_one_address_a_page(self, in_a, client_a):
        page = soup(client_a.get("/charte/?utm_source=x"))
        assert page.select_one("link[rel=canonical]")["href"] == f"{in_a.base_url}/charte/"
        listed = soup(client_a.get("/actualites/?page=2"))
        assert listed.select_one("link[rel=canonical]")["href"] == f"{in_a.base_url}/actualites/?page=2"
        assert page.select_one("meta[name=description]")["content"]
        assert page.select_one("meta[property='og:title']")["content"] == "Charte de l’engagement"

    @pytest.mark.parametrize(
        "path", ["/missions/", "/associations/", "/agenda/", "/propositions/", "/plan-du-site/"]
    )
    def test_lists_say_what_they_are_where_they_are_shared(self, in_a, client_a, path):
        page = soup(client_a.get(path))
        said = {tag["property"] for tag in page.select("meta[property^='og:']")}
        assert {
            f"og:{name}" for name in ("title", "type", "url", "image", "description", "site_name")
        } <= said
        assert page.title.text.endswith(f" — {in_a.name}")

    def test_the_map_of_the_site_holds_what_strangers_may_read(self, in_a, client_a):
        mission = MissionFactory()
        hidden = MissionFactory(state="draft", published_at=None)
        text = client_a.get("/sitemap.xml").content.decode()
        for path in (
            "/",
            "/charte/",
            "/missions/",
            mission.get_absolute_url(),
            "/actualites/le-site-est-ouvert/",
        ):
            assert f"<loc>{in_a.base_url}{path}</loc>" in text
        assert hidden.get_absolute_url() not in text
        assert f"Sitemap: {in_a.base_url}/sitemap.xml" in client_a.get("/robots.txt").content.decode()
        people = soup(client_a.get("/plan-du-site/"))
        assert people.select_one("main a[href='/actualites/le-site-est-ouvert/']")

    def test_facts_are_data_and_never_code(self, in_a, client_a):
        def facts(path):
            (block,) = soup(client_a.get(path)).select("script[type='application/ld+json']")
            return json.loads(block.text)

        assert facts("/")["@type"] == "Organization"
        mission, event = MissionFactory(title="Trier"), EventFactory(title="La fête")
        posting = facts(mission.get_absolute_url())
        assert (posting["@type"], posting["employmentType"]) == ("JobPosting", "VOLUNTEER")
        assert posting["url"] == in_a.base_url + mission.get_absolute_url()
        assert "applicantLocationRequirements" not in posting
        from_home = facts(MissionFactory(remote=Remote.FULL).get_absolute_url())
        assert from_home["applicantLocationRequirements"]["name"] == "BE"
        association = facts(mission.association.get_absolute_url())
        assert association["@type"] == "Organization"
        assert "streetAddress" not in association["address"], "what is empty is not said"
        assert {"email", "telephone"}.isdisjoint(association)
        dated = MissionFactory(slots=[3])
        assert facts(dated.get_absolute_url())["@type"] == "Event"
        said = facts(event.get_absolute_url())
        assert said["location"]["address"]["addressLocality"] == event.commune.name
        assert said["eventAttendanceMode"] == "https://schema.org/OfflineEventAttendanceMode"
        NewsPage.objects.update(introduction="</script><script>alert(1)</script>")
        said = facts("/actualites/le-site-est-ouvert/")
        assert said["@type"] == "NewsArticle"
        assert said["description"].startswith("</script>")
