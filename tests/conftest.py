"""Fixtures of the whole suite. `tests/README.md` says what each gives."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import hypothesis
import pytest
from django.core.cache import caches
from django.db import connection
from django.template import engines
from django.test import TransactionTestCase, override_settings

from kernel.tenancy import PUBLIC_SCHEMA, TerritoryContext, tenant_context
from tests.harness.clients import HostClient
from tests.harness.database import WorkerDatabase
from tests.harness.guards import Undefined, forbid_outgoing_connections

# A busy machine is slow, which says nothing of what is tested.
hypothesis.settings.register_profile(
    "suite", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("suite")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items[:] = _dealt(items, workers=int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1")))
    # A tenth of the time went into looking for garbage among what imports made, which stays.
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def _dealt(items: list[pytest.Item], *, workers: int) -> list[pytest.Item]:
    """In the order of their shares, which are equal; who is through with its own takes from the ends of the others'.

    The first has the walks and builds the database; the others begin with what needs none meanwhile. The second has
    what drives a browser, which is so started once. In each, what is long comes first: what is short ends the run for
    all at once.
    """
    walks: list[pytest.Item] = []
    browsed: list[pytest.Item] = []
    free: list[pytest.Item] = []
    rest: list[pytest.Item] = []
    for item in items:
        kind = item.path.relative_to(Path(__file__).parent).parts[0]
        others = rest if _needs_database(item) else free
        {"isolation": walks, "e2e": browsed}.get(kind, others).append(item)
    walks.sort(key=lambda item: item.path.name != "test_routes.py")
    browsed.sort(key=_length, reverse=True)
    if workers == 1:
        return [*walks, *browsed, *rest, *free]
    share, dealt = len(items) // workers, walks + rest
    for number in range(1, workers):
        begins = free[number - 1 :: workers - 1] + (browsed if number == 1 else [])
        dealt[number * share : number * share] = begins
    return dealt


def _length(item: pytest.Item) -> int:
    """Of its code: a journey takes as long as its telling."""
    assert isinstance(item, pytest.Function)
    return len(item.function.__code__.co_code)


def _needs_database(item: pytest.Item) -> bool:
    fixtures: list[str] = getattr(item, "fixturenames", [])
    return item.get_closest_marker("django_db") is not None or not {
        "db", "transactional_db", "worker_database"
    }.isdisjoint(fixtures)  # fmt: skip


def pytest_xdist_auto_num_workers() -> int:
    """Two a processor: who waits for a browser or the database leaves it to another."""
    return 2 * (os.cpu_count() or 1)


def _worker_number() -> int:
    """0 without xdist, else 1 for `gw0`, 2 for `gw1` …"""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    return int(worker.removeprefix("gw")) + 1 if worker else 0


def _redis_url(number: int) -> str:
    """The test server's URL with a database of this worker's own; 0 stays free for who works by hand."""
    from django.conf import settings

    return urlsplit(settings.REDIS_URL)._replace(path=f"/{1 + number % 15}").geturl()


@pytest.fixture(scope="session", autouse=True)
def _guards() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        forbid_outgoing_connections(patch)
        yield


@pytest.fixture(scope="session", autouse=True)
def _own_redis(django_test_environment: None) -> Iterator[str]:
    """Caches and broker in this worker's own database of the test server."""
    from django.conf import settings

    url = _redis_url(_worker_number())
    with override_settings(
        REDIS_URL=url,
        CELERY_BROKER_URL=url,
        CACHES={alias: options | {"LOCATION": url} for alias, options in settings.CACHES.items()},
    ):
        caches["network"].clear()
        yield url


@pytest.fixture(scope="session", autouse=True)
def _eager_tasks(_own_redis: str) -> None:
    """Tasks run where they are sent from, in the schema they are sent from; `celery_worker` undoes it."""
    from config.celery import app

    app.set_default()
    app.conf.update(broker_url=_own_redis, task_always_eager=True, task_eager_propagates=True)


@pytest.fixture(scope="session")
def worker_database(
    django_test_environment: None, django_db_blocker: Any, _own_redis: str
) -> Iterator[WorkerDatabase]:
    database = WorkerDatabase()
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=str(database.media)):
        database.create()
        yield database
        database.drop()


@pytest.fixture(scope="session")
def django_db_setup(worker_database: WorkerDatabase) -> Iterator[None]:
    """pytest-django's hook: our database instead of one it would migrate. See `tests/README.md`, “Transactions”."""

    def restore(self: TransactionTestCase) -> None:
        # Django would truncate the public tables here. What such a test commits goes with the whole copy instead.
        worker_database.restore()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", restore)
        yield


@pytest.fixture(scope="session")
def territories(worker_database: WorkerDatabase) -> tuple[TerritoryContext, TerritoryContext]:
    return worker_database.territories


@pytest.fixture(autouse=True)
def _clean_slate() -> Iterator[None]:
    """Each test begins and ends in the public schema, with empty caches and no memory of the catalogue."""
    from matching.network.snapshot import forget_snapshot

    assert connection.schema_name == PUBLIC_SCHEMA
    engines[
        "django"
    ].engine.string_if_invalid = Undefined()  # a test that changes DEBUG makes the engine anew
    yield
    forget_snapshot()
    left_in = connection.schema_name
    connection.set_schema_to_public()
    for cache in caches.all(initialized_only=True):
        cache.clear()
    assert left_in == PUBLIC_SCHEMA, f"the test left the thread in {left_in}"


@pytest.fixture
def territory_a(territories: tuple[TerritoryContext, TerritoryContext]) -> TerritoryContext:
    return territories[0]


@pytest.fixture
def territory_b(territories: tuple[TerritoryContext, TerritoryContext]) -> TerritoryContext:
    return territories[1]


@pytest.fixture
def in_a(db: None, territory_a: TerritoryContext) -> Iterator[TerritoryContext]:
    with tenant_context(territory_a):
        yield territory_a


@pytest.fixture
def in_b(db: None, territory_b: TerritoryContext) -> Iterator[TerritoryContext]:
    with tenant_context(territory_b):
        yield territory_b


@pytest.fixture
def client_a(db: None, territory_a: TerritoryContext) -> HostClient:
    return HostClient(territory_a.primary_host, territory_a)


@pytest.fixture
def client_b(db: None, territory_b: TerritoryContext) -> HostClient:
    return HostClient(territory_b.primary_host, territory_b)


@pytest.fixture
def network_client(db: None) -> HostClient:
    from django.conf import settings

    return HostClient(settings.BASE_DOMAIN)


@pytest.fixture
def celery_worker(transactional_db: None, _own_redis: str) -> Iterator[Any]:
    """A real worker in a thread of its own, on this worker's broker. Tasks sent during the test are queued for it."""
    from celery.contrib.testing.worker import start_worker

    from config.celery import app

    app.conf.update(task_always_eager=False)
    try:
        with start_worker(app, pool="solo", perform_ping_check=False, loglevel="WARNING") as worker:
            yield worker
    finally:
        app.conf.update(task_always_eager=True)
