"""Which row has an id, and arrays of ids, without keeping other threads waiting.

What handles a million Python objects in one call, such as making a dict of them, holds the interpreter for up to half a
second. So it is done in strides; what remains are arrays of numbers, which hold nothing.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

STRIDE = 20_000
"""Objects handled in one call: a millisecond or two."""

type Ids = NDArray[np.object_]
type Rows = NDArray[np.intp]


class RowOf:
    """The row of each id, found by its hash."""

    def __init__(self, ids: Ids) -> None:
        """Raises ValueError when an id is there twice."""
        hashes = np.empty(len(ids), dtype=np.int64)
        for part in _strides(len(ids)):
            hashes[part] = [hash(id_) for id_ in ids[part].tolist()]
        self._ids, self._order = ids, hashes.argsort(kind="stable")
        self._hashes = hashes[self._order]
        alike = (self._hashes[1:] == self._hashes[:-1]).nonzero()[0]
        rows = np.unique(self._order[np.concatenate([alike, alike + 1])])
        if len(rows) != len(set(ids[rows].tolist())):
            raise ValueError("two opportunities have the same id")

    @property
    def nbytes(self) -> int:
        return self._order.nbytes + self._hashes.nbytes

    def get(self, id_: str) -> int | None:
        """None for an id that is not there."""
        wanted = hash(id_)
        for place in range(int(self._hashes.searchsorted(wanted)), len(self._hashes)):
            if self._hashes[place] != wanted:
                break
            if self._ids[row := int(self._order[place])] == id_:
                return row
        return None


def taken(ids: Ids, rows: Rows) -> Ids:
    """`ids[rows]`."""
    found = np.empty(len(rows), dtype=np.object_)
    for part in _strides(len(rows)):
        found[part] = ids[rows[part]]
    return found


def _strides(length: int) -> Iterator[slice]:
    return (slice(low, low + STRIDE) for low in range(0, length, STRIDE))
