"""What an association publishes reaches the neighbours at once, and leaves them when it is closed."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from kernel.tenancy import tenant_context
from tests.e2e.visitor import Visitor
from tests.e2e.world import MANAGER_B, PARCELS, known_user, mission_called
from tests.factories.engagement import ParticipationFactory, VolunteerFactory
from tests.factories.people import PASSWORD

pytestmark = pytest.mark.usefixtures("world")

CAMILLE = "camille@boite-aux-lettres.example"
HELPER = "nadia@boite-aux-lettres.example"
BREAD = "Pétrir le pain du samedi"


@pytest.fixture
def camille(territory_a, world):
    with tenant_context(territory_a):
        user = known_user(email=CAMILLE, first_name="Camille", last_name="Lambert")
        VolunteerFactory(user=user, causes=["food-aid"], skills=["cooking"])


def test_written_step_by_step_suggested_next_door_then_moved_and_cancelled(
    visit, at_a, at_b, territory_b, camille, mailoutbox
):
    citizen = visit()
    citizen.sign_in(at_a("/compte/login/?next=/suggestions/"), email=CAMILLE, password=PASSWORD)
    citizen.sees("Choisies pour vous", PARCELS)
    citizen.does_not_see(BREAD)

    manager = visit()
    manager.sign_in(at_b("/espace-association/missions/"), email=MANAGER_B, password=PASSWORD)
    manager.sees("Vos missions", PARCELS)
    manager.inspect("missions-de-l-association")
    manager.click("Partir d’un modèle")
    manager.sees("Servir un repas partagé")
    manager.inspect("mission-modeles")
    manager.click("Nouvelle mission")
    manager.inspect("mission-besoin")
    manager.fill(title=BREAD)
    manager.press("Enregistrer et continuer")
    manager.sees("Quelques points à revoir")
    manager.inspect("mission-besoin-erreurs")
    manager.fill(need="Le samedi, le four chauffe dès six heures, et Philippe est seul.")
    manager.choose("causes", "food-aid")
    manager.press("Enregistrer et continuer")
    manager.sees("étape 2 sur 6")
    manager.inspect("mission-deroulement")
    manager.fill(tasks="Peser la farine\nPétrir\nFaçonner")
    manager.press("Finir plus tard")
    manager.sees("Votre brouillon est gardé", BREAD)

    manager.page.get_by_role("link", name=f"Continuer — {BREAD}").click()
    manager.sees("Peser la farine · Pétrir · Façonner", "Dites quand elle a lieu.")
    manager.inspect("mission-ensemble")
    manager.click("Continuer")
    manager.sees("étape 3 sur 6")
    manager.inspect("mission-en-retour")
    manager.fill(insurance="Le Fournil assure ses bénévoles.")
    manager.press("Enregistrer et continuer")
    manager.inspect("mission-pour-qui")
    manager.choose("skills", "cooking")
    manager.press("Enregistrer et continuer")
    manager.inspect("mission-lieu")
    manager.press("Enregistrer et continuer")
    manager.choose("rhythm", "weekly")
    manager.inspect("mission-quand-chaque-semaine")
    manager.choose("rhythm", "dates")
    saturday = timezone.localtime().replace(hour=6, minute=0) + timedelta(days=20)
    _date(manager, saturday)
    manager.inspect("mission-quand")
    manager.press("Enregistrer et continuer")
    manager.click("Aperçu")
    manager.sees("Aperçu : voici ce que l’on verra", "Le Fournil assure ses bénévoles.", "Je participe")
    manager.inspect("mission-apercu")
    manager.click("Revenir à votre mission")
    manager.press("Publier")
    manager.sees("Votre mission est publiée.")
    manager.inspect("mission-publiee")

    citizen.page.reload()
    bread = citizen.page.locator("main article", has_text=BREAD)
    expect(bread.locator(".badge", has_text="Val-Sombre")).to_be_visible()
    expect(bread).to_contain_text("Vous savez cuisiner")

    with tenant_context(territory_b):
        mission = mission_called(BREAD)
        helper = known_user(email=HELPER, first_name="Nadia")
        ParticipationFactory(mission=mission, slot=mission.slots.get(), user=helper, state="accepted")
    manager.page.get_by_role("link", name="Modifier — Quand").click()
    manager.sees("1 personne compte dessus")
    manager.inspect("mission-date-attendue")
    _date(manager, saturday + timedelta(days=7))
    manager.press("Enregistrer")
    manager.sees("C’est enregistré.")
    manager.click("Annuler la mission")
    manager.sees("1 personne compte dessus")
    manager.inspect("mission-annuler")
    manager.fill(reason="Le four est en panne.")
    manager.press("Annuler la mission")
    manager.sees("La mission est annulée", "Le four est en panne.")
    told = [mail.subject for mail in mailoutbox if mail.to == [HELPER]]
    assert len(told) == 2, told
    assert told[0] == f"À noter : un changement pour {BREAD}"

    citizen.page.reload()
    citizen.sees("Choisies pour vous", PARCELS)
    citizen.does_not_see(BREAD)
    visitor = visit()
    visitor.open(at_b("/missions/"))
    visitor.does_not_see(BREAD)
    visitor.open(at_b("/missions/petrir-le-pain-du-samedi/"))
    visitor.sees("Cette mission est annulée.")
    visitor.inspect("mission-annulee")


def _date(manager: Visitor, start: datetime) -> None:
    """Fill in the first line of the dates: two hours, three places."""
    for name, moment in (("starts_at", start), ("ends_at", start + timedelta(hours=2))):
        manager.page.locator(f"[name=slots-0-{name}]").fill(f"{moment:%Y-%m-%dT%H:%M}")
    manager.page.locator("[name=slots-0-capacity]").fill("3")
