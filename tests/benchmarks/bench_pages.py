"""A territory's home page against the home of a plain Wagtail site of one town with the same blocks.

Both by one worker of the same server, on the same PostgreSQL, in turns, as they would run in production; a visitor
without an account asks for the same page again and again. The plain site (`plain/`) shows as much by the same markup:
menus, foot, six missions, six events and so on; the two answers' lengths are held within a tenth.

“Nothing kept”: before each page every table that pages show is written to, by another process, so that nothing that was
kept serves. “Made anew”: a mission is. The plain site's pages, to which these two are compared, are asked for after the
same work, which leaves the processor as cold. “By blocks”: an argument that pages do not share keeps the copy from
answering, as for those who are signed in.
"""

from __future__ import annotations

import http.client
import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core.cache import caches
from django.db import connection, transaction
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from psycopg import sql

from kernel.editions.services import fold_changes
from kernel.tenancy import tenant_context
from tests.benchmarks.figures import Figure
from tests.harness.clients import HostClient
from tests.harness.database import ROOT, WorkerDatabase, maintenance, url_of

SECONDS = 3.0
TURNS = 3


def _change_all() -> None:
    from kernel.editions.triggers import watched_tables

    with transaction.atomic(), connection.cursor() as cursor:
        for table in watched_tables():
            cursor.execute(sql.SQL("DELETE FROM {} WHERE false").format(sql.Identifier(table)))


def _change_missions() -> None:
    from engagement.missions.models import Mission

    Mission.objects.update(title=F("title"))


@dataclass(frozen=True, slots=True)
class Way:
    """One to a home page: the address by which it is taken, and what happens in its territory before each page."""

    name: str
    path: str = "/"
    before: Callable[[], None] | None = None


WAYS = (
    Way("nothing kept", before=_change_all),
    Way("made anew", before=_change_missions),
    Way("by blocks", path="/?not=shared"),
    Way("from its copy"),
)


def run() -> Iterator[Figure]:
    database = WorkerDatabase()
    plain = f"maillage_run_plain_{os.getpid()}"
    previous = settings.MEDIA_ROOT
    settings.MEDIA_ROOT = str(database.media)
    try:
        database.create()
        queries, length = _fill(database)
        connection.close()
        with maintenance() as cursor:
            cursor.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(plain)))
        environment = {"DATABASE_URL": url_of(plain)}
        filled = subprocess.run(
            [sys.executable, "-m", "tests.benchmarks.plain.fill"],
            env=os.environ | environment,
            cwd=ROOT,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
        queries_of_plain, length_of_plain = map(int, filled.stdout.split()[-2:])
        if not 0.9 < length / length_of_plain < 1.1:
            raise RuntimeError(f"not the same page: {length} bytes against {length_of_plain}")
        yield from _figures(database, environment, queries, queries_of_plain)
    finally:
        settings.MEDIA_ROOT = previous
        caches["network"].clear()
        with maintenance() as cursor:
            cursor.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(plain)))
        database.drop()


def _fill(database: WorkerDatabase) -> tuple[dict[str, int], int]:
    """As much as the plain site has. Queries of the home page, each way, and its length in bytes."""
    from tests.factories.agenda import EventFactory
    from tests.factories.engagement import AssociationFactory, MissionFactory

    territory = database.territories[0]
    with tenant_context(territory):
        for number in range(6):
            association = AssociationFactory()
            MissionFactory(
                association=association,
                causes=[("culture", "sport", "environment", "food-aid")[number % 4]],
                slots=[4],
            )
            EventFactory(association=association, starts_at=timezone.now() + timedelta(days=number + 1))
    client = HostClient(territory.primary_host, territory)
    counts = {}
    for way in WAYS:
        client.get(way.path)
        if way.before:
            with tenant_context(territory):
                way.before()
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(way.path)
        assert answer.status_code == 200
        counts[way.name] = len(captured)
    return counts, len(answer.content)


def _figures(
    database: WorkerDatabase, environment: dict[str, str], queries: dict[str, int], queries_of_plain: int
) -> Iterator[Figure]:
    territory = database.territories[0]
    ours = {
        "DATABASE_URL": url_of(database.name),
        "REDIS_URL": settings.REDIS_URL,
        "DJANGO_SETTINGS_MODULE": "tests.benchmarks.settings",
    }
    theirs = environment | {"DJANGO_SETTINGS_MODULE": "tests.benchmarks.plain.settings"}
    ours_by_way: dict[str, list[float]] = {way.name: [] for way in WAYS}
    plain: dict[str, list[float]] = {way.name: [] for way in WAYS}
    with (
        _server("config.wsgi:application", ours) as our_port,
        _server("django.core.wsgi:get_wsgi_application()", theirs) as their_port,
    ):
        for _ in range(TURNS):
            for way in WAYS:
                with tenant_context(territory):
                    fold_changes()  # as the workers do all day
                    plain[way.name].append(_rate(their_port, "localhost", "/", way.before))
                    rate = _rate(our_port, territory.primary_host, way.path, way.before)
                ours_by_way[way.name].append(rate)
    for name, rates in ours_by_way.items():
        number = queries[name]
        yield Figure(
            benchmark="pages",
            name=f"home, {name}: queries",
            value=number,
            unit="queries",
            baseline=queries_of_plain,
            ratio=queries_of_plain / max(number, 1),
        )
        rate, baseline = statistics.median(rates), statistics.median(plain[name])
        yield Figure(
            benchmark="pages",
            name=f"home, {name}: one worker",
            value=rate,
            unit="pages/s",
            baseline=baseline,
            ratio=rate / baseline,
        )


@contextmanager
def _server(application: str, environment: dict[str, str]) -> Iterator[int]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "--workers=1", f"--bind=127.0.0.1:{port}", application],
        env=os.environ | environment,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                _ask(port, "127.0.0.1", "/health")
                break
            except OSError:
                time.sleep(0.2)
        yield port
    finally:
        process.terminate()
        process.wait()


def _ask(port: int, host: str, path: str) -> int:
    asked = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    asked.request("GET", path, headers={"Host": host})
    answer = asked.getresponse()
    answer.read()
    asked.close()
    return answer.status


def _rate(port: int, host: str, path: str, before: Callable[[], None] | None = None) -> float:
    """Pages a second, after a few that warm up. `before` each page, something that is not counted."""
    for _ in range(5):
        if _ask(port, host, path) != 200:
            raise RuntimeError(f"{host}{path} does not answer")
    answered, spent = 0, 0.0
    while spent < SECONDS:
        if before:
            before()
        start = time.perf_counter()
        _ask(port, host, path)
        spent += time.perf_counter() - start
        answered += 1
    return answered / spent
