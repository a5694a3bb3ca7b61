"""The search of the network's missions at 100,000: page, count and facets, against the same questions in SQL.

In a database of its own on the test cluster. Texts are those of made-up territories; each is given many places. Times
are the database's as the process sees them (from sending a statement to its last row), medians and 95th percentiles
over the questions; “whole” adds the work in memory. The naive way asks PostgreSQL for the page, the count and the count
by cause, on the same indexes. “The words alone” sets the process's arrays beside what an index of PostgreSQL answers.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import numpy as np
from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.db.models import CharField, Count, F, Func, Q
from django.utils import timezone

from demo.filling import places_of
from demo.grammar import generate
from engagement.places import Point
from matching.catalogue.models import Opportunity
from matching.catalogue.projection import OpportunityFields
from matching.catalogue.services import refresh_vocabulary, write_opportunities
from matching.network.reach import Viewer
from matching.network.snapshot import current_snapshot, forget_snapshot
from matching.search.opportunities import OpportunitySearch, opportunities_of, search_opportunities
from matching.search.wording import current_wording
from matching.search.words import query_texts, typed_words, words_query
from tenants.geography.models import Commune
from tenants.registry.models import Territory
from tests.benchmarks.figures import Figure
from tests.harness.database import WorkerDatabase

BENCHMARK = "search"
SIZE = 100_000
TERRITORIES = 500
TEXTS = 1_000
PAGE = 12
PLACES = [(48.69, 6.18), (49.98, 5.26), (50.46, 4.86), (48.63, 4.95), (48.85, 2.35), (45.76, 4.83)]
WORDS = [
    "jardin",
    "accueil du public",
    "cuisine",
    "aide aux devoirs",
    "bibliothèque",
    "numérique",
    "sport",
    "velo",
]
CAUSES = ["environment", "food-aid", "culture"]

type Question = OpportunitySearch


def questions() -> dict[str, list[Question]]:
    """By kind, what is asked."""
    soon = {"first_day": date.today(), "last_day": date.today() + timedelta(days=30)}
    return {
        "words within 20 km": [
            OpportunitySearch(words=words, near=place, radius_km=20) for words in WORDS for place in PLACES
        ],
        "words everywhere": [OpportunitySearch(words=words) for words in WORDS],
        "a cause within 50 km": [
            OpportunitySearch(cause=cause, near=place, radius_km=50) for cause in CAUSES for place in PLACES
        ],
        "within a month, anywhere": [OpportunitySearch(cause=cause, **soon) for cause in CAUSES],
        "everything": [OpportunitySearch()],
        "a slip of the pen": [
            OpportunitySearch(words=words) for words in ("jardinnage", "bibliotèqe", "cuizine")
        ],
    }


@dataclass
class Clock:
    """Milliseconds that the database took, and how many statements."""

    spent: float = 0.0
    statements: int = 0

    def __call__(self, execute: Callable[..., Any], *args: Any) -> Any:
        started = time.perf_counter()
        try:
            return execute(*args)
        finally:
            self.spent += (time.perf_counter() - started) * 1000
            self.statements += 1


@dataclass
class Times:
    database: list[float] = field(default_factory=list)
    whole: list[float] = field(default_factory=list)
    statements: int = 0


def run() -> Iterator[Figure]:
    database = WorkerDatabase()
    previous = settings.MEDIA_ROOT
    settings.MEDIA_ROOT = str(database.media)
    try:
        database.create()
        fill(SIZE)
        yield from _figures()
    finally:
        forget_snapshot()
        settings.MEDIA_ROOT = previous
        caches["network"].clear()
        database.drop()


def fill(size: int) -> None:
    """So many open missions of `TERRITORIES` territories, which need no schema of their own."""
    communes = list(Commune.objects.order_by("pk"))
    Territory.objects.bulk_create(
        Territory(
            slug=f"banc-{number}",
            name=f"Banc {number}",
            schema_name=f"t_banc_{number}",
            kind="intercommunality",
            country="FR",
            state="live",
            latitude=commune.latitude,
            longitude=commune.longitude,
        )
        for number, commune in zip(range(TERRITORIES), communes, strict=False)
    )
    owner = Territory.objects.prefetch_related("domains").get(slug="banc-0").context()
    spec = generate(
        seed="search",
        country="FR",
        places=places_of(communes[:40]),
        today=timezone.localdate(),
        associations=TEXTS // 4,
        missions=TEXTS,
        volunteers=1,
        participations=1,
        variant=1,
    )
    names = {one.key: one.name for one in spec.associations}
    now = timezone.now()
    write_opportunities(
        {
            number: OpportunityFields(
                title=one.title,
                summary=one.need[:280],
                association_name=names[one.association_key],
                path=f"/missions/{number}/",
                commune_id=one.commune_id,
                latitude=one.latitude,
                longitude=one.longitude,
                remote=one.remote,
                causes=list(one.causes),
                skills=list(one.skills),
                availability=list(one.availability),
                starts_at=None,
                ends_at=None,
                capacity=None,
                connections=0,
                requests=0,
                answers=None,
                min_age=None,
                reach="network",
                published_at=now - timedelta(days=one.published_days_ago or 1),
                refresh_at=None,
                text=" ".join([one.need, *one.tasks]),
            )
            for number, one in enumerate(spec.missions)
        },
        territory=owner,
    )
    columns = [column.column for column in Opportunity._meta.concrete_fields if column.column != "id"]
    given = {
        "territory_id": "(SELECT min(id) FROM registry_territory WHERE slug = 'banc-0') + turn %% 500",
        "mission_id": "turn * 10000 + mission_id",
        "latitude": "43 + 7.5 * random()",
        "longitude": "-1 + 8 * random()",
        "published_at": "published_at - turn * interval '1 minute'",
    }
    chosen = ", ".join(given.get(column, column) for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO catalogue_opportunity ({', '.join(columns)}) SELECT {chosen}"
            " FROM catalogue_opportunity CROSS JOIN generate_series(1, %s) AS turn",
            [size // len(spec.missions) - 1],
        )
        cursor.execute("CREATE INDEX ON catalogue_opportunity USING gin (heading) WHERE is_open")
        cursor.execute("VACUUM ANALYZE catalogue_opportunity")
    refresh_vocabulary()


def _figures() -> Iterator[Figure]:
    forget_snapshot()
    started = time.perf_counter()
    size = len(current_snapshot())
    yield Figure(
        benchmark=BENCHMARK, name="missions read into memory", value=time.perf_counter() - started, unit="s"
    )
    started = time.perf_counter()
    current_wording()
    yield Figure(
        benchmark=BENCHMARK,
        name="their words read into memory",
        value=time.perf_counter() - started,
        unit="s",
    )
    for kind, asked in questions().items():
        ours, naive = Times(), Times()
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        for question in asked:
            _timed(ours, lambda question=question: _ours(question))
            if kind != "a slip of the pen":
                _timed(naive, lambda question=question: _naive(question))
        for name, values, compared in (
            ("database, median", ours.database, naive.database),
            ("database, p95", ours.database, naive.database),
            ("whole, median", ours.whole, naive.whole),
        ):
            at = 95 if name.endswith("p95") else 50
            value = float(np.percentile(values, at))
            baseline = float(np.percentile(compared, at)) if compared else None
            yield Figure(
                benchmark=BENCHMARK,
                name=f"{size:,}: {kind}: {name}",
                value=value,
                unit="ms",
                baseline=baseline,
                ratio=baseline / value if baseline and value else None,
            )
    yield from _words_alone(size)


def _words_alone(size: int) -> Iterator[Figure]:
    ours, indexed = Times(), Times()
    for words in WORDS:
        query, in_title = query_texts(typed_words(words))
        _timed(ours, lambda query=query, title=in_title: _in_memory(query, title))
        _timed(indexed, lambda query=query, title=in_title: _by_index(query, title))
    for name, at in (("median", 50), ("p95", 95)):
        value, baseline = (float(np.percentile(times.whole, at)) for times in (ours, indexed))
        yield Figure(
            benchmark=BENCHMARK,
            name=f"{size:,}: the words alone: {name}",
            value=value,
            unit="ms",
            baseline=baseline,
            ratio=baseline / value,
        )


def _in_memory(query: str, in_title: str) -> None:
    wording = current_wording()
    wording.saying(query)
    wording.saying(in_title, in_title=True)


def _by_index(query: str, in_title: str) -> None:
    """Keys alone, of which the rest of a search is worked out."""
    with connection.cursor() as cursor:
        for column, asked in (("document", query), ("heading", in_title)):
            cursor.execute(
                f"SELECT id FROM catalogue_opportunity WHERE is_open AND {column} @@ %s::tsquery", [asked]
            )
            cursor.fetchall()


@contextmanager
def _clock() -> Iterator[Clock]:
    clock = Clock()
    with connection.execute_wrapper(clock):
        yield clock


def _timed(times: Times, ask: Callable[[], object]) -> None:
    """The best of three, after one to warm up."""
    ask()
    runs = []
    for _ in range(3):
        with _clock() as clock:
            started = time.perf_counter()
            ask()
            runs.append((clock.spent, (time.perf_counter() - started) * 1000))
    times.database.append(min(spent for spent, _ in runs))
    times.whole.append(min(whole for _, whole in runs))


def _ours(question: Question) -> None:
    found = search_opportunities(question, viewer=Viewer(), now=timezone.now())
    opportunities_of(found.ids[:PAGE])


def _naive(question: Question) -> None:
    """Page, count and count by cause, each a question of its own."""
    now = timezone.now()
    rows = Opportunity.objects.filter(
        Q(ends_at=None) | Q(ends_at__gt=now),
        Q(capacity=None) | Q(connections__lt=F("capacity")),
        is_open=True,
        reach="network",
        territory__state="live",
    )
    if question.words:
        rows = rows.filter(document=words_query(typed_words(question.words)))
    order = ["-published_at", "pk"]
    if question.near and question.radius_km:
        point = Point(*question.near)
        rows = rows.annotate(km=point.distance()).filter(
            point.box(question.radius_km), km__lte=question.radius_km
        )
        order = ["km", *order]
    facets = rows.annotate(
        code=Func(F("causes"), function="unnest", output_field=CharField(), set_returning=True)
    )
    list(facets.order_by().values("code").annotate(number=Count("pk")))
    if question.cause:
        rows = rows.filter(causes__contains=[question.cause])
    rows.count()
    opportunities_of(list(rows.order_by(*order).values_list("pk", flat=True)[:PAGE]))
