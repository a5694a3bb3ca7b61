"""The team sets its rules and its charter; an association registers, signs, is approved, and gathers its people."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from kernel.tenancy import tenant_context
from tests.e2e.letters import last_letter_to, links_in
from tests.e2e.world import known_user
from tests.factories.people import PASSWORD
from tests.harness.database import EDITOR_PASSWORD

pytestmark = pytest.mark.usefixtures("world")

ODILE = "odile@boite-aux-lettres.example"
MARC = "marc@boite-aux-lettres.example"
LISE = "lise@boite-aux-lettres.example"
CHOIR = "La Chorale des deux rives"


@pytest.fixture
def odile_and_marc(territory_a, world):
    with tenant_context(territory_a):
        known_user(email=ODILE, first_name="Odile", last_name="Perrin")
        known_user(email=MARC, first_name="Marc", last_name="Thiry")
        known_user(email=LISE, first_name="Lise", last_name="Bodart")


def test_an_association_joins_a_territory_that_has_a_charter(visit, at_a, odile_and_marc):
    editor = visit()
    office = editor.sign_in(
        at_a("/compte/login/"), email="editor@vallee-claire.example", password=EDITOR_PASSWORD
    )
    editor.open(at_a("/admin/rules/"))
    editor.inspect("admin-regles")
    office.locator("main [name=offer_hours]").fill("48")
    editor.press("Enregistrer les règles")
    expect(office.get_by_text("Les règles sont enregistrées.")).to_be_visible()
    editor.open(at_a("/admin/charter/"))
    editor.inspect("admin-chartes")
    office.get_by_role("link", name="Charte de l’engagement (brouillon)").click()
    editor.inspect("admin-charte")
    editor.press("Publier cette version")
    expect(office.get_by_text("Elle est en vigueur")).to_be_visible()

    founder = visit()
    founder.sign_in(at_a("/inscrire-mon-association/"), email=ODILE, password=PASSWORD)
    founder.inspect("association-inscription")
    founder.fill(name=CHOIR, summary="On chante le mardi, sans savoir lire la musique.", commune="Libin")
    founder.fill(bce="0403.019.261")
    founder.choose("causes", "culture")
    founder.press("Envoyer mon inscription")
    founder.inspect("charte-a-signer")
    founder.page.get_by_label("J’ai lu la charte").check()
    founder.press("Signer et continuer")
    expect(founder.page.get_by_text("L’équipe du site lit votre inscription")).to_be_visible()
    founder.inspect("association-sa-page")
    founder.click("Témoignages")
    founder.inspect("association-temoignages")
    founder.click("Son équipe")
    founder.fill(email=MARC)
    founder.press("Inviter")
    expect(founder.page.get_by_text("L’invitation est en route")).to_be_visible()
    founder.inspect("association-equipe")

    colleague = visit()
    colleague.open(links_in(last_letter_to(MARC))[0])
    colleague.inspect("invitation-anonyme")
    colleague.click("J’ai déjà un compte")
    colleague.fill(login=MARC, password=PASSWORD)
    colleague.press("Se connecter")
    colleague.inspect("invitation")
    colleague.press("Rejoindre l’association")
    expect(colleague.page.get_by_text(f"Bienvenue dans l’équipe de {CHOIR}")).to_be_visible()
    colleague.open(at_a("/charte/signer/"))
    colleague.sees("Signer et continuer")

    editor.open(at_a("/admin/moderation/?stage=pending"))
    office.get_by_role("link", name=CHOIR).click()
    editor.inspect("admin-association-decision")
    editor.press("Approuver")
    assert CHOIR in last_letter_to(ODILE).subject
    for path in (
        "associations/",
        "signatures/",
        "journal/",
        "certificates/",
        "import-associations/",
        "help/",
    ):
        editor.open(at_a(f"/admin/{path}"))
        editor.inspect(f"admin-{path.strip('/')}")

    visitor = visit()
    visitor.open(at_a("/associations/?q=chorale"))
    visitor.click(CHOIR)
    visitor.sees("On chante le mardi")
    visitor.inspect("association-approuvee")

    visitor.click("Vous agissez pour cette association ? Rejoignez son équipe")
    visitor.fill(login=LISE, password=PASSWORD)
    visitor.press("Se connecter")
    visitor.inspect("rejoindre")
    visitor.fill(message="Je tiens les comptes depuis septembre.")
    visitor.press("Demander aux responsables")
    expect(visitor.page.get_by_text("Votre demande est entre les mains des responsables")).to_be_visible()
    founder.open(next(link for link in links_in(last_letter_to(ODILE)) if "/equipe/" in link))
    founder.sees("Ces personnes souhaitent vous rejoindre", "Lise B.", "Je tiens les comptes")
    founder.does_not_see(LISE)
    founder.press("Accueillir comme membre — Lise B.")
    expect(founder.page.get_by_text("Lise B. est au courant")).to_be_visible()
    assert CHOIR in last_letter_to(LISE).body
