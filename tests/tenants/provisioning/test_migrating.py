"""A deploy over many territories: quick, in parallel, and whatever happens to one of them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from io import StringIO
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from celery.exceptions import Retry
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import override_settings

from kernel.mail.tasks import resume
from kernel.tenancy import TerritoryContext, tenant_context
from kernel.tenancy.migrating import DEPLOY_LOCK, migration_lock, release
from kernel.tenancy.schemas import TEMPLATE_SCHEMA
from kernel.tenancy.tasks import dispatch
from tenants.provisioning.migrating import migrate_territories, stale_territories
from tenants.registry.models import Territory
from tests.factories.engagement import MissionFactory
from tests.harness.clients import HostClient
from tests.harness.database import ROOT, url_of
from tests.harness.next_release import NEXT_RELEASE

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def next_release() -> Iterator[None]:
    with override_settings(MIGRATION_MODULES=NEXT_RELEASE):
        release.cache_clear()
        yield
    release.cache_clear()


def columns(column: str = "column_of_tests") -> set[str]:
    """The schemas whose missions have this column."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_schema FROM information_schema.columns"
            " WHERE table_name = 'missions_mission' AND column_name = %s",
            [column],
        )
        return {schema for (schema,) in cursor.fetchall()}


def sql(territory: TerritoryContext, statement: str) -> Any:
    with tenant_context(territory), connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall() if cursor.description else None


def test_a_territory_that_fails_is_left_to_the_former_release_and_caught_up_with(
    next_release: None, territory_a: TerritoryContext, territory_b: TerritoryContext
) -> None:
    with tenant_context(territory_b):
        MissionFactory()
    sql(territory_a, "ALTER TABLE missions_mission ADD column_of_tests text")  # adding it again will fail
    heard: list[tuple[int, int, str]] = []
    report = migrate_territories(progress=lambda *said: heard.append(said))
    assert (report.stale, report.migrated) == (2, (territory_b.schema_name,))
    assert list(report.failed) == [territory_a.schema_name]
    assert "DuplicateColumn" in report.failed[territory_a.schema_name] or "already exists" in str(report)
    assert sorted(heard)[-1][:2] == (2, 2)
    assert columns() == {territory_a.schema_name, territory_b.schema_name, TEMPLATE_SCHEMA}
    assert sql(territory_b, "SELECT column_of_tests FROM missions_mission") == [("filled",)]
    assert sql(territory_a, "SELECT count(*) FROM django_migrations WHERE name LIKE '9999%'") == [(0,)]

    # The new release leaves it to the former one, in pages and in tasks; the others go on.
    marked = Territory.objects.get(pk=territory_a.id)
    assert marked.behind == release()
    answer = HostClient(territory_a.primary_host).get("/")
    assert (answer.status_code, answer.headers["X-Former-Release"]) == (503, "1")
    assert HostClient(territory_b.primary_host).get("/").status_code == 200
    with tenant_context(marked.context()), pytest.raises(Retry):
        resume.apply(throw=True)
    assert territory_a.slug not in due()
    assert territory_b.slug in due()
    with override_settings(MIGRATION_MODULES={}):  # the former release, which still runs
        release.cache_clear()
        assert HostClient(territory_a.primary_host).get("/").status_code == 200
        assert territory_a.slug in due()
    release.cache_clear()

    with pytest.raises(CommandError) as caught:
        call_command("migrate_territories", stderr=StringIO())
    assert caught.value.returncode == 3
    sql(territory_a, "ALTER TABLE missions_mission DROP column_of_tests")
    assert list(stale_territories().values()) == [[territory_a.schema_name]]
    said = StringIO()
    call_command("migrate_territories", stdout=said)
    assert f"1/1 {territory_a.schema_name}" in said.getvalue()
    assert not stale_territories()
    assert HostClient(territory_a.primary_host).get("/").status_code == 200


def test_where_nothing_is_stale_only_a_few_queries_are_asked(territory_a: TerritoryContext) -> None:
    before = len(connection.queries_log)
    connection.force_debug_cursor = True
    assert stale_territories() == {}
    connection.force_debug_cursor = False
    assert len(connection.queries_log) - before == 3  # their names, their tables, one for all of them
    assert migrate_territories().stale == 0


def test_a_table_in_use_is_waited_for(
    next_release: None, monkeypatch: pytest.MonkeyPatch, territory_a: TerritoryContext
) -> None:
    monkeypatch.setattr("tenants.provisioning.migrating.LOCK_SECONDS", 0.2)
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute(f"BEGIN; LOCK TABLE {territory_a.schema_name}.missions_mission IN SHARE MODE")
            report = migrate_territories()
            assert list(report.failed) == [territory_a.schema_name]
            assert "lock" in report.failed[territory_a.schema_name]
            cursor.execute("ROLLBACK")
    finally:
        other.close()
    assert migrate_territories().migrated == (territory_a.schema_name,)


def test_a_deploy_that_was_killed_is_taken_up_by_the_next() -> None:
    environment = os.environ | {
        "DATABASE_URL": url_of(str(settings.DATABASES["default"]["NAME"])),
        "REDIS_URL": settings.REDIS_URL,
        "DJANGO_SETTINGS_MODULE": os.environ["DJANGO_SETTINGS_MODULE"],
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "platform"), os.environ.get("PYTHONPATH", "")]),
    }
    killed = subprocess.run(
        [sys.executable, "-W", "ignore", str(Path(__file__).with_name("deploy.py"))],
        env=environment, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert killed.returncode == -9, killed.stderr
    done = columns() - {TEMPLATE_SCHEMA}
    assert done  # the first was reported; the second may have been on its way
    with override_settings(MIGRATION_MODULES=NEXT_RELEASE):
        assert migrate_territories().stale == 2 - len(done)
    assert len(columns()) == 3


def test_of_two_deploys_at_once_the_second_waits_and_finds_nothing_to_do(next_release: None) -> None:
    reached, go_on = Event(), Event()

    def pause(*_: object) -> None:
        reached.set()
        assert go_on.wait(60)

    def deploy(**options: Any) -> int:
        try:
            return migrate_territories(**options).stale
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(deploy, progress=pause)
        assert reached.wait(60)
        with pytest.raises(CommandError, match="mise à jour"):
            call_command("migrate_territories", "--no-wait")
        second = pool.submit(deploy)
        go_on.set()
        assert (first.result(60), second.result(60)) == (2, 0)


def test_territories_can_be_opened_while_others_are_migrated() -> None:
    from tenants.provisioning.blueprint import current_blueprint

    with migration_lock(DEPLOY_LOCK, wait=False):
        assert current_blueprint().tables


def due() -> set[str]:
    """The territories that a day of the dispatcher reaches."""
    from kernel.tenancy import tasks

    sent: set[str] = set()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tasks, "due_jobs", lambda slugs, minutes: sent.update(slugs) or ())
        patch.setattr(tasks, "_claimed_minutes", lambda current: range(1))
        dispatch()
    return sent
