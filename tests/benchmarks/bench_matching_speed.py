"""How long the engine takes for one person's suggestions, against the same question in SQL on the same rows."""

import gc
from collections.abc import Callable, Iterator
from threading import Thread
from time import perf_counter, process_time

import numpy as np

from matching.engine import Catalogue, Neighbourhoods, Query, Seeker, Taste
from tests.benchmarks.catalogues import drawn
from tests.benchmarks.figures import Figure
from tests.benchmarks.in_sql import rank_in_sql, same_rows
from tests.harness.database import WorkerDatabase
from tests.matching.engine.worlds import CAUSES, NOW, World

BENCHMARK = "matching-speed"
SIZES = (10_000, 100_000, 1_000_000)
EVERYBODY = 20_000
SEEKERS = 2_000
SQL_SEEKERS = 100
ROUNDS = 3
CHANGED = 100
EXCLUDED = 5


def run() -> Iterator[Figure]:
    """A query is one seeker's top 10: ids and scores as the SQL gives them, then with reasons, then as a page asks;
    the cost of a snapshot and of its refresh beside it.

    Times are by the clock, and a query's is the best of three: percentiles are over seekers, not over what else the
    machine does; that of everybody at once is by the processor. The SQL's answers are checked against the engine's.
    """
    database = WorkerDatabase()
    try:
        database.create()
        for size in SIZES:
            yield from _figures_of(size)
    finally:
        database.drop()


def _figures_of(size: int) -> Iterator[Figure]:
    world = World(seed=2026, territories=500)
    everybody = world.seekers(EVERYBODY)
    seekers = everybody[:SEEKERS]
    neighbours = Neighbourhoods(world.neighbours)
    rows = drawn(world, size)
    build, catalogue = _timed(lambda: Catalogue(rows))

    def took(ask: Callable[[], object]) -> float:
        return min(_timed(ask)[0] for _ in range(ROUNDS))

    def bare(query: Query) -> float:
        return took(lambda: catalogue.best([query], now=NOW, neighbours=neighbours))

    def with_reasons(query: Query) -> float:
        return took(lambda: catalogue.rank(query, now=NOW, neighbours=neighbours))

    def in_sql(seeker: Seeker) -> float:
        answers = [
            _timed(lambda: rank_in_sql(catalogue, seeker, NOW.timestamp(), neighbours)) for _ in range(ROUNDS)
        ]
        ours = catalogue.rank(Query(seeker), now=NOW, neighbours=neighbours)
        assert answers[0][1] == [(each.opportunity_id, each.score) for each in ours], seeker
        return min(took for took, _ in answers)

    def figure(name: str, value: float, unit: str, compared: float | None = None) -> Figure:
        ratio = None if compared is None else compared / value
        name = f"{size:,} opportunities: {name}"
        return Figure(benchmark=BENCHMARK, name=name, value=value, unit=unit, baseline=compared, ratio=ratio)

    gc.collect()
    gc.freeze()
    plain = [bare(Query(each)) for each in seekers]
    reasoned = [with_reasons(Query(each)) for each in seekers]
    on_a_page = [with_reasons(each) for each in _as_a_page_asks(seekers, catalogue)]
    with same_rows(catalogue):
        sql = [in_sql(each) for each in seekers[:SQL_SEEKERS]]
    for percentile in (50, 99):
        mine, theirs = np.percentile(plain, percentile), np.percentile(sql, percentile)
        yield figure(f"p{percentile}, against SQL", float(mine), "ms", float(theirs))
        yield figure(f"p{percentile} with reasons", float(np.percentile(reasoned, percentile)), "ms")
        with_taste = float(np.percentile(on_a_page, percentile))
        yield figure(f"p{percentile} with reasons, taste, turn, and what she does already", with_taste, "ms")
    blank = Query(Seeker(id="blank", territory="territory-7"))
    yield figure(
        "p50 without a profile, with reasons",
        float(np.median([with_reasons(blank) for _ in range(50)])),
        "ms",
    )

    week = [Query(each, turn=each.id) for each in everybody]
    started = process_time()
    catalogue.best(week, now=NOW, top=15, neighbours=neighbours)
    yield figure(f"{EVERYBODY:,} seekers, for the week’s e-mail", process_time() - started, "s")

    yield figure("snapshot", build, "ms")
    changed = [catalogue[id_] for id_ in catalogue.columns.ids[:CHANGED].tolist()]
    refresh = min(_timed(lambda: catalogue.updated(changed))[0] for _ in range(ROUNDS))
    yield figure(f"refresh of {CHANGED}", refresh, "ms", build)
    longest = _longest_while(
        lambda: catalogue.updated(changed),
        lambda number: catalogue.rank(Query(seekers[number % SEEKERS]), now=NOW, neighbours=neighbours),
    )
    yield figure("longest query during a refresh", longest, "ms")
    yield figure("memory", catalogue.nbytes / 2**20, "MiB")
    gc.unfreeze()


def _as_a_page_asks(seekers: list[Seeker], catalogue: Catalogue) -> list[Query]:
    """With a taste, with missions left out, and with a turn: the most that a page can ask."""
    rng = np.random.default_rng(2026)
    ids = catalogue.columns.ids
    return [
        Query(
            seeker,
            Taste(dict(zip(CAUSES, rng.normal(0, 0.7, len(CAUSES)).tolist(), strict=True)), seeker.causes),
            set(ids[rng.integers(len(ids), size=EXCLUDED)].tolist()),
            f"{seeker.id} 2026-47",
        )
        for seeker in seekers
    ]


def _longest_while(work: Callable[[], object], query: Callable[[int], object]) -> float:
    """Milliseconds of the longest of the queries that another thread's work is in the way of."""
    thread, longest, number = Thread(target=work), 0.0, 0
    thread.start()
    while thread.is_alive():
        longest = max(longest, _timed(lambda: query(number))[0])  # noqa: B023  # at once
        number += 1
    thread.join()
    return longest


def _timed[T](work: Callable[[], T]) -> tuple[float, T]:
    """Milliseconds, and the result."""
    started = perf_counter()
    result = work()
    return (perf_counter() - started) * 1000, result
