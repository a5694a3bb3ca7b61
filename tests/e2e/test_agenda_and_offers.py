"""What happens near her, and what she offers to others: read, come to, published, answered."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from engagement.associations.models import Association
from engagement.offers.models import Offer
from engagement.offers.renewal_links import token_for
from engagement.rules.models import Rules
from kernel.tenancy import tenant_context
from tests.e2e.letters import last_letter_to, raw
from tests.e2e.world import MANAGER_A, known_user
from tests.factories.agenda import EventFactory
from tests.factories.people import PASSWORD

pytestmark = pytest.mark.usefixtures("world")

CAMILLE = "camille@boite-aux-lettres.example"
JUMBLE = "Brocante du quartier"
BICYCLE = "Réparer votre vélo avec vous"


@pytest.fixture
def camille(territory_a, world):
    with tenant_context(territory_a):
        known_user(email=CAMILLE, first_name="Camille", last_name="Lambert")


@pytest.fixture
def jumble_sale(territory_a, world):
    """An event of La Table de Libin, in a week."""
    with tenant_context(territory_a):
        table = Association.objects.get(slug="la-table-de-libin")
        return EventFactory(association=table, title=JUMBLE, takes_registrations=True, capacity=5)


def test_she_comes_to_an_event_and_its_association_sees_how_many(visit, at_a, camille, jumble_sale):
    citizen = visit()
    citizen.open(at_a("/agenda/"))
    citizen.sees("1 date", JUMBLE)
    citizen.inspect("agenda")
    day = timezone.localtime(jumble_sale.starts_at)
    citizen.open(at_a(f"/agenda/calendrier/{day:%Y/%m}/"))
    citizen.inspect("agenda-mois")
    citizen.page.get_by_role("link", name=JUMBLE).click()
    citizen.sees("5 places restantes")
    citizen.inspect("evenement")
    citizen.click("Je viens")
    citizen.fill(login=CAMILLE, password=PASSWORD)
    citizen.press("Se connecter")
    citizen.fill(people="2")
    citizen.press("Je viens")
    expect(citizen.page.get_by_text("C’est noté : on vous attend.").first).to_be_visible()
    citizen.inspect("evenement-attendue")
    citizen.open(at_a("/mes-evenements/"))
    citizen.sees(JUMBLE, "2 personnes")
    citizen.inspect("mes-evenements")
    citizen.open(at_a("/agenda/s-abonner/"))
    citizen.inspect("agenda-s-abonner")

    manager = visit()
    manager.sign_in(at_a("/espace-association/evenements/"), email=MANAGER_A, password=PASSWORD)
    manager.sees(JUMBLE, "2 personnes viennent")
    manager.inspect("evenements-de-l-association")
    for path, name in (
        (f"{jumble_sale.pk}/inscriptions/", "evenement-qui-vient"),
        (f"{jumble_sale.pk}/missions/", "evenement-missions"),
        (f"{jumble_sale.pk}/annuler/", "evenement-annuler"),
        ("nouveau/", "evenement-nouveau"),
    ):
        manager.open(at_a(f"/espace-association/evenements/{path}"))
        manager.inspect(name)
    day += timedelta(days=30)
    manager.fill(title="Portes ouvertes", description="Venez voir les cuisines.", first_day=f"{day:%Y-%m-%d}")
    manager.fill(start_time="14:00", end_time="17:00")
    manager.press("Enregistrer et publier")
    manager.sees("Portes ouvertes")
    citizen.open(at_a("/agenda/"))
    citizen.sees("2 dates", "Portes ouvertes")


@pytest.fixture
def read_afterwards(territory_a, world):
    """What people offer is shown at once."""
    with tenant_context(territory_a):
        Rules.objects.create(offers_are_read="after")


def test_what_she_offers_is_answered_without_anybodys_address(
    visit, at_a, camille, read_afterwards, territory_a
):
    citizen = visit()
    citizen.open(at_a("/propositions/"))
    citizen.inspect("propositions-aucune")
    citizen.sign_in(at_a("/mes-propositions/nouvelle/"), email=CAMILLE, password=PASSWORD)
    citizen.inspect("proposition-nouvelle")
    citizen.fill(
        title=BICYCLE, description="J’apporte mes outils et je montre comment faire.", commune="Libin"
    )
    citizen.choose("skills", "handiwork")
    citizen.press("Envoyer ma proposition")
    citizen.sees(BICYCLE)
    citizen.inspect("mes-propositions")

    manager = visit()
    manager.sign_in(at_a("/compte/login/?next=/propositions/"), email=MANAGER_A, password=PASSWORD)
    manager.inspect("propositions")
    manager.click(BICYCLE)
    manager.does_not_see("Lambert", CAMILLE)
    manager.inspect("proposition")
    manager.click("Écrire un message")
    manager.fill(body="Notre vélo de livraison n’a plus de freins : viendriez-vous samedi ?")
    manager.press("Envoyer")
    manager.sees("Votre message est envoyé.", BICYCLE)
    manager.open(at_a("/espace-association/messages/"))
    manager.sees(BICYCLE)
    manager.inspect("conversations-de-l-association")

    letter = last_letter_to(CAMILLE)
    assert MANAGER_A not in raw(letter)
    citizen.open(at_a("/messages/"))
    citizen.sees(BICYCLE, "Non lu")

    with tenant_context(territory_a):
        token = token_for(Offer.objects.get())
    on_telephone = visit(width=320)
    on_telephone.open(at_a(f"/prolonger-une-proposition/{token}/"))
    on_telephone.inspect("proposition-prolonger")
    on_telephone.press("Oui, la montrer 90 jours de plus")
    on_telephone.sees("Merci ! Votre proposition est montrée jusqu’au")
