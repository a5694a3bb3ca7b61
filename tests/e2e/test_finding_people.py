"""An association of Nancy looks for volunteers, invites one, and she says yes from her e-mail."""

from __future__ import annotations

import pytest

from engagement.participations.models import Participation
from kernel.tenancy import tenant_context
from matching.catalogue.services import apply_outbox
from tenants.geography.models import Commune
from tenants.provisioning.services import create_territory
from tests.e2e.letters import last_letter_to, links_in, raw
from tests.e2e.world import known_user
from tests.factories.engagement import AssociationFactory, MissionFactory, VolunteerFactory
from tests.factories.people import PASSWORD

MANAGER, CAMILLE = "yasmine@boite-aux-lettres.example", "camille@boite-aux-lettres.example"
READING = "Lire des histoires aux enfants du quartier"


@pytest.fixture
def meurthe_et_moselle(network):
    territory = create_territory(
        name="Place de l’engagement",
        slug="meurthe-et-moselle",
        kind="departement",
        communes=list(Commune.objects.filter(division_code="54")),
        editor_email="equipe@meurthe-et-moselle.example",
    ).context()
    nancy, laxou = (Commune.objects.get(name=name, division_code="54") for name in ("Nancy", "Laxou"))
    with tenant_context(territory):
        pages = AssociationFactory(
            name="Pages ouvertes",
            slug="pages-ouvertes",
            commune=nancy,
            manager=known_user(email=MANAGER, first_name="Yasmine", last_name="Arnoux"),
        )
        MissionFactory(
            association=pages,
            title=READING,
            slug="lire-des-histoires",
            causes=["youth-education"],
            skills=["reading-aloud"],
            availability=["wed-afternoon"],
        )
        apply_outbox()
        for address, first_name, commune, findable in (
            (CAMILLE, "Camille", laxou, True),
            ("discrete@boite-aux-lettres.example", "Solange", nancy, False),
        ):
            VolunteerFactory(
                user=known_user(email=address, first_name=first_name, last_name="Lambert"),
                commune=commune,
                causes=["youth-education"],
                availability=["wed-afternoon"],
                findable=findable,
            )
    return territory


def test_an_association_of_nancy_finds_and_invites_a_volunteer(visit, network, meurthe_et_moselle):
    def at(path: str) -> str:
        return network.url(meurthe_et_moselle.primary_host, path)

    manager, citizen = visit(), visit()
    manager.sign_in(at("/compte/login/?next=/espace-association/missions/"), email=MANAGER, password=PASSWORD)
    manager.click(READING)
    manager.click("Voir à qui elle convient")
    manager.sees("1 personne à qui la mission convient", "Camille", "Laxou", "km de la mission")
    manager.does_not_see("Solange", "Lambert")
    manager.inspect("trouver-des-benevoles")
    manager.page.get_by_label("Libre au moment de la mission").check()
    manager.press("Afficher")
    manager.click("Inviter — Camille, Laxou")
    manager.fill(message="Écrivez-moi au 03 83 00 00 00.")
    manager.press("Envoyer l’invitation")
    manager.sees("03 83 00 00 00")
    manager.inspect("inviter")
    manager.fill(message="Douze enfants vous attendent le mercredi. Viendriez-vous ?")
    manager.press("Envoyer l’invitation")
    manager.sees("Votre invitation part vers Camille.", "Pas encore de réponse", "Personne pour le moment")
    manager.inspect("benevoles-invites")

    letter = last_letter_to(CAMILLE)
    assert MANAGER not in raw(letter)
    assert "List-Unsubscribe-Post" in raw(letter)
    link = next(link for link in links_in(letter) if "/mes-invitations/" in link)
    citizen.sign_in(link, email=CAMILLE, password=PASSWORD)
    citizen.sees("Pages ouvertes vous invite", "Douze enfants vous attendent")
    citizen.inspect("invitation")
    citizen.press("Oui, je participe")
    citizen.sees(READING, "Acceptée")
    citizen.open(at("/mes-invitations/"))
    citizen.sees("Vous avez dit oui")
    citizen.inspect("mes-invitations")
    manager.page.reload()
    manager.sees("A dit oui")
    assert CAMILLE not in raw(last_letter_to(MANAGER))
    with tenant_context(meurthe_et_moselle):
        assert Participation.objects.get().state == "accepted"
