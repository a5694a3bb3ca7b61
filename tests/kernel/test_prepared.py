"""A prepared query answers as the queryset it was made of, in each territory, at each moment, in each thread."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import Count, QuerySet
from django.utils import timezone

from cms.blocks.selectors import latest_missions
from engagement.associations.models import Association
from engagement.missions.models import Mission
from engagement.missions.selectors import MissionSearch, search_missions
from kernel.prepared import prepared
from kernel.tenancy import TerritoryContext, current_territory, tenant_context
from tests.factories.engagement import AssociationFactory, MissionFactory

pytestmark = pytest.mark.django_db


def _state(mission: Mission) -> dict[str, Any]:
    return {name: value for name, value in vars(mission).items() if name != "_state"}


def test_rows_are_those_of_the_queryset_with_their_relations_and_annotations(
    territory_a: TerritoryContext, django_assert_num_queries: Any
) -> None:
    now = timezone.now()
    with tenant_context(territory_a):
        MissionFactory.create_batch(2, slots=[4])
        MissionFactory(slots=[1], causes=["sport"])
        for cause in ("", "sport"):
            latest_missions(now=now, count=2, cause=cause)
            with django_assert_num_queries(1):
                found = latest_missions(now=now, count=2, cause=cause)
                assert all(mission.association.name and mission.commune.name for mission in found)
            plain = search_missions(search=MissionSearch(cause=cause), now=now)[:2]
            assert [_state(mission) for mission in found] == [_state(mission) for mission in plain]
            assert len(found) == (1 if cause else 2)


def test_each_call_has_its_own_moment(territory_a: TerritoryContext) -> None:
    now = timezone.now()
    with tenant_context(territory_a):
        mission = MissionFactory(slots=[4])
        assert latest_missions(now=now, count=6) == [mission]
        assert latest_missions(now=mission.slots.get().starts_at + timedelta(days=1), count=6) == []
        assert latest_missions(now=now, count=6) == [mission]


def test_territories_share_the_statement_and_nothing_else(
    territory_a: TerritoryContext, territory_b: TerritoryContext
) -> None:
    made = []

    @prepared
    def names(*, count: int) -> QuerySet[Association, str]:
        made.append(current_territory())
        return Association.objects.order_by("name").values_list("name", flat=True)[:count]

    for territory, name in ((territory_a, "Of A"), (territory_b, "Of B")):
        with tenant_context(territory):
            AssociationFactory(name=name)
            assert names(count=3) == [name]
            assert current_territory() == territory
    assert made == [None]


def test_what_would_not_hold_for_all_is_refused(territory_a: TerritoryContext) -> None:
    @prepared
    def of_the_first(*, now: datetime) -> QuerySet[Mission]:
        return Mission.objects.filter(association=Association.objects.first(), published_at__lt=now)

    @prepared
    def next_week(*, now: datetime) -> QuerySet[Mission]:
        return Mission.objects.filter(published_at__gt=now + timedelta(days=7))

    with tenant_context(territory_a):
        with pytest.raises(TypeError, match="nothing of the database"):
            of_the_first(now=timezone.now())
        with pytest.raises(TypeError, match="as it is"):
            next_week(now=timezone.now())


def test_rows_that_are_no_instances(territory_a: TerritoryContext) -> None:
    @prepared
    def missions_of_each() -> QuerySet[Association, tuple[str, int]]:
        return Association.objects.annotate(number=Count("missions")).values_list("name", "number")

    with tenant_context(territory_a):
        MissionFactory(association__name="Les Amis")
        assert missions_of_each() == [("Les Amis", 1)]


@pytest.mark.django_db(transaction=True)
def test_threads_ask_over_their_own_connections(territory_a: TerritoryContext) -> None:
    with tenant_context(territory_a):
        mission = MissionFactory(slots=[4])
    mine = id(connection.connection)

    def ask(_number: int) -> bool:
        try:
            with tenant_context(territory_a):
                answers = [latest_missions(now=timezone.now(), count=6) for _ in range(20)]
                return answers == [[mission]] * 20 and id(connection.connection) != mine
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(ask, range(4)))
