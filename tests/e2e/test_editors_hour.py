"""An editor without training, in her first hour: an article, a page, the brand, a date, a translation, a step back."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from PIL import Image
from playwright.sync_api import Page, expect
from wagtail.models import Revision

from cms.pages.models import ContentPage
from cms.pages.tasks import publish_scheduled
from kernel.tenancy import TerritoryContext, tenant_context
from tests.harness.database import EDITOR_PASSWORD

pytestmark = pytest.mark.usefixtures("world")


@pytest.fixture
def photograph(tmp_path: Path) -> Path:
    path = tmp_path / "jardin.png"
    Image.new("RGB", (1200, 800), "#4f7a3a").save(path)
    return path


def _publish(office: Page) -> None:
    """By the menu beside “Save draft”."""
    office.locator("footer").get_by_role("button", name="Plus d'actions").click()
    office.locator("footer").get_by_role("button", name=re.compile("^(Publier|Programmer)")).click()


def _begin(office: Page, link: str, **words: str) -> None:
    """A new page, from the link on the first screen."""
    office.get_by_role("link", name=link, exact=True).click()
    office.wait_for_url(re.compile("/add/"))  # and its scripts, which would undo what is typed before them
    for name, text in words.items():
        office.locator(f"[name={name}]").fill(text)


def _told(office: Page, words: str) -> None:
    expect(office.locator(".messages")).to_contain_text(words)


def _add_block(office: Page, name: str) -> None:
    """A block of this name after the last one."""
    blocks = office.locator("[data-streamfield-child]:not([data-streamfield-child] *)")
    before = blocks.count()
    office.locator(".c-sf-add-button").last.click()
    office.locator(".w-combobox__option").filter(has_text=name, visible=True).first.click()
    expect(blocks).to_have_count(before + 1)


def _hour_comes(territory: TerritoryContext) -> None:
    """Of the one version that is scheduled."""
    with tenant_context(territory):
        version = Revision.objects.get(approved_go_live_at__isnull=False)
        version.approved_go_live_at = timezone.now() - timedelta(minutes=1)
        version.content["go_live_at"] = version.approved_go_live_at.isoformat()
        version.save()
        publish_scheduled()


def test_an_editors_hour(visit, at_a, territory_a, photograph):
    reader, editor = visit(), visit()
    site = reader.open(at_a("/"))
    office = editor.open(at_a("/admin/"))
    editor.fill(login="editor@vallee-claire.example", password=EDITOR_PASSWORD)
    editor.press("Se connecter")
    expect(office).to_have_url(at_a("/admin/"))
    editor.open(at_a("/admin/"))  # once more, without the welcome that fades in
    editor.inspect("admin")

    # An article with its picture, which is refused as long as nobody says what it shows.
    _begin(
        office,
        "Écrire un article",
        title="Le jardin partagé ouvre ses portes",
        introduction="Samedi, venez voir ce qui pousse.",
    )
    editor.may_be_refused(office.url)  # drafts save themselves, and this one as little as the article
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
    _begin(office, "Ajouter une page", title="Nos jardins")
    office.locator(".c-sf-add-button").last.click()
    expect(office.get_by_role("gridcell", name="Missions").first).to_be_visible()
    editor.inspect("choix-de-blocs", widths=(1280,))
    office.keyboard.press("Escape")
    _add_block(office, "Missions")
    _add_block(office, "Invitation à agir")
    _publish(office)
    _told(office, "publiée")
    reader.open(at_a("/nos-jardins/"))
    reader.sees("Elles ont besoin de vous", "Une heure à donner")

    # Published at the very moment when its draft saves itself for the first time, a page is made once.
    editor.open(at_a("/admin/"))
    with office.expect_request(lambda sent: sent.method == "POST" and "/add/" in sent.url):
        _begin(office, "Ajouter une page", title="Aussitôt dit")
        # What is typed in the first two seconds is not taken for a change.
        office.locator("[name=introduction]").press_sequentially(
            "Une page que l’on écrit sans hâte.", delay=120
        )
    _publish(office)
    _told(office, "publiée")
    with tenant_context(territory_a):
        assert ContentPage.objects.filter(title="Aussitôt dit").count() == 1

    # What one looks for is a key away, wherever it is.
    editor.open(at_a("/admin/"))
    office.keyboard.press("/")
    office.keyboard.type("jardin")
    office.keyboard.press("Enter")
    editor.sees("Nos jardins", "Le jardin partagé ouvre ses portes")
    editor.inspect("recherche-partout")

    # The brand: a colour that cannot be read is refused, the nearest is one click away.
    editor.open(at_a("/admin/brand/"))
    editor.inspect("marque")
    office.get_by_label("Couleur principale", exact=True).first.fill("#f2b705")
    expect(office.get_by_role("alert")).to_contain_text("Cette couleur est trop claire")
    office.locator("[name=logo]").set_input_files(photograph)
    preview = office.frame_locator("iframe")
    office.locator("[name=preset][value=affiche]").check()
    expect(preview.locator("body")).to_have_attribute("data-preset", "affiche")
    expect(preview.locator(".site-brand__logo").first).to_have_attribute("src", re.compile("^data:image/png"))
    expect(site.locator("body")).to_have_attribute("data-preset", "clairiere")
    office.get_by_role("button", name=re.compile("^Prendre #")).click()
    expect(office.get_by_text("La marque est enregistrée")).to_be_visible()
    site.reload()
    expect(site.locator("body")).to_have_attribute("data-preset", "affiche")

    # An article for later: it is there when its hour has come, and not before.
    editor.open(at_a("/admin/"))
    _begin(
        office,
        "Écrire un article",
        title="La fête des voisins",
        introduction="C’est dit : ce sera en mai.",
    )
    office.get_by_role("button", name="Statut").click()
    office.get_by_role("button", name="Programmer", exact=True).click()
    later = timezone.localtime() + timedelta(days=2)
    window = office.get_by_role("dialog")
    window.locator("[name=go_live_at]").fill(later.strftime("%d/%m/%Y %H:%M"))
    # By keyboard: the calendar lies over the button.
    window.get_by_role("button", name="Garder ces dates").press("Enter")
    _publish(office)
    _told(office, "La publication est programmée")
    reader.open(at_a("/actualites/"))
    reader.does_not_see("La fête des voisins")
    _hour_comes(territory_a)
    reader.open(at_a("/actualites/"))
    reader.sees("La fête des voisins")

    # A page in Dutch.
    editor.open(at_a("/admin/languages/"))
    editor.inspect("langues")
    editor.press("Commencer les pages en néerlandais")
    office.get_by_role("button", name="Traduire").first.click()
    editor.inspect("traduction")
    office.locator("textarea").first.fill("Welkom")
    office.get_by_role("button", name="Enregistrer").first.click()
    expect(office.get_by_role("listitem").filter(has_text="Welkom").first).to_be_visible()
    office.get_by_role("button", name=re.compile("^Publier en ")).click()
    _told(office, "publié")
    reader.open(at_a("/"))
    site.get_by_role("navigation", name="Langues").get_by_role("link", name="Nederlands").click()
    expect(site.locator("html")).to_have_attribute("lang", "nl")
    expect(site.get_by_role("link", name="Naar de inhoud")).to_be_attached()

    # A headline, regretted: the version before it comes back.
    headline = office.locator("[name=hero_title]")
    for words in ("Le samedi, on répare ensemble", "Trop vite écrit"):
        editor.open(at_a("/admin/"))
        editor.click("Modifier la page d’accueil")
        headline.fill(words)
        _publish(office)
        _told(office, "publiée")
    site.goto(at_a("/"))
    expect(site.get_by_role("heading", level=1)).to_have_text("Trop vite écrit")
    editor.open(at_a("/admin/"))
    editor.click("Modifier la page d’accueil")
    office.get_by_role("link", name="Historique").first.click()
    office.get_by_role("row").filter(has_text="Brouillon enregistré").last.get_by_label("Actions").click()
    office.get_by_role("link", name="Passer en revue cette version").filter(visible=True).click()
    expect(headline).to_have_value("Le samedi, on répare ensemble")
    _publish(office)
    _told(office, "publiée")
    site.reload()
    expect(site.get_by_role("heading", level=1)).to_have_text("Le samedi, on répare ensemble")
