"""The search of the network's missions: what it finds, in which order, and what it costs."""

from __future__ import annotations

import operator
from datetime import timedelta
from functools import reduce

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.html import escape

from engagement.missions.models import Mission
from kernel.tenancy import TerritoryContext, public_context, tenant_context
from matching.catalogue.models import Opportunity, Word
from matching.catalogue.services import apply_outbox
from matching.catalogue.tasks import learn_words
from matching.french import french_query
from matching.network.reach import Viewer
from matching.network.snapshot import forget_snapshot
from matching.search import wording
from matching.search.opportunities import Found, OpportunitySearch, search_opportunities
from matching.search.words import query_texts, typed_words, words_query
from tenants.registry.models import Territory
from tests.factories.engagement import MissionFactory

LIBIN = (49.98, 5.26)


def publish(territory: TerritoryContext, title: str, **fields: object) -> None:
    with tenant_context(territory):
        MissionFactory(title=title, **{"need": "On vous attend.", "reach": "network"} | fields)
        apply_outbox()
    forget_snapshot()


def look(**search: object) -> Found:
    return search_opportunities(OpportunitySearch(**search), viewer=Viewer(), now=timezone.now())


def titles(**search: object) -> list[str]:
    names = dict(Opportunity.objects.values_list("pk", "title"))
    return [names[pk] for pk in look(**search).ids]


@pytest.fixture
def missions(db, territory_a, territory_b) -> None:
    publish(territory_a, "Ouvrir l’épicerie solidaire", causes=["food-aid"], skills=["reception"])
    publish(territory_a, "Un coup de main", need="Ranger l’épicerie.", causes=["sport"], remote="possible")
    publish(
        territory_b, "Tondre et tailler", causes=["environment"], skills=["gardening"], commune_id="BE-84068"
    )
    publish(territory_b, "Traduire des lettres", causes=["culture"], remote="full")
    publish(territory_b, "Entre nous", reach="neighbours")
    publish(territory_b, "Complète", capacity=1)
    Opportunity.objects.filter(title="Complète").update(connections=1)
    Opportunity.objects.filter(title__startswith="Tondre").update(latitude=50.08, longitude=5.28)
    Opportunity.objects.filter(title__in=["Ouvrir l’épicerie solidaire", "Un coup de main"]).update(
        latitude=LIBIN[0], longitude=LIBIN[1]
    )
    forget_snapshot()


@pytest.mark.parametrize("words", ["epicerie", "ÉPICERIES", "l’épicerie"])
def test_words_in_french_the_title_first(missions, words):
    assert titles(words=words) == ["Ouvrir l’épicerie solidaire", "Un coup de main"]


def test_what_the_taxonomy_knows_under_a_word(missions):
    assert titles(words="jardinage") == ["Tondre et tailler"], "a skill’s name"
    assert titles(words="environnement tondre") == ["Tondre et tailler"], "a cause’s, and a word"
    assert titles(words="aide alimentaire") == ["Ouvrir l’épicerie solidaire"], "several words, all said"


def test_a_slip_of_the_pen_is_taken_for_what_was_meant(missions, territory_a):
    publish(territory_a, "Secretaire xylophoniste", reach="territory")
    learn_words()
    assert not Word.objects.filter(word__startswith="xylo").exists(), (
        "what stays at home teaches others nothing"
    )
    found = look(words="epicrie")
    assert found.corrections == {"epicrie": "épicerie"}
    assert len(found) == 2
    assert look(words="zzzz").corrections == {}
    assert look(words="épicerie").corrections == {}


def test_words_in_memory_say_what_postgresql_says_and_follow_it(
    missions, territory_a, territory_b, monkeypatch
):
    monkeypatch.setattr(wording, "REFRESH_SECONDS", 0.0)
    typed = [
        "épicerie",
        "l’épicerie d’aujourd’hui",
        "tondre et tailler",
        "aide alimentaire",
        "Jardinage",
        "let",
        "de",
    ]

    def agree() -> None:
        Opportunity.objects.update(version=F("version") + 1)  # as if each time another transaction wrote them
        titles = []
        for text in typed:
            words = typed_words(text)
            rows = Opportunity.objects.filter(is_open=True, document=words_query(words))
            titles += rows.values_list("title", flat=True)
            said, in_title = query_texts(words)
            held = wording.current_wording()
            assert set(held.saying(said)) == set(rows.values_list("pk", flat=True)), text
            of_title = reduce(operator.or_, (french_query(word, begins=False) for word in words))
            assert set(held.saying(in_title, in_title=True)) == set(
                Opportunity.objects.filter(is_open=True, heading=of_title).values_list("pk", flat=True)
            )
        said_by[:] = titles

    said_by: list[str] = []
    agree()
    assert said_by.count("Ouvrir l’épicerie solidaire") == 2
    with tenant_context(territory_b):
        MissionFactory(title="Tenir l’épicerie d’aujourd’hui")
        Mission.objects.filter(title="Tondre et tailler").update(title="Ratisser")
        apply_outbox()
    agree()
    assert "Tondre et tailler" not in said_by, "another title, and no longer its words"
    assert said_by.count("Tenir l’épicerie d’aujourd’hui") == 2
    with tenant_context(territory_a):
        Mission.objects.update(state="paused")
        apply_outbox()
    agree()
    assert "Ouvrir l’épicerie solidaire" not in said_by


def test_place_radius_and_what_is_done_from_home(missions):
    near = {"near": LIBIN, "radius_km": 5}
    assert set(titles(**near)) == {"Ouvrir l’épicerie solidaire", "Un coup de main"}
    assert titles(near=LIBIN, radius_km=50)[-1] == "Tondre et tailler", "nearest first"
    assert set(titles(**near, remote="remote")) == {"Un coup de main", "Traduire des lettres"}
    assert "Traduire des lettres" not in titles(remote="on-site")
    assert titles(**near, words="tondre") == []


def test_facets_count_what_the_other_filters_leave(missions, territory_a, territory_b):
    found = look(cause="food-aid")
    assert len(found) == 1
    assert found.causes == {"food-aid": 1, "sport": 1, "environment": 1, "culture": 1}
    assert found.territories == {territory_a.slug: 1}
    assert look(territory=territory_b.slug).causes == {"environment": 1, "culture": 1}
    assert len(look(territory="nowhere")) == len(look(cause="nothing")) == 0


def test_dates_and_orders(db, territory_a):
    now = timezone.now()
    today = timezone.localdate(now)
    saturday = today + timedelta(days=(5 - today.weekday()) % 7 + 7)
    publish(territory_a, "Dans un mois", starts_at=now + timedelta(days=30), ends_at=now + timedelta(days=31))
    publish(
        territory_a, "Demain", starts_at=now + timedelta(days=1), ends_at=now + timedelta(days=1, hours=1)
    )
    publish(territory_a, "Le samedi", availability=["sat-morning"], published_at=now - timedelta(days=9))
    publish(territory_a, "Le lundi", availability=["mon-morning"])
    assert titles(sort="date")[:2] == ["Demain", "Dans un mois"]
    assert titles(sort="recent")[-1] == "Le samedi"
    assert titles(first_day=saturday, last_day=saturday) == ["Le samedi"]
    assert set(titles(parts=["mon-morning"])) >= {"Le lundi"}
    assert "Le samedi" not in titles(parts=["mon-morning"])
    assert "Dans un mois" not in titles(first_day=today, last_day=today + timedelta(days=20))


def test_the_portal_leads_to_the_right_site(missions, network_client, territory_a, territory_b):
    page = network_client.get("/missions/?place=Libin&radius=50")
    text = page.content.decode()
    assert "3 missions dans un rayon de 50" in text.replace("\xa0", " ")
    for territory in (territory_a, territory_b):
        assert territory.base_url + "/missions/" in text
        assert territory.name in text
    assert f"{escape('Aide alimentaire')} (1)" in text
    assert f'<a href="?place=Libin&amp;radius=50&amp;territory={territory_b.slug}">' in text
    assert "Entre nous" not in text
    assert page["Cache-Control"] == "public, max-age=30"
    assert not page.cookies
    again = network_client.get("/missions/?place=Libin&radius=50", headers={"If-None-Match": page["ETag"]})
    assert again.status_code == 304

    here = network_client.get(
        f"/missions/?place=Libin&radius=50&territory={territory_b.slug}"
    ).content.decode()
    assert territory_a.base_url + "/missions/" not in here
    assert '<a href="?place=Libin&amp;radius=50" aria-current="true">Val-Sombre' in here, "the way back"

    assert "Rien ici" in network_client.get("/missions/?q=zzzz").content.decode()
    for odd in ("?radius=x&cause=y&when=z&page=999", "?place=Xyzzy", "?q=%27%3A%2A%20%26%20%7C%20%21%5C"):
        assert network_client.get(f"/missions/{odd}").status_code == 200

    Territory.objects.filter(pk=territory_b.id).update(state="suspended")
    forget_snapshot()
    assert territory_b.name not in network_client.get("/missions/").content.decode()


def test_the_same_search_is_a_map(missions, network_client, territory_a, territory_b):
    page = network_client.get("/missions/?view=map&place=Libin&radius=50").content.decode()
    assert 'data-points="/missions/carte.json?place=Libin&amp;radius=50"' in page
    points = network_client.get("/missions/carte.json?place=Libin&radius=50").json()["points"]
    assert [point["commune"] for point in points] == ["Libin", "Tellin"]
    together, apart = points
    assert [one["name"] for one in together["items"]] == ["Un coup de main", "Ouvrir l’épicerie solidaire"]
    assert apart["items"][0]["url"].startswith(f"{territory_b.base_url}/missions/")
    everywhere = network_client.get("/missions/carte.json").content.decode()
    assert "Traduire des lettres" not in everywhere, "done from home"
    assert "Entre nous" not in everywhere
    around = network_client.get("/missions/?lat=49.98&lon=5.26&cause=sport&page=2")
    assert around.url == "/missions/?cause=sport&place=Libin+%286890%29", (
        "nobody’s position stays in an address"
    )


def test_the_same_search_is_a_feed(missions, network_client):
    feed = network_client.get("/missions/flux.rss?cause=food-aid").content.decode()
    assert "Ouvrir l’épicerie solidaire" in feed
    assert "Tondre" not in feed


def test_a_search_costs_the_same_for_one_mission_and_many(missions, network_client, territory_a):
    counts = []
    for number in (0, 3):
        for one in range(number):
            publish(territory_a, f"Épicerie numéro {one}")
        network_client.get("/missions/?q=epicerie&place=Libin")
        with public_context(), CaptureQueriesContext(connection) as queries:
            network_client.get("/missions/?q=epicerie&place=Libin")
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 12
