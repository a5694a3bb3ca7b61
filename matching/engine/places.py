"""The place component on columns: how near each opportunity is to a seeker, and whether she has a way to be there."""

import numpy as np
from numpy.typing import NDArray

from matching.engine import formulas
from matching.engine.columns import REMOTES, Columns
from matching.engine.layout import Rows, on_the_sphere
from matching.engine.model import Remote
from matching.engine.policy import Policy
from matching.engine.query import Group, Who, of

_FULL = REMOTES.index(Remote.FULL)
_NOT_REMOTE = REMOTES.index(Remote.NO)

type Numbers = NDArray[np.float64]


class Places:
    """Where a catalogue's rows are, as points on the unit sphere: NaN for those without a place to go to."""

    def __init__(self, columns: Columns, policy: Policy) -> None:
        self._columns, self._policy = columns, policy
        self._point = on_the_sphere(columns.lat, columns.lon)
        self._point[columns.remote == _FULL] = np.nan
        self._from_home = np.where(columns.remote == _NOT_REMOTE, -1.0, policy.remote_place)

    @property
    def nbytes(self) -> int:
        return self._point.nbytes + self._from_home.nbytes

    def with_km(self, place: Numbers, rows: Rows, who: Who, group: Group) -> Numbers:
        """`place` of some rows, which is overwritten, with what is near the placed seekers beside them."""
        offset = self._point.take(rows, axis=0)
        offset -= group.point[who]
        chord = np.vecdot(offset, offset)  # squared; NaN where there is no place to go to
        # A first cut on the chord spares most rows the arc; its margin leaves the last word to the km.
        near = (chord <= group.longest_chord[who]).nonzero()[0]
        km = 2 * formulas.EARTH_RADIUS_KM * np.arcsin(np.minimum(1.0, np.sqrt(chord.take(near)) / 2))
        who = of(who, near)
        component = np.maximum(0.0, 1 - group.slope[who] * km)
        component[km > group.radius[who]] = -1.0
        place[near] = np.maximum(place.take(near), component)
        return place

    def around(self, rows: Rows, group: Group) -> Numbers:
        """Place component of rows with a place for placed seekers, before any distance; -1: there is no way yet."""
        return self._from_home.take(rows) if group.from_home else np.full(len(rows), -1.0)

    def far(self, rows: slice, group: Group, own: int) -> Numbers | float:
        """The same of rows that the whole network sees from wherever it is, for placed seekers one number: what they
        can do from home. Not for what has no place in their own territory, whose number is `own`."""
        return self._policy.remote_place if group.is_placed else self.without_km(rows, group, own)

    def without_km(self, where: Rows | slice, group: Group, own: int) -> Numbers:
        """The same of any rows."""
        columns, policy = self._columns, self._policy
        remote = columns.remote[where]
        place = self._from_home[where] if group.from_home else np.full(len(remote), -1.0)
        at_home = columns.territory[where] == own
        if group.is_placed:
            known = np.where(at_home & np.isnan(columns.lat[where]), policy.own_territory, -1.0)
        else:
            known = np.where(at_home, policy.own_territory, policy.other_territory)
        return np.where(remote != _FULL, np.maximum(place, known), place)
