"""The place component on columns: how near each opportunity is to a seeker, and whether she has a way to be there."""

from math import cos, pi, radians, sin

import numpy as np
from numpy.typing import NDArray

from matching.engine import formulas
from matching.engine.audience import Audience
from matching.engine.columns import REMOTES, Columns
from matching.engine.layout import Rows
from matching.engine.model import Remote, Seeker
from matching.engine.policy import Policy

_FULL = REMOTES.index(Remote.FULL)
_NOT_REMOTE = REMOTES.index(Remote.NO)

type Numbers = NDArray[np.float64]


class Places:
    """Where a catalogue's rows are, as points on the unit sphere: NaN for those without a place to go to."""

    def __init__(self, columns: Columns, audience: Audience, policy: Policy) -> None:
        self._columns, self._audience, self._policy = columns, audience, policy
        lat, lon = np.radians(columns.lat), np.radians(columns.lon)
        lat[columns.remote == _FULL] = np.nan
        self._point = np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1)

    @property
    def nbytes(self) -> int:
        return self._point.nbytes

    def of(self, rows: Rows, seeker: Seeker) -> Numbers:
        """Place component of each row, -1 where the seeker has no way to be there."""
        place = self.without_km(rows, seeker)
        if seeker.lat is None or seeker.lon is None:
            return place
        lat, lon, radius = (
            radians(seeker.lat),
            radians(seeker.lon),
            formulas.reachable_km(seeker, self._policy),
        )
        offset = self._point[rows] - (cos(lat) * cos(lon), cos(lat) * sin(lon), sin(lat))
        chord = np.einsum("ij,ij->i", offset, offset)  # squared; NaN where there is no place to go to
        # A first cut on the chord spares most rows the arc; its margin leaves the last word to the km.
        longest = (2 * sin(min(radius / formulas.EARTH_RADIUS_KM, pi) / 2)) ** 2
        near = np.flatnonzero(chord <= longest * (1 + 1e-9) + 1e-15)
        km = 2 * formulas.EARTH_RADIUS_KM * np.arcsin(np.minimum(1.0, np.sqrt(chord[near]) / 2))
        slope = formulas.steepness(seeker, self._policy) / max(formulas.SHORTEST_RADIUS_KM, radius)
        component = np.maximum(0.0, 1 - slope * km)
        place[near] = np.maximum(place[near], np.where(km <= radius, component, -1.0))
        return place

    def without_km(self, where: Rows | slice, seeker: Seeker) -> Numbers:
        """The same as far as it does not depend on a distance."""
        columns, policy = self._columns, self._policy
        remote = columns.remote[where]
        place = np.full(len(remote), -1.0)
        if seeker.remote_ok is not False:
            place[remote != _NOT_REMOTE] = policy.remote_place
        own = columns.territory[where] == self._audience.number(seeker.territory)
        if seeker.lat is None or seeker.lon is None:
            known = np.where(own, policy.own_territory, policy.other_territory)
            return np.where(remote != _FULL, np.maximum(place, known), place)
        home = np.flatnonzero(own)
        home = home[np.isnan(columns.lat[where][home]) & (remote[home] != _FULL)]
        place[home] = np.maximum(place[home], policy.own_territory)
        return place
