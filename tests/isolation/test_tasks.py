"""A real worker runs tasks in the territory they were sent from; one territory's failure is its own."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from kernel.tenancy import TerritoryContext, periodic, tenant_context
from kernel.tenancy.context import BareSchema, switched_to
from kernel.tenancy.periodic import for_each_territory
from kernel.tenancy.tasks import dispatch
from tenants.registry.models import Territory
from tenants.registry.services import suspend_territory
from tests.factories.people import UserFactory
from tests.isolation.tasks_of_tests import count_people, count_then_again, fail_in, told

pytestmark = pytest.mark.django_db(transaction=True)


def _wait_for(lines: int, seconds: float = 60) -> list[str]:
    deadline = time.monotonic() + seconds
    while len(told()) < lines and time.monotonic() < deadline:
        time.sleep(0.02)
    return sorted(told())


def test_a_task_runs_where_it_was_sent_from(
    celery_worker: None, territory_a: TerritoryContext, territory_b: TerritoryContext
) -> None:
    with tenant_context(territory_a):
        UserFactory.create_batch(2)
        count_people.delay()
    with tenant_context(territory_b):
        UserFactory.create_batch(3)
        count_people.delay()
    count_people.delay()
    assert _wait_for(3) == ["public: 0 people", "t_val_sombre: 3 people", "t_vallee_claire: 2 people"]


def test_what_a_task_sends_stays_in_its_territory(celery_worker: None, territory_b: TerritoryContext) -> None:
    with tenant_context(territory_b):
        count_then_again.delay()
    assert _wait_for(2) == ["t_val_sombre: 0 people", "t_val_sombre: first"]


def test_a_task_sent_on_commit_keeps_the_territory_it_was_asked_in(
    celery_worker: None, territory_a: TerritoryContext
) -> None:
    with transaction.atomic(), tenant_context(territory_a):
        count_people.delay_on_commit()
        UserFactory()
    assert _wait_for(1) == ["t_vallee_claire: 1 people"]


def test_one_territorys_failure_stops_no_other(
    celery_worker: None, territory_a: TerritoryContext, territory_b: TerritoryContext
) -> None:
    for territory in (territory_a, territory_b):
        with tenant_context(territory):
            fail_in.delay(territory_a.schema_name)
    assert _wait_for(1) == ["t_val_sombre: did not fail"]


def test_a_task_of_a_territory_that_is_gone_is_dropped(
    celery_worker: None, territory_a: TerritoryContext, caplog: pytest.LogCaptureFixture
) -> None:
    with switched_to(BareSchema("t_gone")):
        count_people.delay()
    with tenant_context(territory_a):
        count_people.delay()
    assert _wait_for(1) == ["t_vallee_claire: 0 people"]
    assert "Dropped the task" in caplog.text
    assert "t_gone" in caplog.text


def test_the_dispatcher_sends_one_task_a_live_territory(
    celery_worker: None,
    territory_a: TerritoryContext,
    territory_b: TerritoryContext,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(periodic, "_jobs", {})
    for_each_territory(every=timedelta(minutes=1))(count_people)
    now = time.time()
    assert dispatch(now) == 2
    assert dispatch(now) == 0, "a minute is dispatched once"
    assert _wait_for(2) == ["t_val_sombre: 0 people", "t_vallee_claire: 0 people"]

    suspend_territory(territory=Territory.objects.get(pk=territory_b.id), now=timezone.now())
    assert dispatch(now + 60) == 1
    assert _wait_for(3)[1:] == ["t_vallee_claire: 0 people"] * 2


def test_sending_that_fails_for_one_territory_is_logged(
    db: None, territory_a: TerritoryContext, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(periodic, "_jobs", {})
    for_each_territory(every=timedelta(minutes=1))(count_people)
    send: Callable = count_people.apply_async

    def send_to_others(headers: dict[str, str]) -> object:
        if headers["_schema_name"] == territory_a.schema_name:
            raise ConnectionError("broker")
        return send(headers=headers)

    monkeypatch.setattr(count_people, "apply_async", send_to_others)
    assert dispatch(time.time()) == 1
    assert told() == ["t_val_sombre: 0 people"]
    assert "Could not send" in caplog.text
