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
            names = [name for name, others in neighbours.items() if territory in others]
        return [number for name in {*names, territory} if (number := self._number_of.get(name)) is not None]

    def welcome(self, own: int, origins: Sequence[int]) -> NDArray[np.bool_]:
        """For each territory and reach, whether the seekers of the territory number `own`, whose `origins` these are,
        see it: for `seen`."""
        welcome = np.zeros((len(self._number_of), len(REACHES)), dtype=np.bool_)
        welcome[:, _NETWORK] = True
        welcome[origins, _NEIGHBOURS] = True
        if own >= 0:
            welcome[own] = True
        return welcome.reshape(-1)

    def seen(self, rows: NDArray[np.intp], welcome: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Which of the rows those see who are `welcome`."""
        return welcome.take(self._of_row.take(rows))
