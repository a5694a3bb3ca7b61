"""She asks, the association answers, and neither learns the other's address."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from kernel.tenancy import tenant_context
from tests.e2e.letters import last_letter_to, letters_to, links_in, raw
from tests.e2e.world import LETTERBOXES, MANAGER_A, SOUP, known_user
from tests.factories.engagement import VolunteerFactory
from tests.factories.people import PASSWORD

pytestmark = pytest.mark.usefixtures("world")

CAMILLE = "camille@boite-aux-lettres.example"
ANSWER = "Avec grand plaisir : entrez par la cour, un tablier vous attend."


@pytest.fixture
def camille(territory_a, world):
    """A volunteer of Libin with a profile."""
    with tenant_context(territory_a):
        user = known_user(email=CAMILLE, first_name="Camille", last_name="Lambert")
        VolunteerFactory(user=user, causes=["food-aid"], skills=["cooking"])


def holds_no_address_of(letter, *addresses):
    everything = raw(letter).lower()
    for address in (*addresses, *LETTERBOXES):
        assert address.lower() not in everything


def test_she_asks_and_is_accepted_and_can_withdraw(visit, at_a, at_b, camille):
    citizen = visit()
    citizen.open(at_a("/missions/servir-la-soupe-du-vendredi/"))
    citizen.click("J’ai déjà un compte")
    citizen.fill(login=CAMILLE, password=PASSWORD)
    citizen.press("Se connecter")
    expect(citizen.page.get_by_role("heading", level=1)).to_have_text(SOUP)
    citizen.inspect("mission-connectee")
    citizen.page.get_by_role("radio").first.check()
    citizen.fill(message="Je sais éplucher vite. Mon numéro : 0475 12 34 56")
    citizen.press("Je participe")
    citizen.sees("n’écrivez pas « 0475 12 34 56 »")
    citizen.inspect("mission-coordonnees-refusees")
    citizen.fill(message="Je sais éplucher vite, et j’aime le monde.")
    citizen.press("Je participe")
    citizen.sees("Votre demande est transmise : La Table de Libin", "Votre demande attend une réponse")
    citizen.inspect("mission-demandee")

    (told,) = letters_to(MANAGER_A)
    assert told.subject == f"Camille L. souhaite participer : {SOUP}"
    assert told.from_email.startswith("Vallée-Claire <") or "=?utf-8?" in told.from_email
    holds_no_address_of(told, CAMILLE)
    assert "Lambert" not in raw(told)

    manager = visit()
    link = next(link for link in links_in(told) if "/demandes/" in link)
    manager.sign_in(link, email=MANAGER_A, password=PASSWORD)
    manager.sees("Camille L. souhaite participer", "Je sais éplucher vite, et j’aime le monde.", "Cuisine")
    manager.does_not_see(CAMILLE, "Lambert")
    manager.inspect("demande")

    manager.open(at_a("/espace-association/"))
    manager.sees("1 demande attend votre réponse", "Camille L.", SOUP)
    manager.does_not_see(CAMILLE)
    manager.inspect("demandes")
    manager.page.locator("main").get_by_role("link", name="Répondre").click()
    manager.fill(answer=ANSWER)
    manager.press("Accepter")
    manager.sees(
        "Camille L. reçoit votre réponse : vous pouvez compter sur une personne de plus.", "Acceptée"
    )
    manager.inspect("demandes-apres")

    answered = last_letter_to(CAMILLE)
    assert answered.subject == f"On vous attend : {SOUP}"
    assert ANSWER in answered.body
    holds_no_address_of(answered, MANAGER_A)
    citizen.open(next(link for link in links_in(answered) if "/mes-participations/" in link))
    citizen.sees(SOUP, "Acceptée", ANSWER)
    citizen.inspect("mes-participations")

    citizen.click(SOUP)
    citizen.click("Je ne peux plus venir")
    citizen.sees("Vous ne pouvez plus venir ?")
    citizen.inspect("renoncer")
    citizen.click("Non, revenir")
    citizen.press(f"Je ne peux plus venir — {SOUP}")
    citizen.sees("C’est fait : vous ne participez plus", "Retirée")
    gone = last_letter_to(MANAGER_A)
    assert gone.subject == f"Camille L. ne peut plus venir : {SOUP}"
    holds_no_address_of(gone, CAMILLE)
    manager.open(at_a("/espace-association/"))
    manager.sees("Retirée")

    # The association's space is its managers' own, and an account is one territory's.
    citizen.open(at_a("/espace-association/"))
    citizen.sees("Voir toutes les associations")
    citizen.does_not_see(SOUP)
    citizen.inspect("espace-association-sans-association")
    citizen.open(urlsplit(link)._replace(query="").geturl(), status=404)
    citizen.open(at_b("/mon-profil/"))
    expect(citizen.page.get_by_role("heading", level=1)).to_have_text("Se connecter")


def test_a_refusal_needs_a_kind_word(visit, at_a, camille):
    citizen = visit(width=320, javascript=False)
    citizen.sign_in(
        at_a("/compte/login/?next=/missions/servir-la-soupe-du-vendredi/"), email=CAMILLE, password=PASSWORD
    )
    citizen.open(at_a("/mes-participations/"))
    citizen.sees("Vous n’avez encore participé à aucune mission")
    citizen.inspect("mes-participations-vide")
    citizen.page.go_back()
    citizen.page.get_by_role("radio").first.check()
    citizen.press("Je participe")
    citizen.sees("Votre demande attend une réponse")

    manager = visit(javascript=False)
    manager.sign_in(at_a("/espace-association/"), email=MANAGER_A, password=PASSWORD)
    manager.page.locator("main").get_by_role("link", name="Répondre").click()
    manager.press("Refuser")
    manager.sees("Dites pourquoi")
    manager.fill(answer="L’équipe est déjà au complet ce soir-là. Revenez nous voir !")
    manager.press("Refuser")
    manager.sees("Votre réponse est transmise à Camille L.")

    letter = last_letter_to(CAMILLE)
    assert letter.subject == f"Pas cette fois : {SOUP}"
    holds_no_address_of(letter, MANAGER_A)
    citizen.open(at_a("/mes-participations/"))
    citizen.sees("Refusée", "Revenez nous voir !")
    citizen.inspect("mes-participations-refusee")
