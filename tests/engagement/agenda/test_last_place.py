"""The last place at an event goes to one person, however many ask at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections
from django.utils import timezone

from engagement.agenda.models import Registration
from engagement.agenda.services import EventIsFull, register
from kernel.tenancy import TerritoryContext, tenant_context
from tests.factories.agenda import EventFactory
from tests.factories.people import UserFactory


@pytest.mark.django_db(transaction=True)
def test_the_last_place_goes_to_one(territory_a: TerritoryContext) -> None:
    with tenant_context(territory_a):
        occurrence = EventFactory(capacity=2).occurrences.get()
        people = UserFactory.create_batch(4)
    together = Barrier(len(people))

    def ask(user) -> bool:
        try:
            with tenant_context(territory_a):
                together.wait(60)
                register(occurrence_id=occurrence.pk, user=user, people=2, now=timezone.now())
        except EventIsFull:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(len(people)) as pool:
        assert sorted(pool.map(ask, people)) == [False, False, False, True]
    with tenant_context(territory_a):
        assert Registration.objects.get().people == 2
