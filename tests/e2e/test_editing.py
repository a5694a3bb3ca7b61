"""An editor changes the home page and the brand in Wagtail, in French, and the site changes."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.e2e.world import MANAGER_A
from tests.factories.people import PASSWORD
from tests.harness.database import EDITOR_PASSWORD

pytestmark = pytest.mark.usefixtures("world")

HEADLINE = "Le samedi, on répare ensemble"


def test_an_editor_publishes_a_headline(visit, at_a):
    reader = visit()
    page = reader.open(at_a("/"))
    expect(page.get_by_role("heading", level=1)).not_to_have_text(HEADLINE)

    editor = visit()
    office = editor.open(at_a("/admin/"))
    expect(office.get_by_role("heading", level=1)).to_have_text("Se connecter")
    editor.fill(login="editor@vallee-claire.example", password=EDITOR_PASSWORD)
    editor.press("Se connecter")
    expect(office).to_have_url(at_a("/admin/"))
    expect(office.locator("html")).to_have_attribute("lang", "fr")
    editor.open(at_a("/admin/"))  # once more, without the welcome that fades in
    editor.inspect("admin")

    office.get_by_role("link", name="Modifier la page d’accueil").click()
    headline = office.get_by_label("Grand titre", exact=False).and_(office.locator("input"))
    expect(headline).to_be_visible()
    headline.fill(HEADLINE)
    office.locator("footer").get_by_role("button", name="Plus d'actions").click()
    office.get_by_role("button", name="Publier", exact=True).click()
    expect(office.get_by_text("a été publiée")).to_be_visible()

    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text(HEADLINE)
    reader.inspect("accueil-modifie")

    editor.open(at_a("/admin/brand/"))
    editor.inspect("marque")
    office.get_by_label("Couleur principale", exact=True).first.fill("#f2b705")
    expect(office.get_by_role("alert")).to_contain_text("Cette couleur est trop claire")
    preview = office.frame_locator("iframe")
    office.locator("[name=preset][value=affiche]").check()
    expect(preview.locator("body")).to_have_attribute("data-preset", "affiche")
    expect(page.locator("body")).to_have_attribute("data-preset", "clairiere")
    office.get_by_role("button", name="Prendre #926e00 et enregistrer").click()
    expect(office.get_by_text("La marque est enregistrée")).to_be_visible()
    page.reload()
    expect(page.locator("body")).to_have_attribute("data-preset", "affiche")


def test_a_citizen_has_no_key_to_the_back_office(visit, at_a):
    manager = visit()
    manager.sign_in(at_a("/compte/login/"), email=MANAGER_A, password=PASSWORD)
    manager.open(at_a("/admin/"), status=403)
    manager.inspect("403")
