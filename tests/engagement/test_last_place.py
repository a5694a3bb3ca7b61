"""The last place, given at once by two people on two connections."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection
from django.utils import timezone

from engagement.missions.services import MissionContent, draft_mission
from engagement.participations.models import Participation, ParticipationState
from engagement.participations.refusals import AlreadyRequested
from engagement.participations.services import accept_participation, request_participation
from kernel.tenancy import TerritoryContext, tenant_context
from tests.factories.engagement import AssociationFactory, MissionFactory, ParticipationFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


def race(territory: TerritoryContext, *acts: Callable[[], object]) -> list[object]:
    """Run `acts` at once, each on its own connection; what each returned, or the exception it raised."""
    barrier = threading.Barrier(len(acts))
    results: list[object] = [None] * len(acts)

    def run(number: int) -> None:
        try:
            with tenant_context(territory):
                barrier.wait(timeout=60)
                results[number] = acts[number]()
        except Exception as error:
            results[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return results


@pytest.mark.parametrize("with_slot", [False, True])
def test_two_accept_at_once_and_one_wins(territory_a, with_slot):
    with tenant_context(territory_a):
        mission = MissionFactory(slots=[1]) if with_slot else MissionFactory(capacity=1)
        slot = mission.slots.first()
        asked = [ParticipationFactory(mission=mission, slot=slot) for _ in range(2)]
        manager = UserFactory()

    def accept(participation: Participation) -> Callable[[], object]:
        return lambda: accept_participation(
            participation=participation, answered_by=manager, now=timezone.now()
        )

    results = race(territory_a, *map(accept, asked))

    assert sorted(type(result).__name__ for result in results) == ["MissionIsFull", "Participation"]
    with tenant_context(territory_a):
        states = sorted(Participation.objects.values_list("state", flat=True))
    assert states == [ParticipationState.ACCEPTED, ParticipationState.REQUESTED]


def test_a_double_click_asks_once(territory_a):
    with tenant_context(territory_a):
        mission, user = MissionFactory(), UserFactory()

    def ask() -> object:
        return request_participation(mission_id=mission.pk, user=user, now=timezone.now())

    results = race(territory_a, ask, ask)

    assert sum(isinstance(result, AlreadyRequested) for result in results) == 1
    with tenant_context(territory_a):
        assert Participation.objects.count() == 1


def test_one_title_twice_at_once_makes_two_addresses(territory_a):
    with tenant_context(territory_a):
        association = AssociationFactory()
    content = MissionContent(
        title="Servir la soupe",
        need="Chaque vendredi.",
        commune_id=association.commune_id,
        latitude=association.latitude,
        longitude=association.longitude,
    )

    def write() -> object:
        return draft_mission(association=association, content=content).slug

    assert set(race(territory_a, write, write)) == {"servir-la-soupe", "servir-la-soupe-2"}
