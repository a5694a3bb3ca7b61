"""The place component on columns: how near each opportunity is to a seeker, and whether she has a way to be there."""

from math import pi

import numpy as np
from numpy.typing import NDArray

from matching.engine import formulas
from matching.engine.columns import REMOTES, Columns
from matching.engine.layout import Rows, on_the_sphere
from matching.engine.model import Remote
from matching.engine.policy import Policy
from matching.engine.query import Group

_FULL = REMOTES.index(Remote.FULL)
_NOT_REMOTE = REMOTES.index(Remote.NO)

type Numbers = NDArray[np.float64]


class Places:
    """Where a catalogue's rows are, as points on the unit sphere: NaN for those without a place to go to."""

    def __init__(self, columns: Columns, policy: Policy) -> None:
        self._columns, self._policy = columns, policy
        self._point = on_the_sphere(columns.lat, columns.lon)
        self._point[columns.remote == _FULL] = np.nan

    @property
    def nbytes(self) -> int:
        return self._point.nbytes

    def of(self, rows: Rows, who: Rows, group: Group, own: int) -> Numbers:
        """Place component of each row for the query beside it in `who`, -1 where the seeker has no way to be there.

        `own`: number of the group's territory.
        """
        place = self.without_km(rows, group, own)
        if not group.is_placed:
            return place
        offset = self._point[rows]
        offset -= group.point[who]
        chord = np.einsum("ij,ij->i", offset, offset)  # squared; NaN where there is no place to go to
        # A first cut on the chord spares most rows the arc; its margin leaves the last word to the km.
        longest = (2 * np.sin(np.minimum(group.radius / formulas.EARTH_RADIUS_KM, pi) / 2)) ** 2
        near = np.flatnonzero(chord <= (longest * (1 + 1e-9) + 1e-15)[who])
        km = 2 * formulas.EARTH_RADIUS_KM * np.arcsin(np.minimum(1.0, np.sqrt(chord[near]) / 2))
        who = who[near]
        component = np.maximum(0.0, 1 - group.slope[who] * km)
        component[km > group.radius[who]] = -1.0
        place[near] = np.maximum(place[near], component)
        return place

    def without_km(self, where: Rows | slice, group: Group, own: int) -> Numbers:
        """The same as far as it does not depend on a distance."""
        columns, policy = self._columns, self._policy
        remote = columns.remote[where]
        place = np.full(len(remote), -1.0)
        if group.from_home:
            place[remote != _NOT_REMOTE] = policy.remote_place
        at_home = columns.territory[where] == own
        if not group.is_placed:
            known = np.where(at_home, policy.own_territory, policy.other_territory)
            return np.where(remote != _FULL, np.maximum(place, known), place)
        home = np.flatnonzero(at_home)
        home = home[np.isnan(columns.lat[where][home]) & (remote[home] != _FULL)]
        place[home] = np.maximum(place[home], policy.own_territory)
        return place
