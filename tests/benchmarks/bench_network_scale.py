"""A network of 500 territories, 3,000 associations, 20,000 volunteers: a page, the catalogue's lag, memory.

`BENCH_SHARE=0.1` builds a tenth. In a database of its own on the test cluster, some 10 MB a territory; two processes
build it. The page is the whole answer to a signed-in volunteer's request for her suggestions; the lag is the time from
the commit of a publication to the snapshot, refreshed in the background, that holds it.
"""

from __future__ import annotations

import os
import random
import resource
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import timedelta
from multiprocessing import get_context
from pathlib import Path

import numpy as np
from django.conf import settings
from django.core.cache import caches
from django.db import connection, connections, transaction
from django.test import override_settings
from django.utils import timezone

from demo.services import build_network
from engagement.missions.models import Mission
from engagement.missions.services import publish_mission
from engagement.volunteers.models import Volunteer
from kernel.tenancy import TerritoryContext, public_context, tenant_context
from matching.catalogue.models import Opportunity, OutboxEntry
from matching.catalogue.services import drain_outbox
from matching.network.snapshot import current_snapshot, forget_snapshot
from tenants.geography.services import load_communes
from tenants.registry.models import Territory
from tests.benchmarks.figures import Figure
from tests.harness.clients import HostClient
from tests.harness.database import WorkerDatabase

BENCHMARK = "network-scale"
SHARE = float(os.environ.get("BENCH_SHARE", "1"))
TERRITORIES, ASSOCIATIONS, MISSIONS, VOLUNTEERS = (
    max(3, round(number * SHARE)) for number in (500, 3_000, 6_000, 20_000)
)
BUILDERS = 2
PAGES = max(20, round(120 * SHARE))
BURST = max(50, round(1_000 * SHARE))


def run() -> Iterator[Figure]:
    database = WorkerDatabase()
    previous = settings.MEDIA_ROOT
    settings.MEDIA_ROOT = str(database.media)
    try:
        database.create()
        load_communes()
        yield from _figures()
    finally:
        forget_snapshot()
        settings.MEDIA_ROOT = previous
        caches["network"].clear()
        database.drop()


def _figure(name: str, value: float, unit: str) -> Figure:
    return Figure(benchmark=BENCHMARK, name=name, value=value, unit=unit)


def _figures() -> Iterator[Figure]:
    started = time.perf_counter()
    connections.close_all()
    with ProcessPoolExecutor(BUILDERS, mp_context=get_context("fork")) as builders:
        list(builders.map(_build, range(BUILDERS)))
    yield _figure(f"{TERRITORIES} territories built", time.perf_counter() - started, "s")
    yield _figure("missions shown in the catalogue", Opportunity.objects.filter(is_open=True).count(), "rows")
    with public_context(), connection.cursor() as cursor:
        # The shared tables: those of a territory are small, and there are 40,000 of them.
        cursor.execute(f"ANALYZE {', '.join(connection.introspection.table_names(cursor))}")

    territories = [one.context() for one in Territory.objects.open().prefetch_related("domains")]
    forget_snapshot()
    connection.close()
    before = _resident()
    started = time.perf_counter()
    current_snapshot()
    yield _figure("reading the catalogue into memory", (time.perf_counter() - started) * 1000, "ms")
    yield _figure("a worker’s memory before", before, "MiB")
    yield _figure("with the catalogue", _resident(), "MiB")
    pages = _pages(territories)
    yield _figure("suggestion page, median", float(np.percentile(pages, 50)), "ms")
    yield _figure("suggestion page, p95", float(np.percentile(pages, 95)), "ms")
    yield _figure(f"a worker’s memory after {len(pages)} pages of as many territories", _resident(), "MiB")
    yield _figure("its peak", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "MiB")

    with override_settings(SNAPSHOT_IN_BACKGROUND=True):
        lags, spent = _burst(territories)
    yield _figure(f"{len(lags)} publications by the service", spent, "s")
    for name, at in (("median", 50), ("p95", 95), ("longest", 100)):
        yield _figure(f"from commit to suggestible, {name}", float(np.percentile(lags, at)), "s")

    number = _bulk_change(territories)
    started = time.perf_counter()
    with public_context():
        drain_outbox()
    yield _figure(f"{number} missions changed by SQL, applied in", time.perf_counter() - started, "s")


def _build(part: int) -> None:
    """One builder's territories. A connection remembers every schema that it has touched, and is given up in time."""
    quantities = {"associations": ASSOCIATIONS, "missions": MISSIONS, "volunteers": VOLUNTEERS}
    built = build_network(territories=TERRITORIES, **quantities, part=part, parts=BUILDERS)
    for number, _territory in enumerate(built):
        if number % 25 == 0:
            connection.close()
    connections.close_all()


def _resident() -> float:
    """Mebibytes that this process holds in memory."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def _pages(territories: list[TerritoryContext]) -> list[float]:
    """Milliseconds of the second time each of some volunteers asks for her suggestions."""
    draw = random.Random(2026)
    times = []
    for territory in draw.choices(territories, k=PAGES):
        with tenant_context(territory):
            volunteers = Volunteer.objects.filter(commune__isnull=False).select_related("user")
            volunteer = volunteers.order_by("?").first()
        if volunteer is None:
            continue
        client = HostClient(territory.primary_host, territory)
        client.force_login(volunteer.user)
        for _ in range(2):
            started = time.perf_counter()
            answer = client.get("/suggestions/")
            spent = (time.perf_counter() - started) * 1000
            assert answer.status_code == 200
        times.append(spent)
    return times


def _burst(territories: list[TerritoryContext]) -> tuple[list[float], float]:
    """Seconds from commit to the snapshot for each publication of a burst, and how long the burst took."""
    draw = random.Random(11)
    drafts: list[tuple[TerritoryContext, int]] = []
    for territory in draw.sample(territories, len(territories)):
        with tenant_context(territory):
            chosen = list(
                Mission.objects.filter(state="published").values_list("pk", flat=True)[: BURST // 20 + 1]
            )
            Mission.objects.filter(pk__in=chosen).update(state="submitted")
            drafts += [(territory, pk) for pk in chosen]
        if len(drafts) >= BURST:
            break
    with public_context():
        drain_outbox()
    forget_snapshot()
    current_snapshot()

    committed: dict[str, float] = {}
    seen: dict[str, float] = {}
    burst_over = threading.Event()

    def watch() -> None:
        while not burst_over.is_set() or len(seen) < len(committed):
            catalogue = current_snapshot()
            now = time.monotonic()
            for key in [key for key in list(committed) if key not in seen and key in catalogue]:
                seen[key] = now
            time.sleep(0.01)

    watcher = threading.Thread(target=watch)
    watcher.start()
    started = time.monotonic()
    for territory, pk in drafts[:BURST]:
        with tenant_context(territory), transaction.atomic():
            publish_mission(mission=Mission.objects.get(pk=pk), now=timezone.now())
            row = Opportunity.objects.filter(territory_id=territory.id, mission_id=pk, is_open=True).first()
        if row is not None:
            committed[str(row.pk)] = time.monotonic()
    spent = time.monotonic() - started
    burst_over.set()
    watcher.join(timeout=60)
    return [seen[key] - committed[key] for key in seen], spent


def _bulk_change(territories: list[TerritoryContext]) -> int:
    """Change missions of many territories behind the services' back; returns how many entries that left."""
    for territory in territories:
        if OutboxEntry.objects.count() >= BURST:
            break
        with tenant_context(territory):
            Mission.objects.filter(state="published").update(ends_at=timezone.now() + timedelta(days=90))
    return OutboxEntry.objects.count()
