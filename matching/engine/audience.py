"""Who may see which rows of a catalogue."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from matching.engine.columns import REACHES, Columns
from matching.engine.model import Reach
from matching.engine.pair import Neighbourhoods, Neighbours

_NETWORK = REACHES.index(Reach.NETWORK)
_NEIGHBOURS = REACHES.index(Reach.NEIGHBOURS)


class Audience:
    """`pair.reaches` on columns: who may see a row depends on its territory and its reach alone."""

    def __init__(self, columns: Columns) -> None:
        self._number_of = {name: number for number, name in enumerate(columns.territories)}
        self._of_row = columns.territory * len(REACHES) + columns.reach

    @property
    def nbytes(self) -> int:
        return self._of_row.nbytes

    def number(self, territory: str | None) -> int:
        """The number of a territory, -1 when nothing of it is here."""
        return -1 if territory is None else self._number_of.get(territory, -1)

    def origins(self, territory: str | None, neighbours: Neighbours) -> list[int]:
        """Numbers of the territories that may show more than network-wide missions to the seekers of one: itself, and
        those that it neighbours."""
        if territory is None:
            return []
        if isinstance(neighbours, Neighbourhoods):
            names: Iterable[str] = neighbours.origins(territory)
        else:
            names = [name for name in self._number_of if territory in neighbours.get(name, ())]
        return [number for name in {*names, territory} if (number := self._number_of.get(name)) is not None]

    def welcome(
        self, rows: NDArray[np.intp], territory: str | None, origins: Sequence[int]
    ) -> NDArray[np.bool_]:
        """Whether the seekers of a territory, whose `origins` these are, see each of the rows."""
        seen = np.zeros((len(self._number_of), len(REACHES)), dtype=np.bool_)
        seen[:, _NETWORK] = True
        seen[origins, _NEIGHBOURS] = True
        if (own := self.number(territory)) >= 0:
            seen[own] = True
        welcome: NDArray[np.bool_] = seen.reshape(-1)[self._of_row[rows]]
        return welcome
