"""The whole life of a mission, for its association and for a volunteer: from the need to the certificate."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from engagement.missions.models import Slot
from engagement.participations.reminders import send_reminders
from kernel.tenancy import tenant_context
from tests.e2e.letters import last_letter_to, links_in
from tests.e2e.world import MANAGER_A, known_user, mission_called
from tests.factories.engagement import ParticipationFactory, VolunteerFactory
from tests.factories.people import PASSWORD, UserFactory

pytestmark = pytest.mark.usefixtures("world")

CAMILLE = "camille@boite-aux-lettres.example"
PEELING = "Éplucher pour cinquante"
ALLERGY = "Y a-t-il des légumes que vous ne pouvez pas toucher ?"


@pytest.fixture
def camille(territory_a, world):
    with tenant_context(territory_a):
        user = known_user(email=CAMILLE, first_name="Camille", last_name="Lambert")
        VolunteerFactory(user=user, causes=["food-aid"], skills=["cooking"])


def test_from_the_need_to_the_certificate(visit, at_a, camille, territory_a):
    manager, citizen = visit(), visit()
    start = timezone.localtime().replace(minute=0, second=0, microsecond=0) + timedelta(days=20)

    # The need is written and published, with a question to those who come forward.
    manager.sign_in(at_a("/espace-association/missions/nouvelle/"), email=MANAGER_A, password=PASSWORD)
    manager.fill(title=PEELING, need="Cinquante personnes à table dimanche, et deux éplucheurs.")
    manager.press("Enregistrer et continuer")
    manager.press("Finir plus tard")
    manager.page.get_by_role("link", name=f"Continuer — {PEELING}").click()
    manager.click("Dites quand elle a lieu.")
    manager.choose("rhythm", "dates")
    dates = {"starts_at": start, "ends_at": start + timedelta(hours=2)}
    manager.fill(**{f"slots-0-{name}": f"{moment:%Y-%m-%dT%H:%M}" for name, moment in dates.items()})
    manager.fill(**{"slots-0-capacity": "3"})
    manager.press("Enregistrer et continuer")
    manager.click("Questions aux bénévoles")
    manager.inspect("questions")
    manager.fill(**{"questions-0-text": ALLERGY})
    manager.press("Enregistrer")
    manager.sees("Vos questions sont enregistrées.")
    with tenant_context(territory_a):
        mission = mission_called(PEELING)
    overview = at_a(f"/espace-association/missions/{mission.pk}/")
    manager.open(overview)
    manager.press("Publier")
    manager.sees("Votre mission est publiée.")

    # She comes forward, among others; all are accepted together.
    citizen.sign_in(
        at_a(f"/compte/login/?next={mission.get_absolute_url()}"), email=CAMILLE, password=PASSWORD
    )
    citizen.inspect("mission-et-question")
    citizen.page.get_by_label(ALLERGY).fill("Les orties.")
    citizen.press("Je participe")
    citizen.sees("Votre demande attend une réponse")
    with tenant_context(territory_a):
        slot = mission.slots.get()
        other = UserFactory(first_name="Aurélie", last_name="Noël")
        ParticipationFactory(mission=mission, slot=slot, user=other, message="Avec plaisir.")
    manager.open(at_a("/espace-association/"))
    manager.sees("2 demandes attendent votre réponse", ALLERGY, "Les orties.")
    manager.click("Tout cocher sur cette page")
    manager.inspect("demandes-ensemble")
    manager.press("Accepter")
    expect(manager.page.get_by_text("2 personnes acceptées.")).to_be_visible()

    # The day comes near: all are written to, and reminded; then it is past, and the association says who came.
    manager.open(overview)
    manager.click("Écrire à tout le monde")
    manager.inspect("message-a-tous")
    manager.fill(body="Prenez votre couteau préféré.")
    manager.press("Envoyer à chaque personne")
    assert "Prenez votre couteau préféré." in last_letter_to(CAMILLE).body
    with tenant_context(territory_a):
        assert send_reminders(now=start - timedelta(hours=3)) == 2
    letter = last_letter_to(CAMILLE)
    assert PEELING in letter.subject
    citizen.open(next(link for link in links_in(letter) if link.endswith("/mes-participations/")))
    citizen.sees(PEELING, "Acceptée")
    citizen.click("Voir tout cela dans mon agenda")
    citizen.inspect("agenda-personnel")
    with tenant_context(territory_a):
        Slot.objects.filter(pk=slot.pk).update(
            starts_at=timezone.now() - timedelta(hours=3), ends_at=timezone.now() - timedelta(hours=1)
        )
    manager.open(overview)
    manager.click("Présences")
    manager.inspect("presences")
    manager.page.locator("main .list__title a").click()
    manager.inspect("feuille-de-presence")
    manager.page.get_by_role("group", name="Camille L.").get_by_label("Présence").check()
    manager.page.get_by_role("group", name="Aurélie N.").get_by_label("Absence").check()
    manager.press("Enregistrer les présences")
    expect(manager.page.get_by_text("2 présences notées.")).to_be_visible()

    # Her hours are confirmed, disputed, corrected, agreed upon; she is thanked.
    citizen.open(at_a("/mon-engagement/"))
    citizen.sees(PEELING, "Confirmées")
    citizen.page.get_by_role("link", name="Ce n’est pas juste").click()
    citizen.fill(reason="Je suis restée ranger : trois heures en tout.")
    citizen.press("Le dire à l’association")
    manager.open(at_a("/espace-association/heures/"))
    manager.sees("1 ligne d’heures attend votre réponse", "Je suis restée ranger")
    manager.inspect("heures-de-l-association")
    manager.page.locator("main").get_by_role("link", name="Répondre").click()
    manager.inspect("heures-repondre")
    manager.fill(hours="3", answer="C’est vrai, merci d’avoir rangé !")
    manager.press("Inscrire un autre nombre")
    manager.page.locator("main").get_by_role("link", name="Dire merci").first.click()
    manager.inspect("dire-merci")
    manager.fill(text="Sans vous, pas de soupe.")
    manager.press("Envoyer")
    expect(manager.page.get_by_text("Votre mot est envoyé.")).to_be_visible()
    citizen.open(at_a("/mon-engagement/"))
    citizen.sees("C’est vrai, merci d’avoir rangé !", "Sans vous, pas de soupe.")
    citizen.page.get_by_role("button", name="C’est juste").click()
    citizen.sees("3 h")

    # They make a certificate, which the association may revoke.
    citizen.open(at_a("/mon-engagement/attestations/"))
    citizen.press("Délivrer l’attestation")
    citizen.page.locator("main").get_by_role("link", name="Voir sa page").click()
    citizen.sees("Cette attestation est valable", "Camille Lambert", "3 h")
    manager.open(at_a("/espace-association/attestations/"))
    manager.inspect("attestations-de-l-association")
    manager.page.locator("main").get_by_role("link", name="Révoquer").click()
    manager.inspect("attestation-revoquer")
    manager.fill(reason="Une autre date était en cause.")
    manager.press("Révoquer")
    citizen.page.reload()
    citizen.sees("Cette attestation a été révoquée")
    citizen.inspect("attestation-revoquee")
