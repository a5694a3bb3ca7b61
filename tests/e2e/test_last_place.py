"""The last place: several browsers at the same moment, and one place."""

from __future__ import annotations

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from engagement.associations.models import Membership
from engagement.participations.services import withdraw_participation
from kernel.accounts.models import User
from kernel.tenancy import tenant_context
from tests.e2e.letters import last_letter_to, letters_to, links_in
from tests.e2e.world import MANAGER_A, TRAILS, known_user, mission_called
from tests.factories.engagement import ParticipationFactory
from tests.factories.people import PASSWORD, UserFactory

pytestmark = pytest.mark.usefixtures("world")

SECOND_MANAGER = "benoit.gerant@boite-aux-lettres.example"
CAMILLE = "camille@boite-aux-lettres.example"
GIVEN = "vous pouvez compter sur une personne de plus"
REFUSED = "Il n’y a plus de place"


@pytest.fixture
def one_place(territory_a, world):
    """A mission with one place, two managers, two requests: the ids of the requests."""
    with tenant_context(territory_a):
        mission = mission_called(TRAILS)
        mission.capacity = 1
        mission.save()
        Membership.objects.create(
            association=mission.association, user=known_user(email=SECOND_MANAGER), role="manager"
        )
        Membership.objects.create(
            association=mission.association,
            user=User.objects.get(email=MANAGER_A),
            role="manager",
        )
        requests = [
            ParticipationFactory(mission=mission, user=UserFactory(first_name=name, last_name=""))
            for name in ("Aurélie", "Camille")
        ]
    return [request.pk for request in requests]


def press_at_once(buttons):
    """Each browser presses its button, given by name, at the same moment of the machine's clock."""
    moment = next(iter(buttons)).page.evaluate("Date.now() + 600")
    for visitor, name in buttons.items():
        visitor.page.evaluate(
            "([moment, selector]) => { setTimeout("
            "() => document.querySelector(selector).click(), moment - Date.now()) }",
            [moment, f"main button[name={name}]"],
        )


def test_two_managers_accept_at_once_while_she_hesitates(visit, at_a, one_place, territory_a):
    with tenant_context(territory_a):
        known_user(email=CAMILLE, first_name="Camille")
    citizen = visit()
    citizen.sign_in(
        at_a("/compte/login/?next=/missions/baliser-le-sentier-des-cretes/"), email=CAMILLE, password=PASSWORD
    )
    citizen.sees("Places restantes")
    managers = [visit(), visit()]
    for manager, email, request in zip(managers, (MANAGER_A, SECOND_MANAGER), one_place, strict=True):
        manager.sign_in(at_a(f"/espace-association/demandes/{request}/"), email=email, password=PASSWORD)

    press_at_once(dict.fromkeys(managers, "accept"))

    outcomes = []
    for manager in managers:
        told = manager.page.locator("main")
        expect(told.get_by_text(GIVEN).or_(told.get_by_text(REFUSED)).first).to_be_visible()
        outcomes.append(manager.page.get_by_text(GIVEN).count() > 0)
    assert sorted(outcomes) == [False, True]
    loser = managers[outcomes.index(False)]
    loser.sees(
        "Il n’y a plus de place : mettez sur liste d’attente, refusez, ou ajoutez des places à la mission."
    )
    loser.inspect("plus-de-place")
    citizen.press("Je participe")
    citizen.sees("Il n’y a plus de place.", "Toutes les places sont prises.")
    citizen.inspect("mission-complete")


def test_a_freed_place_is_held_for_the_first_who_waits(visit, at_a, one_place, territory_a):
    """Whoever she races, from two screens: the place that was offered to her is hers, once."""
    with tenant_context(territory_a):
        camille = known_user(email=CAMILLE, first_name="Camille")
        mission = mission_called(TRAILS)
        holder = ParticipationFactory(mission=mission, user=UserFactory(), state="accepted")
        ParticipationFactory(mission=mission, user=camille, state="waiting")
        withdraw_participation(participation=holder, now=timezone.now())
    link = next(link for link in links_in(last_letter_to(CAMILLE)) if "/place-libre/" in link)
    on_telephone = visit(width=320)
    on_telephone.open(link)
    on_telephone.sees("Une place s’est libérée pour vous")
    on_telephone.inspect("place-libre")
    at_home = visit()
    at_home.open(link)
    manager = visit()
    manager.sign_in(at_a(f"/espace-association/demandes/{one_place[0]}/"), email=MANAGER_A, password=PASSWORD)

    buttons = {at_home: "take", on_telephone: "take", manager: "accept"}
    press_at_once(buttons)

    manager.sees(REFUSED)
    for herself in (on_telephone, at_home):
        herself.sees("On vous attend")
    at_home.inspect("place-prise")
    with tenant_context(territory_a):
        held = mission.participations.filter(state__in=["accepted", "offered"])
        assert [one.user for one in held] == [camille]
    assert len([one for one in letters_to(CAMILLE) if one.subject == f"On vous attend : {TRAILS}"]) == 1
