"""One process and one database as the network grows: hosts, first pages, provisioning, memory.

In a database of its own. What should be flat: everything but the memory of a database session and of a worker that
have touched every territory, which grow with each; sessions are recycled (`conn_max_age`), workers too. Compared is
each quantity with itself at the smallest size.
"""

from __future__ import annotations

import gc
import itertools
import resource
import statistics
import time
from collections.abc import Callable, Iterator

from django.conf import settings
from django.core.cache import caches
from django.db import connection

from kernel.tenancy import tenant_context
from kernel.tenancy.hosts import territory_for_host
from tests.benchmarks.figures import Figure
from tests.harness.clients import HostClient
from tests.harness.database import WorkerDatabase

SIZES = (10, 100, 1000)
RUNS = 7
_numbers = itertools.count(1)


def run() -> Iterator[Figure]:
    database = WorkerDatabase()
    previous = settings.MEDIA_ROOT
    settings.MEDIA_ROOT = str(database.media)
    first: dict[str, float] = {}
    try:
        database.create()
        for size in SIZES:
            for name, value, unit in _measure(size):
                baseline = first.setdefault(name, value)
                yield Figure(
                    benchmark="territories",
                    name=f"{name}, {size} territories",
                    value=value,
                    unit=unit,
                    baseline=baseline,
                    ratio=baseline / value if value else None,
                )
    finally:
        settings.MEDIA_ROOT = previous
        caches["network"].clear()
        database.drop()


def _measure(size: int) -> Iterator[tuple[str, float, str]]:
    from tenants.registry.models import Domain, Territory

    while Territory.objects.count() < size:
        connection.close()
        for _ in range(min(25, size - Territory.objects.count())):
            _open()
    yield "opening one more", _median(_open) * 1000, "ms"
    hosts = list(Domain.objects.filter(is_primary=True).order_by("?").values_list("domain", flat=True))

    def look_up() -> None:
        caches["network"].clear()
        territory_for_host(hosts[0])

    yield "host, not in the cache", _median(look_up) * 1000, "ms"
    yield "host, in the cache", _median(lambda: territory_for_host(hosts[0])) * 1000, "ms"
    strangers = iter(hosts[1:])
    yield (
        "first page that a process shows of a territory",
        _median(lambda: _page(next(strangers))) * 1000,
        "ms",
    )
    yield "the same page again", _median(lambda: _page(hosts[1])) * 1000, "ms"

    connection.close()
    for territory in Territory.objects.prefetch_related("domains"):
        with tenant_context(territory.context()):
            _read()
    yield "database session after a few reads in each", _session_bytes() / 2**20, "MiB"
    connection.close()
    _page(hosts[0])
    yield "a new database session after one page", _session_bytes() / 2**20, "MiB"
    for host in hosts:
        _page(host)
    gc.collect()
    yield (
        "peak of this process after a page of each",
        resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "MiB",
    )
    connection.close()


def _median(way: Callable[[], object]) -> float:
    """Seconds."""
    seconds = []
    for _ in range(RUNS):
        start = time.perf_counter()
        way()
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds)


def _open() -> None:
    from tenants.geography.models import Commune
    from tenants.provisioning.services import create_territory

    number = next(_numbers)
    create_territory(
        name=f"Territory {number}",
        slug=f"territory-{number}",
        kind="city",
        communes=[Commune.objects.get(pk="BE-84035")],
        editor_email="editor@example.org",
    )


def _page(host: str) -> None:
    answer = HostClient(host).get("/")
    assert answer.status_code == 200, answer.status_code


def _read() -> None:
    from cms.pages.models import HomePage
    from engagement.associations.models import Association
    from engagement.missions.models import Mission

    for model in (HomePage, Association, Mission):
        model.objects.order_by("pk").first()


def _session_bytes() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT sum(total_bytes) FROM pg_backend_memory_contexts")
        return int(cursor.fetchone()[0])
