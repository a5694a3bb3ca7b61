"""In which order a catalogue's rows lie, so that those worth looking at for a seeker are a few contiguous ranges."""

from collections.abc import Sequence
from itertools import accumulate
from math import asin, cos, degrees, floor, radians, sin
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from matching.engine import formulas
from matching.engine.columns import REACHES, REMOTES, Columns
from matching.engine.model import Reach, Remote

type Rows = NDArray[np.intp]
type Numbers = NDArray[np.float64]

BAND_DEGREES = 0.1
"""Height of a band of latitude, degrees (11 km): a usual radius crosses three to seven."""

_BAND_STRIDE = 400.0  # longitudes shifted to [0, 360] never meet the next band
_GROUP_STRIDE = _BAND_STRIDE * 2_000  # nor the bands (1,801 at most) the next group

# Groups of rows, in order. The first four are those of a limited reach, the next four those of the whole network.
# From home are also those that may be and have no place.
_LOCAL, _NETWORK_WIDE, _CLOSED = 0, 4, 8
_UNPLACED, _ON_SITE, _POSSIBLE, _FROM_HOME = range(4)


class Layout:
    """The order of some columns' rows, and where to look in it.

    Rows are sorted by group, then by band of latitude, then by longitude: the neighbourhood of a seeker is a few
    ranges, and so is what the whole network may do from home.
    """

    def __init__(self, columns: Columns) -> None:
        self.order, self._key, group = _sorted(columns)
        self._first = np.searchsorted(group, np.arange(_CLOSED + 1)).tolist()
        territory = columns.territory[self.order]
        remote = columns.remote[self.order]
        kind, far = group % _NETWORK_WIDE, group >= _NETWORK_WIDE
        wide = len(columns.territories)
        unplaced = np.isnan(columns.lat[self.order]) & (remote != REMOTES.index(Remote.FULL))
        self.unplaced = _ByTerritory(unplaced & (group != _CLOSED), territory, wide)
        self.local = _ByTerritory(~far, territory, wide)
        self.local_from_home = _ByTerritory(~far & (kind >= _POSSIBLE), territory, wide)

    @property
    def nbytes(self) -> int:
        tables = (self.unplaced, self.local, self.local_from_home)
        return self.order.nbytes + self._key.nbytes + sum(table.rows.nbytes for table in tables)

    @property
    def network(self) -> slice:
        """Those that the whole network sees, closed ones left out."""
        return slice(self._first[_NETWORK_WIDE], self._first[_CLOSED])

    @property
    def network_from_home(self) -> slice:
        """Those of them that can be done from home."""
        return slice(self._first[_NETWORK_WIDE + _POSSIBLE], self._first[_CLOSED])

    def around(self, boxes: Sequence["Box"], *, with_local_possible: bool) -> tuple[Rows, Rows]:
        """The rows with a place in each of some boxes, box after box; and how many there are in each.

        with_local_possible: also those of a limited reach that can be done from home too.
        """
        groups = [_LOCAL + _ON_SITE, _NETWORK_WIDE + _ON_SITE, _NETWORK_WIDE + _POSSIBLE]
        if with_local_possible:
            groups.append(_LOCAL + _POSSIBLE)
        edges = np.array(
            [
                (band * _BAND_STRIDE + 180 + box.west, band * _BAND_STRIDE + 180 + box.east)
                for box in boxes
                for band in range(box.south, box.north + 1)
            ]
        )
        lows, highs = self._key.searchsorted(np.add.outer(edges.T, np.array(groups) * _GROUP_STRIDE))
        counts = np.add.reduceat(
            (highs - lows).sum(axis=1),
            [0, *accumulate(box.north + 1 - box.south for box in boxes[:-1])],
        )
        return _ranges(lows.ravel(), highs.ravel()), counts


class Box(NamedTuple):
    """Bands of latitude from `south` to `north` and degrees of longitude."""

    south: int
    north: int
    west: float
    east: float


def box_around(lat: float, lon: float, km: float) -> Box:
    """A box that holds the circle of so many km around a point."""
    margin = 1e-9
    half_height = km / formulas.KM_PER_DEGREE + margin
    south, north = (
        floor((min(90.0, max(-90.0, edge)) + 90) / BAND_DEGREES)
        for edge in (lat - half_height, lat + half_height)
    )
    if abs(lat) + half_height < 90:
        half_width = degrees(asin(min(1.0, sin(radians(half_height)) / cos(radians(lat))))) + 2 * margin
        if abs(lon) + half_width <= 180:
            return Box(south, north, lon - half_width, lon + half_width)
    return Box(south, north, -180.0 - margin, 180.0 + margin)  # it holds a pole, or meets the edge of the map


class _ByTerritory:
    """Some rows, found by the number of their territory."""

    def __init__(self, wanted: NDArray[np.bool_], territory: NDArray[np.int32], territories: int) -> None:
        rows = np.flatnonzero(wanted)
        order = np.argsort(territory[rows], kind="stable")
        self.rows: Rows = rows[order]
        borders = np.searchsorted(territory[self.rows], np.arange(territories + 1))
        self._lows, self._highs = borders[:-1], borders[1:]

    def of(self, territories: Sequence[int]) -> Rows:
        """The rows of these territories (each named once)."""
        numbers = np.array(territories, dtype=np.intp)
        return self.rows[_ranges(self._lows[numbers], self._highs[numbers])]


def on_the_sphere(lat: Numbers, lon: Numbers) -> Numbers:
    """(places, 3): points of the unit sphere, from degrees."""
    north, east = np.radians(lat), np.radians(lon)
    across = np.cos(north)
    return np.stack([across * np.cos(east), across * np.sin(east), np.sin(north)], axis=1)


def _ranges(lows: Rows, highs: Rows) -> Rows:
    """Every number of the ranges [low, high), one range after the other."""
    counts = highs - lows
    ends = counts.cumsum()
    return np.repeat(lows - ends + counts, counts) + np.arange(ends[-1] if len(ends) else 0)


def _sorted(columns: Columns) -> tuple[Rows, NDArray[np.float64], NDArray[np.int8]]:
    """The order of the rows, and in that order their keys and groups."""
    unplaced = np.isnan(columns.lat)
    kind = np.select(
        [
            (columns.remote == REMOTES.index(Remote.FULL))
            | (unplaced & (columns.remote != REMOTES.index(Remote.NO))),
            unplaced,
            columns.remote == REMOTES.index(Remote.NO),
        ],
        [_FROM_HOME, _UNPLACED, _ON_SITE],
        _POSSIBLE,
    )
    group = (kind + _NETWORK_WIDE * (columns.reach == REACHES.index(Reach.NETWORK))).astype(np.int8)
    group[columns.places_left == 0] = _CLOSED
    band = np.floor((columns.lat + 90) / BAND_DEGREES)
    within = np.where(unplaced, 0.0, band * _BAND_STRIDE + columns.lon + 180)
    key: NDArray[np.float64] = group * _GROUP_STRIDE + within
    order = np.argsort(key, kind="stable")
    return order, key[order], group[order]
