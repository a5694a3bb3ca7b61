"""A citizen of Libin takes part in a mission of another territory, from the suggestion to the hours; then she goes."""

from __future__ import annotations

from datetime import timedelta
from email.message import EmailMessage

import pytest
from django.utils import timezone

from engagement.messaging.receiving import Outcome, receive
from engagement.missions.models import Mission
from engagement.participations.models import Participation
from engagement.passes.models import Guest, Journey
from engagement.recognition.models import Hours
from kernel.accounts.models import User
from kernel.tenancy import tenant_context
from matching.catalogue.services import apply_outbox
from matching.envelopes.models import Envelope
from tests.e2e.letters import last_letter_to, letters_to, links_in
from tests.e2e.world import MANAGER_B, PARCELS, known_user
from tests.factories.engagement import MissionFactory, VolunteerFactory
from tests.factories.people import PASSWORD

pytestmark = pytest.mark.usefixtures("world")

LEA = "lea@boite-aux-lettres.example"
BASKETS = "Préparer les paniers du jeudi"


@pytest.fixture
def lea(territory_a, territory_b, world):
    """Léa of Libin; the parcels are delivered while she looks."""
    with tenant_context(territory_a):
        user = known_user(email=LEA, first_name="Léa", last_name="Grandjean")
        VolunteerFactory(
            user=user, causes=["food-aid"], skills=["driving"], findable=True, findable_beyond=True
        )
    with tenant_context(territory_b):
        now = timezone.now()
        MissionFactory(
            association=Mission.objects.get(title=PARCELS).association, title=BASKETS, skills=["driving"]
        )
        Mission.objects.filter(title=PARCELS).update(
            starts_at=now - timedelta(hours=1), ends_at=now + timedelta(days=40)
        )
        apply_outbox()


def test_taking_part_in_another_territory_and_leaving(visit, at_a, at_b, lea, territory_a, territory_b):
    citizen, manager = visit(), visit()
    # Whoever she is, she stays on her own site and reads where it takes place.
    citizen.open(at_a("/missions/"))
    citizen.click(PARCELS)
    citizen.sees(f"dans un autre territoire, {territory_b.name}", "J’ai déjà un compte")
    citizen.inspect("elsewhere-anybody")
    citizen.sign_in(at_a("/mes-participations/"), email=LEA, password=PASSWORD)
    citizen.open(at_a("/suggestions/"))
    citizen.click(PARCELS)
    citizen.inspect("elsewhere")
    citizen.page.get_by_label("J’accepte que le nom de mon compte").check()
    citizen.press(f"Continuer vers {territory_b.name}")
    citizen.sees(f"Bienvenue sur {territory_b.name}")
    citizen.inspect("entering")
    citizen.press("Continuer")
    citizen.fill(message="Je conduis volontiers le mardi.")
    citizen.press("Je participe")
    citizen.sees("Votre demande est transmise")

    # The association learns who she is by accepting her, not before.
    manager.sign_in(at_b("/espace-association/"), email=MANAGER_B, password=PASSWORD)
    manager.sees(territory_a.name)
    assert "Léa" not in manager.page.content()
    manager.page.get_by_role("link", name="Répondre").first.click()
    manager.inspect("answering_a_guest")
    manager.press("Accepter")
    assert "compter sur vous" in last_letter_to(LEA).body
    manager.open(at_b("/espace-association/"))
    manager.sees("Léa G.")
    manager.sees("Reçu")

    # They write to each other, and what she did is noted.
    manager.page.get_by_role("link", name="Écrire à Léa G.").first.click()
    manager.fill(body="Rendez-vous mardi devant le fournil.")
    manager.press("Envoyer")
    letter = last_letter_to(LEA)
    assert "devant le fournil" in letter.body
    answer = EmailMessage()
    answer["From"], answer["To"], answer["Message-ID"] = (
        LEA,
        letter.reply_to[0],
        "<1@boite-aux-lettres.example>",
    )
    answer.set_content("J’y serai, avec ma camionnette.")
    assert receive(answer, now=timezone.now()) == [Outcome.DELIVERED]
    manager.page.reload()
    manager.sees("avec ma camionnette")
    with tenant_context(territory_b):
        mission = Mission.objects.get(title=PARCELS)
    manager.open(at_b(f"/espace-association/missions/{mission.pk}/presences/"))
    manager.page.locator("[name$=presence][value=present]").first.check()
    manager.page.locator("[name$=hours]").first.fill("3")
    manager.press("Enregistrer les présences")

    citizen.open(at_a("/mes-participations/"))
    citizen.sees(PARCELS)
    citizen.inspect("participations_elsewhere")
    citizen.click("Mes laissez-passer")
    citizen.sees("Le Fournil solidaire")
    citizen.inspect("passes")
    with tenant_context(territory_a):
        assert Journey.objects.get().minutes == 180
    citizen.open(at_b("/mon-engagement/attestations/"))
    citizen.press("Délivrer l’attestation")
    citizen.page.locator("main").get_by_role("link", name="Voir sa page").click()
    citizen.sees("Cette attestation est valable", "Léa Grandjean", "3 h")

    # Whom it invites from beyond, the association does not know either, before her yes.
    with tenant_context(territory_b):
        mission = Mission.objects.get(title=BASKETS)
    manager.open(at_b(f"/espace-association/missions/{mission.pk}/benevoles/"))
    manager.does_not_see("Léa")
    manager.click(f"Inviter — Quelqu’un de {territory_a.name}, 1")
    manager.fill(message="Il nous manque une camionnette le jeudi.")
    manager.press("Envoyer l’invitation")
    manager.sees("Votre invitation est en route", "Pas encore de réponse")
    link = next(link for link in links_in(last_letter_to(LEA)) if "/mes-invitations/" in link)
    citizen.open(link)
    citizen.sees("Le Fournil solidaire vous invite", "une camionnette le jeudi")
    citizen.inspect("invitation_from_beyond")
    citizen.press(f"Oui, continuer vers {territory_b.name}")
    citizen.press("Oui, je participe")
    citizen.sees(BASKETS, "Acceptée")

    # She leaves her own territory: nothing of her stays in either.
    citizen.open(at_a("/mes-donnees/effacer/"))
    citizen.fill(password=PASSWORD)
    citizen.page.locator("main [name=sure]").check()
    citizen.press("Effacer mon compte")
    citizen.sees("Votre compte est effacé")
    with tenant_context(territory_b):
        assert not Guest.objects.exists()
        assert not Participation.objects.exists()
        assert not User.objects.filter(first_name="Léa").exists()
        assert Hours.objects.get().user is None
    assert not Envelope.objects.exists()
    assert letters_to(LEA)[-1].subject == "Votre compte est effacé"
