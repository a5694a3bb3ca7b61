"""An editor without training, in her first hour: an article, a page from blocks, the brand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.harness.database import EDITOR_PASSWORD

pytestmark = pytest.mark.usefixtures("world")


@pytest.fixture(autouse=True)
def patience() -> Iterator[None]:
    """Wagtail's editor does much at once: on a busy machine, five seconds are short."""
    expect.set_options(timeout=20_000)
    yield
    expect.set_options(timeout=5_000)


@pytest.fixture
def photograph(tmp_path: Path) -> Path:
    path = tmp_path / "jardin.png"
    Image.new("RGB", (1200, 800), "#4f7a3a").save(path)
    return path


def _publish(office: Page) -> None:
    """By the menu beside “Save draft”."""
    office.locator("footer").get_by_role("button", name="Plus d'actions").click()
    office.locator("footer").get_by_role("button", name=re.compile("^(Publier|Programmer)")).click()


def _told(office: Page, words: str) -> None:
    expect(office.locator(".messages")).to_contain_text(words)


def _add_block(office: Page, name: str) -> None:
    """A block of this name after the last one."""
    blocks = office.locator("[data-streamfield-child]:not([data-streamfield-child] *)")
    before = blocks.count()
    office.locator(".c-sf-add-button").last.click()
    office.locator("[role=option]").filter(has_text=name, visible=True).first.click()
    expect(blocks).to_have_count(before + 1)


def test_an_editors_hour(visit, at_a, photograph):
    reader, editor = visit(), visit()
    site = reader.open(at_a("/"))
    office = editor.open(at_a("/admin/"))
    editor.fill(login="editor@vallee-claire.example", password=EDITOR_PASSWORD)
    editor.press("Se connecter")
    expect(office).to_have_url(at_a("/admin/"))
    editor.open(at_a("/admin/"))  # once more, without the welcome that fades in
    editor.inspect("admin")

    # An article with its picture, which is refused as long as nobody says what it shows.
    editor.click("Écrire un article")
    editor.may_be_refused(office.url)  # drafts without an introduction, which are saved as one types
    office.locator("[name=title]").fill("Le jardin partagé ouvre ses portes")
    office.locator("[name=introduction]").fill("Samedi, venez voir ce qui pousse.")
    office.get_by_role("button", name="Choisir une image").first.click()
    window = office.get_by_role("dialog")
    window.get_by_role("tab", name="Transférer").click()
    window.locator("input[type=file]").set_input_files(photograph)
    expect(window.get_by_role("textbox", name="Titre")).to_have_value("jardin")  # by itself, from the file
    window.get_by_role("button", name="Transférer").click()
    expect(
        office.get_by_role("button", name="Changer l'image").or_(office.get_by_text("jardin")).first
    ).to_be_visible()
    _publish(office)
    expect(office.get_by_text("Dites ce que montre l’image").first).to_be_visible()
    editor.inspect("article-refuse", widths=(1280,))
    office.locator("[name=picture_alt]").fill("Des rangs de salades sous une serre")
    _publish(office)
    _told(office, "publiée")
    reader.open(at_a("/actualites/le-jardin-partage-ouvre-ses-portes/"))
    expect(site.get_by_role("img", name="Des rangs de salades sous une serre")).to_be_visible()

    # A page, built from blocks.
    editor.open(at_a("/admin/"))
    editor.click("Ajouter une page")
    editor.may_be_refused(office.url)
    office.locator("[name=title]").fill("Nos jardins")
    _add_block(office, "Missions")
    _publish(office)
    _told(office, "publiée")
    reader.open(at_a("/nos-jardins/"))
    reader.sees("Elles ont besoin de vous")

    # The brand: a colour that cannot be read is refused, the nearest is one click away.
    editor.open(at_a("/admin/brand/"))
    editor.inspect("marque")
    office.get_by_label("Couleur principale", exact=True).first.fill("#f2b705")
    expect(office.get_by_role("alert")).to_contain_text("Cette couleur ne se lit pas partout")
    office.locator("[name=logo]").set_input_files(photograph)
    preview = office.frame_locator("iframe")
    office.locator("[name=preset][value=affiche]").check()
    expect(preview.locator("body")).to_have_attribute("data-preset", "affiche")
    expect(preview.locator(".site-brand__logo").first).to_have_attribute("src", re.compile("^data:image/png"))
    expect(site.locator("body")).to_have_attribute("data-preset", "clairiere")
    office.get_by_role("button", name="Prendre la plus proche").click()
    expect(office.get_by_text("La marque est enregistrée")).to_be_visible()
    site.reload()
    expect(site.locator("body")).to_have_attribute("data-preset", "affiche")
