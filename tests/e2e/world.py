"""What the two territories hold before a visitor comes: a few credible associations, missions and people."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from engagement.missions.models import Mission, Reach
from kernel.accounts.models import User
from kernel.accounts.services import open_account
from kernel.tenancy import TerritoryContext, tenant_context
from matching.catalogue.services import apply_outbox
from tenants.geography.models import Commune
from tests.factories.engagement import AssociationFactory, MissionFactory, SlotFactory
from tests.factories.people import PASSWORD
from themes.branding.services import set_brand

#: Who answers for the associations of the two territories.
MANAGER_A = "nadia.gerante@boite-aux-lettres.example"
MANAGER_B = "philippe.gerant@boite-aux-lettres.example"
#: What the associations' own letterboxes are: never to be seen.
LETTERBOXES = ("soupe@association.example", "fournil@association.example", "061 22 33 44")

SOUP = "Servir la soupe du vendredi"
TRAILS = "Baliser le sentier des crêtes"
LIBRARY = "Tenir l’accueil de la bibliothèque"
WEBSITE = "Remettre à neuf un site web"
PARCELS = "Livrer des colis alimentaires"
MEADOW = "Faucher la prairie fleurie"


def fill_territories(a: TerritoryContext, b: TerritoryContext) -> None:
    """Vallée-Claire (Libin) and Val-Sombre (Tellin), eleven kilometres apart, each with its colours."""
    with tenant_context(a):
        set_brand(
            name=a.name,
            tagline="Le bénévolat de la vallée",
            primary="#1f5c3f",
            accent="#d1942b",
            preset="clairiere",
        )
        _fill_a()
        apply_outbox()
    with tenant_context(b):
        set_brand(name=b.name, tagline="On s’y met ensemble", primary="#5b2a5e", accent="#d1942b")
        _fill_b()
        apply_outbox()


def _fill_a() -> None:
    manager = _manager(MANAGER_A, "Nadia", "Haddad")
    table = AssociationFactory(
        manager=manager,
        name="La Table de Libin",
        slug="la-table-de-libin",
        summary="Un repas chaud, et des voisins autour.",
        description="Chaque vendredi, une trentaine de personnes se retrouvent autour d’une soupe.",
        causes=["food-aid", "social-ties"],
        email=LETTERBOXES[0],
        phone=LETTERBOXES[2],
    )
    soup = MissionFactory(
        association=table,
        title=SOUP,
        slug="servir-la-soupe-du-vendredi",
        need="Trente convives, deux marmites, et trop peu de bras pour que chacun soit servi chaud.",
        tasks=["Dresser les tables", "Servir", "Ranger avec l’équipe"],
        causes=["food-aid"],
        skills=["cooking"],
        welcome="Nadia vous accueille un quart d’heure avant et vous présente l’équipe.",
        given_back="Le repas, partagé avec tout le monde.",
        place_name="Salle du Vieux Moulin",
        street="Rue du Commerce 12",
    )
    for week in (1, 2, 3):
        start = timezone.localtime().replace(hour=17, minute=0, second=0, microsecond=0) + timedelta(
            weeks=week
        )
        SlotFactory(mission=soup, starts_at=start, ends_at=start + timedelta(hours=3), capacity=2)
    trails = AssociationFactory(name="Les Sentiers d’Ochamps", slug="les-sentiers-d-ochamps")
    MissionFactory(
        association=trails,
        title=TRAILS,
        slug="baliser-le-sentier-des-cretes",
        causes=["environment"],
        skills=["handiwork"],
        availability=["sat-morning"],
    )
    MissionFactory(
        association=trails,
        commune=Commune.objects.get(pk="BE-84059"),
        title=LIBRARY,
        slug="tenir-l-accueil-de-la-bibliotheque",
        need="Le samedi, les enfants viennent nombreux : il manque quelqu’un pour les accueillir.",
        tasks=["Enregistrer les prêts", "Conseiller une lecture"],
        causes=["culture"],
        availability=["sat-afternoon"],
    )
    MissionFactory(
        association=trails,
        title=WEBSITE,
        slug="remettre-a-neuf-un-site-web",
        need="Notre site date de dix ans. Nous cherchons quelqu’un pour en faire un plus simple.",
        tasks=["Choisir un outil", "Reprendre les textes"],
        causes=["digital-inclusion"],
        remote="full",
    )


def _fill_b() -> None:
    bakery = AssociationFactory(
        manager=_manager(MANAGER_B, "Philippe", "Collignon"),
        name="Le Fournil solidaire",
        slug="le-fournil-solidaire",
        summary="Du pain pour tous, et des tournées dans les villages.",
        causes=["food-aid"],
        email=LETTERBOXES[1],
    )
    MissionFactory(
        association=bakery,
        title=PARCELS,
        slug="livrer-des-colis-alimentaires",
        need="Des familles attendent leur colis, loin de la route du bus.",
        tasks=["Charger la camionnette", "Livrer, et prendre des nouvelles"],
        causes=["food-aid"],
        skills=["driving"],
    )
    MissionFactory(
        association=bakery,
        title=MEADOW,
        slug="faucher-la-prairie-fleurie",
        causes=["environment"],
        reach=Reach.TERRITORY,
    )


def _manager(email: str, first_name: str, last_name: str) -> User:
    return known_user(email=email, first_name=first_name, last_name=last_name)


def known_user(*, email: str, **fields: str) -> User:
    """Somebody who has proved her address before, with `PASSWORD`. Inside her territory."""
    return open_account(email=email, password=PASSWORD, **fields)


def mission_called(title: str) -> Mission:
    """Inside its territory."""
    return Mission.objects.get(title=title)
