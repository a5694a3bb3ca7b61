"""Issue 2 §6.5: what an association publishes reaches the neighbours at once, and leaves them when it is closed."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from kernel.tenancy import tenant_context
from tests.e2e.world import MANAGER_B, PARCELS, known_user
from tests.factories.engagement import VolunteerFactory
from tests.factories.people import PASSWORD

pytestmark = pytest.mark.usefixtures("world")

CAMILLE = "camille@boite-aux-lettres.example"
BREAD = "Pétrir le pain du samedi"


@pytest.fixture
def camille(territory_a, world):
    with tenant_context(territory_a):
        user = known_user(email=CAMILLE, first_name="Camille", last_name="Lambert")
        VolunteerFactory(user=user, causes=["food-aid"], skills=["cooking"])


def test_published_then_suggested_next_door_then_closed(visit, at_a, at_b, camille):
    citizen = visit()
    citizen.sign_in(at_a("/compte/login/?next=/suggestions/"), email=CAMILLE, password=PASSWORD)
    citizen.sees("Choisies pour vous", PARCELS)
    citizen.does_not_see(BREAD)

    manager = visit()
    manager.sign_in(at_b("/espace-association/missions/"), email=MANAGER_B, password=PASSWORD)
    manager.sees("Vos missions", PARCELS)
    manager.inspect("missions-de-l-association")
    manager.click("Nouvelle mission")
    manager.inspect("mission-nouvelle")
    manager.fill(title=BREAD, commune="Trifouillis")
    manager.fill(need="Le samedi, le four chauffe dès six heures, et Philippe est seul.")
    manager.fill(tasks="Peser la farine\nPétrir\nFaçonner")
    manager.press("Enregistrer et publier")
    manager.sees("Quelques points à revoir")
    manager.inspect("mission-nouvelle-erreurs")
    manager.fill(commune="Tellin", capacity="3")
    manager.choose("skills", "cooking")
    manager.press("Enregistrer et publier")
    manager.sees("Votre mission est publiée.", BREAD)

    citizen.page.reload()
    bread = citizen.page.locator("main article", has_text=BREAD)
    expect(bread.locator(".badge", has_text="Val-Sombre")).to_be_visible()
    expect(bread).to_contain_text("Vous savez cuisiner")

    manager.page.get_by_role("button", name=f"Fermer — {BREAD}").click()
    manager.sees("Votre mission est close")
    citizen.page.reload()
    citizen.sees("Choisies pour vous", PARCELS)
    citizen.does_not_see(BREAD)
    visitor = visit()
    visitor.open(at_b("/missions/"))
    visitor.does_not_see(BREAD)
    visitor.open(at_b("/missions/petrir-le-pain-du-samedi/"))
    visitor.sees("Cette mission ne reçoit plus de demandes.")
    visitor.inspect("mission-close")
