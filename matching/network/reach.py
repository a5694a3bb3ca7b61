"""Which missions of others a territory shows: the one rule behind suggestions, lists, blocks and searches.

A mission's own reach, which its territory and its association may have narrowed, says who may show it; the territory
that shows it decides whose it takes in, and for which causes. Its own missions it always shows. In memory, those of a
territory that the network has not looked at have reach `territory` (`snapshot`).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.engine import Reach
from matching.engine.columns import REACHES, Columns

_OWN = REACHES.index(Reach.TERRITORY)
_NETWORK = REACHES.index(Reach.NETWORK)


@dataclass(frozen=True, slots=True)
class Viewer:
    """A territory that looks at the network, or the network's own site (`territory` empty).

    `neighbours` are the slugs of those from which it takes in what they show to neighbours; `everywhere` says that it
    also takes in what anybody shows to the whole network. `causes`: only these; empty: all.
    """

    territory: str = ""
    neighbours: frozenset[str] = frozenset()
    everywhere: bool = True
    causes: frozenset[str] = frozenset()

    @property
    def is_open(self) -> bool:
        """Whether everything that is shown to it is taken in."""
        return self.everywhere and not self.causes

    def sees(self, *, territory: str, reach: str, causes: Collection[str]) -> bool:
        """Whether it shows a mission of that territory, reach and causes."""
        if territory == self.territory:
            return True
        if reach == Reach.TERRITORY or (self.causes and self.causes.isdisjoint(causes)):
            return False
        return territory in self.neighbours or (self.everywhere and reach == Reach.NETWORK)

    @property
    def neighbourhoods(self) -> dict[str, frozenset[str]]:
        """Whose missions of reach `neighbours` it shows, as the engine takes it."""
        return dict.fromkeys(self.neighbours, frozenset({self.territory}))

    def rows(self, columns: Columns) -> NDArray[np.bool_]:
        """The same on the catalogue in memory, its own included: one entry a row."""
        own = np.array([name == self.territory for name in columns.territories], dtype=np.bool_)
        near = np.array([name in self.neighbours for name in columns.territories], dtype=np.bool_)
        shown = near[columns.territory] & (columns.reach != _OWN)
        if self.everywhere:
            shown |= columns.reach == _NETWORK
        if self.causes:
            shown &= columns.causes.holding(self.causes)
        rows: NDArray[np.bool_] = shown | own[columns.territory]
        return rows
