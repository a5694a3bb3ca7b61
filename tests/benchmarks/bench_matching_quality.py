"""What becomes of people and missions in a year, by ranking: ours against what platforms do, chance and an optimum."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields

import numpy as np

from matching.engine import Policy
from tests.benchmarks.figures import Figure
from tests.benchmarks.market.measures import Measures, measure
from tests.benchmarks.market.optimum import Optimum
from tests.benchmarks.market.rankers import Chance, Engine, NearestFirst, SkillThemeBase, WeightedTaxonomies
from tests.benchmarks.market.world import World, draw_world
from tests.benchmarks.market.year import Ranker, live

BENCHMARK = "matching-quality"
#: The engine's numbers were chosen on the seeds 1 to 4. What is reported are others.
SEEDS = (101, 102, 103)
RANKERS: dict[str, Callable[[World], Ranker]] = {
    "chance": Chance,
    "nearest first": NearestFirst,
    "skill 1, theme 1.5, base 0.5": SkillThemeBase,
    "weighted taxonomies, linear distance": WeightedTaxonomies,
    "ours": Engine,
    "ours, learning nothing": lambda world: Engine(world, learns=False),
    "ours without SmartSort": lambda world: Engine(world, Policy(smartsort_strength=0.0)),
    "ours, SmartSort 0.15": lambda world: Engine(world, Policy(smartsort_strength=0.15)),
    "ours, SmartSort 0.5": lambda world: Engine(world, Policy(smartsort_strength=0.5)),
    "weekly optimum that knows the truth": Optimum,
}
#: Judged as a place between chance (0) and the optimum (1).
JUDGED = {"served": "missions served", "connections": "connections", "ndcg": "nDCG@10"}
OTHERS = {"ever": "share", "fill": "share", "gini": "share", "kilometres": "km"}


def run() -> Iterator[Figure]:
    """Means over the seeds. `compared` is the optimum's, and the ratio the place between chance and it."""
    worlds = [draw_world(seed) for seed in SEEDS]
    results = {name: [measure(live(world, make)) for world in worlds] for name, make in RANKERS.items()}
    for name, measured in results.items():
        for key, words in JUDGED.items():
            value, low, high = (
                np.array([getattr(each, key) for each in some])
                for some in (measured, results["chance"], results["weekly optimum that knows the truth"])
            )
            yield Figure(
                benchmark=BENCHMARK,
                name=f"{name}: {words}",
                value=float(value.mean()),
                unit="",
                baseline=float(high.mean()),
                ratio=float(((value - low) / (high - low)).mean()),
            )
        for key, unit in OTHERS.items():
            yield _plain(name, key, measured, unit)


def _plain(name: str, key: str, measured: list[Measures], unit: str) -> Figure:
    assert key in {field.name for field in fields(Measures)}
    mean = float(np.mean([getattr(each, key) for each in measured]))
    return Figure(benchmark=BENCHMARK, name=f"{name}: {key}", value=mean, unit=unit)
