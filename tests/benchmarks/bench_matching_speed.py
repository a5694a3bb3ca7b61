"""How long the engine takes for one person's suggestions, against the same question in SQL on the same rows."""

import gc
from collections.abc import Callable, Iterator
from time import perf_counter

import numpy as np

from matching.engine import Catalogue, Neighbourhoods, Seeker
from tests.benchmarks.catalogues import drawn
from tests.benchmarks.figures import Figure
from tests.benchmarks.in_sql import rank_in_sql, same_rows
from tests.harness.database import WorkerDatabase
from tests.matching.engine.worlds import NOW, World

BENCHMARK = "matching-speed"
SIZES = (10_000, 100_000, 1_000_000)
SEEKERS = 2_000
SQL_SEEKERS = 100
ROUNDS = 3
CHANGED = 100


def run() -> Iterator[Figure]:
    """A query is one seeker's top 10 with reasons; the cost of a snapshot and of its refresh beside it.

    Times are by the clock, and a query's is the best of three: percentiles are over seekers, not over what else the
    machine does. The SQL's answers are checked against the engine's.
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
    seekers = world.seekers(SEEKERS)
    neighbours = Neighbourhoods(world.neighbours)
    rows = drawn(world, size)
    build, catalogue = _timed(lambda: Catalogue(rows))

    def query(seeker: Seeker) -> float:
        return min(
            _timed(lambda: catalogue.rank(seeker, now=NOW, neighbours=neighbours))[0] for _ in range(ROUNDS)
        )

    def for_the_week(seeker: Seeker) -> float:
        """As the weekly e-mail asks: ids and scores of more than it needs, in her turn."""
        return min(
            _timed(lambda: catalogue.best(seeker, now=NOW, top=15, neighbours=neighbours, turn=seeker.id))[0]
            for _ in range(ROUNDS)
        )

    def in_sql(seeker: Seeker) -> float:
        answers = [
            _timed(lambda: rank_in_sql(catalogue, seeker, NOW.timestamp(), neighbours)) for _ in range(ROUNDS)
        ]
        ours = catalogue.rank(seeker, now=NOW, neighbours=neighbours)
        assert answers[0][1] == [(each.opportunity_id, each.score) for each in ours], seeker
        return min(took for took, _ in answers)

    gc.collect()
    gc.freeze()
    ours = [query(each) for each in seekers]
    with same_rows(catalogue):
        sql = [in_sql(each) for each in seekers[:SQL_SEEKERS]]

    def figure(name: str, value: float, unit: str, compared: float | None = None) -> Figure:
        ratio = None if compared is None else compared / value
        name = f"{size:,} opportunities: {name}"
        return Figure(benchmark=BENCHMARK, name=name, value=value, unit=unit, baseline=compared, ratio=ratio)

    for percentile in (50, 99):
        mine, theirs = np.percentile(ours, percentile), np.percentile(sql, percentile)
        yield figure(f"p{percentile}, against SQL", float(mine), "ms", float(theirs))
    yield figure("20,000 seekers", float(np.mean(ours)) * 20, "s")
    week = float(np.mean([for_the_week(each) for each in seekers])) * 20
    yield figure("20,000 seekers, for the week’s e-mail", week, "s")
    blank = Seeker(id="blank", territory="territory-7")
    yield figure("p50 without a profile", float(np.median([query(blank) for _ in range(50)])), "ms")
    yield figure("snapshot", build, "ms")
    changed = [catalogue[id_] for id_ in catalogue.columns.ids[:CHANGED].tolist()]
    refresh = min(_timed(lambda: catalogue.updated(changed))[0] for _ in range(ROUNDS))
    yield figure(f"refresh of {CHANGED}", refresh, "ms", build)
    yield figure("memory", catalogue.nbytes / 2**20, "MiB")
    gc.unfreeze()


def _timed[T](work: Callable[[], T]) -> tuple[float, T]:
    """Milliseconds, and the result."""
    started = perf_counter()
    result = work()
    return (perf_counter() - started) * 1000, result
