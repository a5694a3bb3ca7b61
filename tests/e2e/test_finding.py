"""From the portal to a mission, with and without scripts, wide and on a phone."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.e2e.world import LIBRARY, PARCELS, SOUP, TRAILS

pytestmark = pytest.mark.usefixtures("world")


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no-script"])
def test_from_the_portal_to_a_mission(visit, network, at_a, javascript):
    citizen = visit(javascript=javascript)
    page = citizen.open(network.portal)
    citizen.sees("Vallée-Claire", "Val-Sombre")
    citizen.inspect("portail")
    if javascript:
        citizen.click("Chercher parmi les missions de tous les territoires")
        citizen.click("Liste et carte")
        expect(page.locator(".map__point").first).to_be_visible()
        citizen.inspect("decouvrir")
        citizen.page.locator(".facets").get_by_role("link", name=re.compile("Val-Sombre")).click()
        expect(page.locator(".card-grid article")).to_have_count(1)
        citizen.sees(PARCELS)
        page.goto(network.portal)

    citizen.fill(commune="Tellin")
    citizen.press("Trouver mon territoire")
    citizen.sees("Territoires autour de Tellin", "Votre territoire")
    expect(page.locator("main article").first).to_contain_text("Val-Sombre")
    citizen.inspect("portail-tellin")

    citizen.click("Vallée-Claire")
    expect(page).to_have_url(at_a("/"))
    expect(page.locator("header .site-brand__name")).to_have_text("Vallée-Claire")
    citizen.sees(SOUP, TRAILS)
    citizen.inspect("accueil")

    citizen.fill(place="6890")
    citizen.press("Voir les missions")
    expect(page).to_have_url(re.compile(r"/missions/\?.*place=6890"))
    citizen.sees("3 missions dans un rayon de 20 km autour de Libin", SOUP)
    citizen.inspect("missions-libin")

    citizen.click(SOUP)
    expect(page.get_by_role("heading", level=1)).to_have_text(SOUP)
    citizen.sees("Salle du Vieux Moulin", "Dresser les tables", "2 places restantes", "Je participe")
    citizen.inspect("mission")

    citizen.click("Découvrir l’association")
    citizen.sees("La Table de Libin", "Ses missions", SOUP)
    citizen.does_not_see("association.example", "061 22 33 44")
    citizen.inspect("association")


def test_missions_by_place_cause_date_and_words(visit, at_a):
    citizen = visit()
    page = citizen.open(at_a("/missions/"))
    results = page.locator("main section[aria-labelledby=results]")
    citizen.inspect("missions")

    def filtered(**values):
        page.goto(at_a("/missions/"))
        for name, value in values.items():
            field = page.locator(f"main form [name={name}]")
            if field.evaluate("e => e.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)
        citizen.press("Rechercher")
        return results.locator("article h2")

    expect(filtered(place="Libin", radius="5")).to_have_text([TRAILS, SOUP])
    expect(filtered(place="Saint-Hubert", radius="5")).to_have_text([LIBRARY])
    expect(filtered(cause="culture")).to_have_text([LIBRARY])
    expect(filtered(q="bibliothèques")).to_have_text([LIBRARY])
    day = (timezone.localdate() + timedelta(weeks=2)).isoformat()
    expect(filtered(when="dates", first_day=day, last_day=day, cause="food-aid")).to_have_text([SOUP])
    expect(filtered(when="today", cause="food-aid")).to_have_count(0)
    citizen.sees("Rien ici pour l’instant")
    citizen.inspect("missions-rien")

    page.goto(at_a("/missions/?view=map"))
    citizen.sees("1 mission se fait depuis chez soi")
    page.get_by_role("button", name=re.compile("Libin")).press("Enter")
    expect(page.locator(".leaflet-popup a:focus")).to_be_visible()
    expect(page.locator(".leaflet-popup")).to_have_css("opacity", "1")  # it fades in
    citizen.inspect("missions-carte")
    page.keyboard.press("Escape")
    page.get_by_role("button", name=re.compile("Libin")).press("Enter")
    page.locator(".leaflet-popup").get_by_role("link", name=SOUP).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(SOUP)

    filtered(place="Trifouillis-les-Oies")
    citizen.sees("Nous ne connaissons pas de commune « Trifouillis-les-Oies »")
    citizen.inspect("missions-commune-inconnue")


def test_the_directory_and_the_pages_of_the_site(visit, at_a):
    citizen = visit()
    citizen.open(at_a("/associations/"))
    citizen.sees("La Table de Libin", "Les Sentiers d’Ochamps")
    citizen.inspect("associations")
    citizen.fill(q="soupe")
    citizen.press("Rechercher")
    citizen.sees("La Table de Libin")
    citizen.does_not_see("Les Sentiers d’Ochamps")
    citizen.click("Liste et carte")
    expect(citizen.page.locator(".map__point")).to_have_text("1")
    citizen.inspect("associations-carte")

    citizen.open(at_a("/comment-ca-marche/"))
    citizen.inspect("page")
    citizen.open(at_a("/actualites/"))
    citizen.inspect("actualites")
    citizen.open(at_a("/suggestions/"))
    citizen.sees("Laissez-nous chercher pour vous")
    citizen.inspect("suggestions-anonyme")


def test_on_a_phone(visit, network, at_a):
    citizen = visit(width=320)
    citizen.open(f"{network.portal}missions/?view=map")
    citizen.inspect("decouvrir-telephone")
    page = citizen.open(at_a("/"))
    links = page.get_by_role("navigation", name="Menu principal")
    expect(links).to_be_hidden()
    page.get_by_role("button", name="Menu").click()
    links.get_by_role("link", name="Missions", exact=True).click()
    expect(page).to_have_url(at_a("/missions/"))
    citizen.click(SOUP)
    citizen.click("Je participe")  # down to the form, which a phone shows last
    citizen.click("Je participe", within="#participer")
    expect(page).to_have_url(re.compile(r"/compte/signup/\?next=/missions/servir-la-soupe"))


def test_each_territory_has_its_name_and_colours(visit, at_a, at_b):
    citizen = visit()
    seen = {}
    for name, at in (("Vallée-Claire", at_a), ("Val-Sombre", at_b)):
        page = citizen.open(at("/"))
        expect(page.locator("header .site-brand__name")).to_have_text(name)
        seen[name] = page.locator(".site-footer").evaluate("e => getComputedStyle(e).backgroundColor")
    assert len(set(seen.values())) == 2, seen
    citizen.sees(PARCELS)
    citizen.inspect("accueil-val-sombre")
