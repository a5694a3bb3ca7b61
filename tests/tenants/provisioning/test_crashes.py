"""Opening a territory is all or nothing: real processes are really killed."""

from __future__ import annotations

import os
import subprocess
import sys
import time
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

pytestmark = pytest.mark.django_db(transaction=True)

SLUG = "val-perdu"
SCHEMA = "t_val_perdu"


def start(step: str, how: str, slug: str = SLUG) -> subprocess.Popen[str]:
    environment = os.environ | {
        "DATABASE_URL": url_of(str(settings.DATABASES["default"]["NAME"])),
        "REDIS_URL": settings.REDIS_URL,
        "MAILLAGE_VAR": str(Path(settings.MEDIA_ROOT)),
        "DJANGO_SETTINGS_MODULE": os.environ["DJANGO_SETTINGS_MODULE"],
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "platform"), os.environ.get("PYTHONPATH", "")]),
    }
    return subprocess.Popen(
        [sys.executable, "-W", "ignore", str(Path(__file__).with_name("crash.py")), slug, step, how],
        env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def media_of(schema: str) -> Path:
    """Where a process started by `start` keeps the media of a schema."""
    return Path(settings.MEDIA_ROOT) / "media" / schema


def finish(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    out, err = process.communicate(timeout=120)
    return process.returncode, out.strip(), err


def nothing_remains() -> bool:
    deadline = time.monotonic() + 10
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
def test_killed_at_any_step_nothing_remains_and_a_retry_completes(step: Step) -> None:
    code, _, err = finish(start(step, "kill"))
    assert code == -9, err
    assert nothing_remains()
    assert HostClient(f"{SLUG}.{settings.BASE_DOMAIN}").get("/").status_code == 404

    if step in {Step.STRUCTURE, Step.CONTENT, Step.LIVE}:
        code, out, err = finish(start("", "-"))
        assert (code, out) == (0, "opened"), err
        territory = Territory.objects.get(slug=SLUG)
        assert territory.state == "trial"
        # A name was not taken by the file of the attempt that died.
        assert [path.name for path in (media_of(SCHEMA) / "logo").iterdir()] == ["mark.txt"]


def test_an_attempt_that_fails_sweeps_what_it_wrote() -> None:
    code, _, err = finish(start(Step.CONTENT, "raise"))
    assert code == 1, err
    assert nothing_remains()
    assert not media_of(SCHEMA).exists()


def test_an_attempt_that_loses_its_connection_leaves_the_files_to_the_next() -> None:
    code, _, err = finish(start(Step.CONTENT, "lose-connection"))
    assert code == 1, err
    assert nothing_remains()
    assert media_of(SCHEMA).exists(), "by now they might be those of another attempt"
    assert finish(start("", "-"))[0] == 0
    assert [path.name for path in (media_of(SCHEMA) / "logo").iterdir()] == ["mark.txt"]


def test_what_a_dead_attempt_cached_is_not_read_by_the_next(territory_a: TerritoryContext) -> None:
    dead = TerritoryContext(99, SCHEMA, SLUG, "Val-Perdu", "city", "BE", "Europe/Brussels", "live", "")
    with tenant_context(dead):
        caches["default"].set("root-paths", "of rows that were rolled back")
        caches["renditions"].set("image", "of rows that were rolled back")
    with tenant_context(territory_a):
        caches["default"].set("root-paths", "good")
    assert finish(start(Step.CONTENT, "kill"))[0] == -9
    assert finish(start("", "-"))[0] == 0
    with tenant_context(dead):
        assert caches["default"].get("root-paths") is None
        assert caches["renditions"].get("image") is None
    with tenant_context(territory_a):
        assert caches["default"].get("root-paths") == "good"


@pytest.mark.parametrize("step", [Step.REGISTERED, Step.LIVE])
def test_of_two_at_once_one_wins_and_the_other_is_told(step: Step) -> None:
    first = start(step, "pause")
    assert first.stdout is not None
    assert first.stdin is not None
    assert first.stdout.readline() == "paused\n"
    second = start("", "-")
    _wait_until_blocked()
    first.stdin.write("go on\n")
    first.stdin.flush()
    assert finish(first)[:2] == (0, "opened")
    code, out, err = finish(second)
    assert code == 3, err
    assert out.startswith("refused SlugTaken")
    assert SLUG in out
    assert Territory.objects.filter(slug=SLUG).count() == 1


def test_of_two_at_once_the_second_wins_when_the_first_dies() -> None:
    first = start(Step.DATA, "pause")
    assert first.stdout is not None
    assert first.stdout.readline() == "paused\n"
    second = start("", "-")
    _wait_until_blocked()
    first.kill()
    finish(first)
    assert finish(second)[:2] == (0, "opened")


def test_two_slugs_at_once_both_open() -> None:
    """The second waits where the first has tied its tables to the network's, until the first commits."""
    first = start(Step.CONTENT, "pause")
    assert first.stdout is not None
    assert first.stdout.readline() == "paused\n"
    second = start("", "-", slug="val-trouve")
    _wait_until_blocked()
    assert finish(first)[:2] == (0, "opened")
    assert finish(second)[:2] == (0, "opened")
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
