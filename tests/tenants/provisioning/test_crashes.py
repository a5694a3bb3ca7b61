"""Opening a territory is all or nothing: real processes are really killed."""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from multiprocessing.forkserver import ensure_running
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import connection

from kernel.tenancy import TerritoryContext, tenant_context
from kernel.tenancy.schemas import existing_schemas
from tenants.provisioning.services import Step
from tenants.registry.models import Domain, Territory, TerritoryCommune
from tests.harness.clients import HostClient
from tests.harness.database import ROOT, url_of
from tests.tenants.provisioning.crash import attempt

pytestmark = pytest.mark.django_db(transaction=True)

SLUG = "val-perdu"
SCHEMA = "t_val_perdu"


@dataclass(frozen=True)
class Attempt:
    process: ForkServerProcess
    child: Connection

    def until_paused(self) -> None:
        assert self.child.recv() == "paused"

    def go_on(self) -> None:
        self.child.send("go on")

    def finish(self) -> tuple[int | None, str]:
        """How the process ended, and the last thing it said, if it could."""
        try:
            said = self.child.recv() if self.child.poll(120) else "nothing in two minutes"
        except EOFError:
            said = ""
        self.process.join(120)
        return self.process.exitcode, said


type Start = Callable[..., Attempt]


@pytest.fixture
def start(monkeypatch: pytest.MonkeyPatch) -> Start:
    """Starts processes that have imported everything already, and share nothing with this one."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([attempt.__module__])
    monkeypatch.setenv("DATABASE_URL", url_of(str(settings.DATABASES["default"]["NAME"])))
    monkeypatch.setenv("REDIS_URL", settings.REDIS_URL)
    monkeypatch.setenv("MAILLAGE_VAR", str(settings.MEDIA_ROOT))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT), str(ROOT / "platform")]))
    ensure_running()

    def start(step: str = "", how: str = "", slug: str = SLUG) -> Attempt:
        here, there = context.Pipe()
        process = context.Process(target=attempt, args=(slug, step, how, there))
        process.start()
        there.close()
        return Attempt(process, here)

    return start


def media_of(schema: str) -> Path:
    """Where a process started by `start` keeps the media of a schema."""
    return Path(settings.MEDIA_ROOT) / "media" / schema


def nothing_remains() -> bool:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        # The server notices a dead client when it next reads from it.
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()")
            if cursor.fetchone() == (1,):
                break
        time.sleep(0.05)
    return (
        SCHEMA not in existing_schemas()
        and not Territory.objects.filter(slug=SLUG).exists()
        and not Domain.objects.filter(domain__startswith=SLUG).exists()
        and not TerritoryCommune.objects.filter(commune="BE-84059").exists()
    )


@pytest.mark.parametrize("step", list(Step))
def test_killed_at_any_step_nothing_remains_and_a_retry_completes(start: Start, step: Step) -> None:
    assert start(step, "kill").finish() == (-9, "")
    assert nothing_remains()
    assert HostClient(f"{SLUG}.{settings.BASE_DOMAIN}").get("/").status_code == 404

    if step in {Step.STRUCTURE, Step.CONTENT, Step.LIVE}:
        assert start().finish() == (0, "opened")
        territory = Territory.objects.get(slug=SLUG)
        assert territory.state == "trial"
        # A name was not taken by the file of the attempt that died.
        assert [path.name for path in (media_of(SCHEMA) / "logo").iterdir()] == ["mark.txt"]


def test_an_attempt_that_fails_sweeps_what_it_wrote(start: Start) -> None:
    assert start(Step.CONTENT, "raise").finish() == (1, "")
    assert nothing_remains()
    assert not media_of(SCHEMA).exists()


def test_an_attempt_that_loses_its_connection_leaves_the_files_to_the_next(
    start: Start,
) -> None:
    assert start(Step.CONTENT, "lose-connection").finish() == (1, "")
    assert nothing_remains()
    assert media_of(SCHEMA).exists(), "by now they might be those of another attempt"
    assert start().finish() == (0, "opened")
    assert [path.name for path in (media_of(SCHEMA) / "logo").iterdir()] == ["mark.txt"]


def test_what_a_dead_attempt_cached_is_not_read_by_the_next(
    start: Start, territory_a: TerritoryContext
) -> None:
    dead = TerritoryContext(99, SCHEMA, SLUG, "Val-Perdu", "city", "BE", "Europe/Brussels", "live", "")
    with tenant_context(dead):
        caches["default"].set("root-paths", "of rows that were rolled back")
        caches["renditions"].set("image", "of rows that were rolled back")
    with tenant_context(territory_a):
        caches["default"].set("root-paths", "good")
    assert start(Step.CONTENT, "kill").finish() == (-9, "")
    assert start().finish() == (0, "opened")
    with tenant_context(dead):
        assert caches["default"].get("root-paths") is None
        assert caches["renditions"].get("image") is None
    with tenant_context(territory_a):
        assert caches["default"].get("root-paths") == "good"


@pytest.mark.parametrize("step", [Step.REGISTERED, Step.LIVE])
def test_of_two_at_once_one_wins_and_the_other_is_told(start: Start, step: Step) -> None:
    first = start(step, "pause")
    first.until_paused()
    second = start()
    _wait_until_blocked()
    first.go_on()
    assert first.finish() == (0, "opened")
    said = second.finish()[1]
    assert said.startswith("refused SlugTaken")
    assert SLUG in said
    assert Territory.objects.filter(slug=SLUG).count() == 1


def test_of_two_at_once_the_second_wins_when_the_first_dies(start: Start) -> None:
    first = start(Step.DATA, "pause")
    first.until_paused()
    second = start()
    _wait_until_blocked()
    first.process.kill()
    assert first.finish() == (-9, "")
    assert second.finish() == (0, "opened")


def test_two_slugs_at_once_both_open(start: Start) -> None:
    """The second waits where the first has tied its tables to the network's, until the first commits."""
    first = start(Step.CONTENT, "pause")
    first.until_paused()
    second = start(slug="val-trouve")
    _wait_until_blocked()
    first.go_on()
    assert first.finish() == (0, "opened")
    assert second.finish() == (0, "opened")
    assert {SCHEMA, "t_val_trouve"} <= existing_schemas()


def _wait_until_blocked() -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
            )
            if cursor.fetchone() != (0,):
                return
        time.sleep(0.05)
    raise AssertionError("nobody waits")
