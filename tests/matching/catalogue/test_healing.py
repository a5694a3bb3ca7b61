"""Whatever dies, comes twice or comes late, the catalogue ends up saying what the territories show."""

from __future__ import annotations

import random
import threading
from datetime import timedelta
from io import StringIO
from typing import Any

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import InterfaceError, OperationalError, connection, transaction
from django.utils import timezone

from engagement.missions.models import Mission
from kernel.tenancy import TerritoryContext, TerritoryState, public_context, tenant_context
from matching.catalogue.models import Opportunity, OutboxEntry, Reconciliation
from matching.catalogue.reconciling import reconcile_territory
from matching.catalogue.selectors import catalogue_lag
from matching.catalogue.services import apply_outbox, drain_outbox
from matching.catalogue.tasks import keep_in_step
from tenants.registry.models import Territory
from tests.factories.engagement import MissionFactory


def _titles() -> set[str]:
    return set(Opportunity.objects.filter(is_open=True).values_list("title", flat=True))


class _Killer:
    """Ends the server's side of the connection before the statement of that number."""

    def __init__(self, at: int) -> None:
        self.left = at
        self.statements: list[str] = []

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        self.statements.append(sql)
        if self.left == 0:
            kill(connection.connection.info.backend_pid)
        self.left -= 1
        return execute(sql, params, many, context)


def kill(pid: int) -> None:
    with psycopg.connect(
        connection.connection.info.dsn, password=connection.settings_dict["PASSWORD"]
    ) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])


def _worker(at: int | None, commits: bool = True) -> list[str]:
    """One round of a worker, in a thread and on a connection of its own, killed before its statement `at`.

    With `commits` false it is killed between its last statement and the commit. Returns the statements it came to.
    """
    killer = _Killer(-1 if at is None else at)

    def work() -> None:
        try:
            with connection.execute_wrapper(killer), transaction.atomic():
                drain_outbox()
                if not commits:
                    kill(connection.connection.info.backend_pid)
        except (OperationalError, InterfaceError):
            pass
        finally:
            connection.close()

    thread = threading.Thread(target=work)
    thread.start()
    thread.join(timeout=60)
    return killer.statements


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_between_any_two_steps_loses_nothing(territory_a: TerritoryContext):
    with tenant_context(territory_a):
        mission = MissionFactory(title="Avant")
        apply_outbox()
        Mission.objects.filter(pk=mission.pk).update(title="Après")
    step = 0
    while len(_worker(step)) > step:
        assert _titles() == {"Avant"}, f"half done at step {step}"
        assert OutboxEntry.objects.count() == 1
        step += 1
        if OutboxEntry.objects.count() == 0:
            break
    assert step > 6, "too few steps were tried"
    with tenant_context(territory_a):
        Mission.objects.filter(pk=mission.pk).update(title="Encore après")
    _worker(None, commits=False)
    assert OutboxEntry.objects.count() == 1
    drain_outbox()
    assert _titles() == {"Encore après"}
    assert not OutboxEntry.objects.exists()


def test_entries_applied_in_any_order_end_the_same(in_a):
    missions = [MissionFactory(title=f"Mission {number}") for number in range(4)]
    for number, mission in enumerate(missions):
        Mission.objects.filter(pk=mission.pk).update(title=f"Mission changée {number}")
    missions[0].delete()
    waiting = list(OutboxEntry.objects.order_by("id").values("schema_name", "mission_id"))
    random.Random(5).shuffle(waiting)
    OutboxEntry.objects.all().delete()
    for entry in [*waiting, *waiting]:
        OutboxEntry.objects.create(**entry)
        with public_context():
            assert drain_outbox() == 1
    assert _titles() == {f"Mission changée {number}" for number in (1, 2, 3)}


@pytest.mark.django_db(transaction=True)
def test_the_worker_does_not_wait_for_a_mission_that_a_service_holds(territory_a: TerritoryContext):
    with tenant_context(territory_a):
        held, free = MissionFactory(title="Tenue"), MissionFactory(title="Libre")
        apply_outbox()
        Mission.objects.filter(pk=free.pk).update(title="Libre, changée")
        holding, go_on = threading.Event(), threading.Event()

        def hold() -> None:
            try:
                with tenant_context(territory_a), transaction.atomic():
                    Mission.objects.filter(pk=held.pk).update(title="Tenue, changée")
                    OutboxEntry.objects.filter(mission_id=free.pk).select_for_update().get()
                    OutboxEntry.objects.filter(mission_id=held.pk).update(created_at=timezone.now())
                    apply_outbox()
                    holding.set()
                    go_on.wait(timeout=60)
            finally:
                connection.close()

        thread = threading.Thread(target=hold)
        thread.start()
        assert holding.wait(timeout=60)
        with public_context():
            OutboxEntry.objects.create(schema_name=territory_a.schema_name, mission_id=held.pk)
            assert drain_outbox() == 0, "both are held"
        go_on.set()
        thread.join(timeout=60)
    drain_outbox()
    assert _titles() == {"Tenue, changée", "Libre, changée"}


def test_one_territory_that_fails_does_not_hold_up_the_others(in_a, territory_b, monkeypatch, caplog):
    MissionFactory(title="Celle de A")
    with tenant_context(territory_b):
        MissionFactory(title="Celle de B")
    from matching.catalogue import projection

    real = projection._projector

    def failing(mission_ids):
        from kernel.tenancy import current_territory

        if current_territory().slug == in_a.slug:
            raise RuntimeError("this territory’s data are broken")
        return real(mission_ids)

    monkeypatch.setattr(projection, "_projector", failing)
    with public_context():
        assert drain_outbox() == 1
    assert _titles() == {"Celle de B"}
    assert in_a.schema_name in caplog.text


def test_reconciling_heals_what_differs_and_reports_it(in_a, caplog):
    now = timezone.now()
    missing, stale, ghost, withdrawn, right = (MissionFactory(title=f"M{number}") for number in range(5))
    apply_outbox()
    assert reconcile_territory(now=now).healed == 0
    assert not caplog.records
    # What no trigger saw: rows of the catalogue lost or changed, a mission deleted with triggers off.
    Opportunity.objects.filter(mission_id=missing.pk).delete()
    Opportunity.objects.filter(mission_id=stale.pk).update(title="Faux")
    Opportunity.objects.filter(mission_id=withdrawn.pk).update(is_open=False)
    Mission.objects.filter(pk=ghost.pk).delete()
    OutboxEntry.objects.all().delete()
    MissionFactory(title="En attente")  # merely waits: no difference
    report = reconcile_territory(now=now + timedelta(days=1))
    assert (report.missing, report.stale, report.ghosts) == (2, 1, 1)
    assert in_a.slug in caplog.text
    assert _titles() == {"M0", "M1", "M3", "M4", "En attente"}
    assert reconcile_territory(now=now + timedelta(days=2)).healed == 0
    assert Reconciliation.objects.get().at == now + timedelta(days=2)
    assert right.pk


def test_the_command_says_how_the_catalogue_does_and_writes_it_anew(in_a):
    mission = MissionFactory(title="Buvette")
    apply_outbox()
    Opportunity.objects.update(title="Faux", version=1)
    out = StringIO()
    call_command("catalogue", "rebuild", in_a.slug, stdout=out)
    assert f"{in_a.slug}: 1 missions" in out.getvalue()
    row = Opportunity.objects.get(mission_id=mission.pk)
    assert (row.title, row.version > 1) == ("Buvette", True)
    call_command("catalogue", "reconcile", stdout=out)
    call_command("catalogue", "status", stdout=out)
    assert "missing 0, stale 0, ghosts 0" in out.getvalue()
    assert "lag: 0.0 s (0 entries wait)" in out.getvalue()

    OutboxEntry.objects.create(
        schema_name=in_a.schema_name, mission_id=1, created_at=timezone.now() - timedelta(minutes=5)
    )
    assert catalogue_lag(now=timezone.now()) >= timedelta(minutes=5)
    with pytest.raises(CommandError, match="behind"):
        call_command("catalogue", "status", stdout=out)
    call_command("catalogue", "apply", stdout=out)
    call_command("catalogue", "status", stdout=out)
    with pytest.raises(CommandError, match="nowhere"):
        call_command("catalogue", "rebuild", "nowhere")


def test_whoever_watches_learns_that_the_catalogue_is_behind(network_client):
    assert network_client.get("/health").json()["catalogue"] == "ok"
    OutboxEntry.objects.create(
        schema_name="t_never_was", mission_id=1, created_at=timezone.now() - timedelta(minutes=5)
    )
    answer = network_client.get("/health")
    assert (answer.status_code, answer.json()["catalogue"]) == (200, "behind"), "the process itself does well"
    assert float(answer.json()["catalogue_lag_seconds"]) >= 60


def test_time_alone_withdraws_a_mission_whose_end_is_past(in_a):
    now = timezone.now()
    MissionFactory(title="Finie", ends_at=now - timedelta(hours=1))
    MissionFactory(title="Continue")
    apply_outbox()
    assert _titles() == {"Continue"}
    # As it was before the end came: the clock went on, and nothing was written.
    Opportunity.objects.update(is_open=True)
    Opportunity.objects.filter(title="").update(title="Finie", refresh_at=now - timedelta(hours=1))
    assert keep_in_step() == 1
    assert _titles() == {"Continue"}


def test_a_suspended_territory_is_left_alone_until_it_is_back(in_a):
    MissionFactory(title="Ici", ends_at=timezone.now() + timedelta(hours=1))
    apply_outbox()
    Opportunity.objects.update(refresh_at=timezone.now() - timedelta(hours=1))
    Territory.objects.filter(pk=in_a.id).update(state=TerritoryState.SUSPENDED)
    assert keep_in_step() == 0
    Territory.objects.filter(pk=in_a.id).update(state=TerritoryState.LIVE)
    assert keep_in_step() == 1
