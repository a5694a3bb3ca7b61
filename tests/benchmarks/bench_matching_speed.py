"""How long the engine takes for one person's suggestions, against the same definition in plain Python."""

import gc
from collections.abc import Callable, Iterator
from time import thread_time

import numpy as np

from matching.engine import Catalogue, Neighbourhoods, Seeker
from tests.benchmarks.figures import Figure
from tests.matching.engine.reference import reference_rank
from tests.matching.engine.worlds import NOW, World

BENCHMARK = "matching-speed"
SIZES = (10_000, 100_000)
SEEKERS = 2_000
REFERENCE_SEEKERS = 3
ROUNDS = 3
CHANGED = 100


def run() -> Iterator[Figure]:
    """A query is one seeker's top 10 with reasons; the cost of a snapshot and of its refresh beside it.

    Times are the thread's processor time, and a query's is the best of three: percentiles are over seekers, not over
    what else the machine does.
    """
    for size in SIZES:
        yield from _figures_of(size)


def _figures_of(size: int) -> Iterator[Figure]:
    world = World(seed=2026, territories=500)
    missions, seekers = world.opportunities(size), world.seekers(SEEKERS)
    neighbours = Neighbourhoods(world.neighbours)
    build, catalogue = _timed(lambda: Catalogue(missions))

    def query(seeker: Seeker) -> float:
        return min(
            _timed(lambda: catalogue.rank(seeker, now=NOW, neighbours=neighbours))[0] for _ in range(ROUNDS)
        )

    def plain_query(seeker: Seeker) -> float:
        return _timed(lambda: reference_rank(missions, seeker, NOW, 10, world.neighbours))[0]

    gc.collect()
    gc.freeze()  # the missions stay only for the reference: their weight is not the engine's
    ours, plain = (
        [query(each) for each in seekers],
        [plain_query(each) for each in seekers[:REFERENCE_SEEKERS]],
    )
    baseline = float(np.median(plain))

    def figure(name: str, value: float, unit: str, compared: float | None = None) -> Figure:
        ratio = None if compared is None else compared / value
        name = f"{size:,} opportunities: {name}"
        return Figure(benchmark=BENCHMARK, name=name, value=value, unit=unit, baseline=compared, ratio=ratio)

    yield figure("p50", float(np.percentile(ours, 50)), "ms", baseline)
    yield figure("p99", float(np.percentile(ours, 99)), "ms", baseline)
    yield figure("20,000 seekers", float(np.mean(ours)) * 20, "s")
    blank = Seeker(id="blank", territory="territory-7")
    yield figure("p50 without a profile", float(np.median([query(blank) for _ in range(50)])), "ms")
    yield figure("snapshot", build, "ms")
    refresh, _ = _timed(lambda: catalogue.updated(missions[:CHANGED]))
    yield figure(f"refresh of {CHANGED}", refresh, "ms", build)
    yield figure("memory", catalogue.nbytes / 2**20, "MiB")
    gc.unfreeze()


def _timed[T](work: Callable[[], T]) -> tuple[float, T]:
    """Milliseconds of processor time, and the result."""
    started = thread_time()
    result = work()
    return (thread_time() - started) * 1000, result
