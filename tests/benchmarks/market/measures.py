"""How a year went, on both sides."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tests.benchmarks.market.world import WEEKS
from tests.benchmarks.market.year import Year


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """served: share of open missions that have at least one person, mean over the weeks.
    connections: people accepted. fill: places taken of all places of the year's missions.
    ndcg: mean nDCG@10 of the pages by what people truly like. ever: share of the year's missions that found somebody.
    gini: inequality of how often missions are shown, in [0, 1]. kilometres: median distance of a connection.
    """

    served: float
    connections: float
    ndcg: float
    ever: float
    fill: float
    gini: float
    kilometres: float


def measure(year: Year) -> Measures:
    missions, state = year.world.missions, year.state
    counted = (missions.published >= 0) & (missions.closes <= WEEKS)
    shown = np.sort(state.shown[counted]).astype(float)
    ranks = np.arange(1, len(shown) + 1)
    return Measures(
        served=float(np.mean(year.served)),
        connections=float(state.accepted.sum()),
        ndcg=float(np.mean(year.gain)),
        ever=float((state.accepted[counted] > 0).mean()),
        fill=float(state.accepted[counted].sum() / missions.capacity[counted].sum()),
        gini=float(((2 * ranks - len(shown) - 1) * shown).sum() / (len(shown) * shown.sum())),
        kilometres=float(np.median(year.kilometres)),
    )
