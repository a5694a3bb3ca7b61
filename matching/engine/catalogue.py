"""The catalogue in memory: opportunities as columns bucketed by place, ranked for one seeker at a time."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from functools import reduce
from heapq import nsmallest
from itertools import pairwise
from math import asin, cos, degrees, exp2, floor, pi, radians, sin
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from matching.engine import formulas
from matching.engine.columns import REACHES, REMOTES, UNLIMITED, WORD_BITS, Columns, Masks
from matching.engine.dayparts import mask_of
from matching.engine.model import Explanation, Opportunity, Reach, Remote, Seeker, Suggestion
from matching.engine.pair import (
    SECONDS_PER_DAY,
    Neighbourhoods,
    Neighbours,
    Rarity,
    assess,
    explain,
    timestamp_of,
)
from matching.engine.policy import DEFAULT_POLICY, Policy

BAND_DEGREES = 0.1
"""Height of a band of latitude, degrees (11 km): a usual radius crosses three to seven."""

_BAND_STRIDE = 400.0  # longitudes shifted to [0, 360] never meet the next band
_GROUP_STRIDE = _BAND_STRIDE * 2_000  # nor the bands (1,801 at most) the next group
_ON_SITE, _POSSIBLE, _PLACELESS, _FROM_HOME, _CLOSED = range(5)

_FULL = REMOTES.index(Remote.FULL)
_NOT_REMOTE = REMOTES.index(Remote.NO)
_NETWORK = REACHES.index(Reach.NETWORK)
_NEIGHBOURS = REACHES.index(Reach.NEIGHBOURS)
_SCORE_UNIT = 10**formulas.SCORE_DIGITS

type Rows = NDArray[np.intp]


class Catalogue:
    """An immutable snapshot of opportunities; safe to share between threads.

    Rows are sorted by group (on site, on site or from home, on site at an unknown place, from home, closed),
    then by band of latitude, then by longitude, so that the neighbourhood of a seeker is a few contiguous
    ranges of rows.
    """

    def __init__(
        self, opportunities: Iterable[Opportunity] | Columns = (), *, policy: Policy = DEFAULT_POLICY
    ) -> None:
        """Raises ValueError on a duplicate id or a naive datetime."""
        columns = opportunities if isinstance(opportunities, Columns) else Columns.of(opportunities)
        self.policy = policy
        group, key = _sort_keys(columns)
        order = np.argsort(key, kind="stable")
        self.columns = columns.take(order)
        self._key = key[order]
        self._group = group[order]
        self._first = np.searchsorted(self._group, np.arange(_CLOSED + 1))
        self._row_of: dict[str, int] = dict(zip(self.columns.ids.tolist(), range(len(columns)), strict=True))
        if len(self._row_of) != len(columns):
            raise ValueError("two opportunities have the same id")
        self._prepare()

    def _prepare(self) -> None:
        """Columns derived from the rows and the policy, so that ranking only adds and multiplies."""
        columns, policy, weights = self.columns, self.policy, self.policy.weights
        size = len(columns)
        self._half_life = policy.freshness_half_life * SECONDS_PER_DAY

        lat, lon = np.radians(columns.lat), np.radians(columns.lon)
        self._point = np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1)
        self._point[columns.remote == _FULL] = np.nan
        self._from_home = np.where(columns.remote == _NOT_REMOTE, -1.0, policy.remote_place)
        self._placeless = np.isnan(columns.lat) & (columns.remote != _FULL)
        self._some_placeless = bool(self._placeless.any())
        self._ends = np.where(np.isnan(columns.ends_at), np.inf, columns.ends_at)

        # Who may see a row depends on its territory and its reach alone: one number for both.
        self._audience = columns.territory * len(REACHES) + columns.reach
        away = np.flatnonzero((self._group == _POSSIBLE) | (self._group == _FROM_HOME))
        network_wide = columns.reach[away] == _NETWORK
        self._remote_everywhere, local = away[network_wide], away[~network_wide]
        self._place_in_everywhere = np.full(size, -1)
        self._place_in_everywhere[self._remote_everywhere] = np.arange(len(self._remote_everywhere))
        local = local[np.argsort(columns.territory[local], kind="stable")]
        borders = np.searchsorted(columns.territory[local], np.arange(len(columns.territories) + 1))
        self._remote_of = [local[start:end] for start, end in pairwise(borders.tolist())]
        self._number_of = {name: number for number, name in enumerate(columns.territories)}

        counts = columns.skills.counts()
        self._skill_weight = np.array([formulas.rarity(size, int(count)) for count in counts])
        self.rarity: Rarity = MappingProxyType(
            dict(zip(columns.skills.codes, self._skill_weight.tolist(), strict=True))
        )
        wanted = np.zeros(size)
        for number, weight in enumerate(self._skill_weight):
            wanted += weight * columns.skills.bit(number)
        self._skills_wanted = wanted
        self._parts_wanted = np.bitwise_count(columns.availability)
        self._open_to_all = weights.skill * policy.open_to_all * (wanted == 0)
        self._flexible = weights.availability * (columns.availability == 0)
        known = columns.published_at[~np.isnan(columns.published_at)]
        self._reference_time = float(np.median(known)) if len(known) else 0.0
        half_lives = (columns.published_at - self._reference_time) / self._half_life
        self._boost = policy.freshness_strength * np.nan_to_num(
            np.exp2(np.clip(half_lives, -900, 900)), nan=0.0
        )
        penalties, which = np.unique(columns.connections, return_inverse=True)
        factors = np.array([formulas.smartsort(int(number), policy) for number in penalties])
        scale = 1 / (1 + policy.freshness_strength)
        self._factor = factors[which] * scale if size else np.empty(0)

    def __len__(self) -> int:
        return len(self.columns)

    @property
    def nbytes(self) -> int:
        """Bytes of the columns, given and derived, without the ids' texts."""
        derived = sum(value.nbytes for value in vars(self).values() if isinstance(value, np.ndarray))
        return derived + self.columns.nbytes

    def __contains__(self, opportunity_id: str) -> bool:
        return opportunity_id in self._row_of

    def __getitem__(self, opportunity_id: str) -> Opportunity:
        """The opportunity of that id. Raises KeyError."""
        return self.columns.opportunity(self._row_of[opportunity_id])

    def updated(self, changed: Iterable[Opportunity] = (), removed: Iterable[str] = ()) -> "Catalogue":
        """A new snapshot: some opportunities added or replaced, some ids gone (unknown ones ignored)."""
        fresh = Columns.of(changed, like=self.columns)
        stale = [self._row_of[id_] for id_ in {*fresh.ids.tolist(), *removed} if id_ in self._row_of]
        kept = np.delete(np.arange(len(self)), stale)
        return Catalogue(self.columns.take(kept).joined(fresh), policy=self.policy)

    def explain(
        self, seeker: Seeker, opportunity_id: str, *, now: datetime, neighbours: Neighbours | None = None
    ) -> Explanation:
        """Why this opportunity of the catalogue, or why not. Raises KeyError on an unknown id."""
        return explain(seeker, self[opportunity_id], now, neighbours, rarity=self.rarity, policy=self.policy)

    def rank(
        self,
        seeker: Seeker,
        *,
        now: datetime,
        top: int = 10,
        neighbours: Neighbours | None = None,
        exclude: Collection[str] = (),
        shown: NDArray[np.bool_] | None = None,
    ) -> list[Suggestion]:
        """The `top` opportunities that fit best, by falling score, ties by id; never a filtered one.

        `exclude`: ids not wanted, such as those she takes part in. `shown`: one entry a row of `columns`, false for
        those that her territory does not take in. Raises ValueError on a naive `now`.
        """
        timestamp = timestamp_of(now)
        rows, scores = self._scores(seeker, timestamp, neighbours or {})
        if shown is not None:
            kept = shown[rows]
            rows, scores = rows[kept], scores[kept]
        if exclude:
            unwanted = [row for id_ in exclude if (row := self._row_of.get(id_)) is not None]
            kept = np.isin(rows, unwanted, invert=True)
            rows, scores = rows[kept], scores[kept]
        if top <= 0 or not len(rows):
            return []
        units = np.rint(scores * _SCORE_UNIT).astype(np.int64)
        if len(rows) > top:
            last = np.partition(units, len(units) - top)[-top]
            best = units >= last
            rows, units = rows[best], units[best]
        ids = self.columns.ids[rows].tolist()
        ranked = nsmallest(top, zip((-units).tolist(), ids, rows.tolist(), strict=True))
        return [
            self._suggestion(seeker, row, -negative / _SCORE_UNIT, timestamp) for negative, _, row in ranked
        ]

    def count(self, seeker: Seeker, *, now: datetime, neighbours: Neighbours | None = None) -> int:
        """How many opportunities pass the filters."""
        return len(self._scores(seeker, timestamp_of(now), neighbours or {})[0])

    def _suggestion(self, seeker: Seeker, row: int, score: float, now: float) -> Suggestion:
        opportunity = self.columns.opportunity(row)
        _, reasons = assess(seeker, opportunity, now, self.rarity, self.policy)
        return Suggestion(opportunity.id, score, reasons)

    def _scores(self, seeker: Seeker, now: float, neighbours: Neighbours) -> tuple[Rows, NDArray[np.float64]]:
        """Rows that pass every filter, and their scores."""
        columns, policy, weights = self.columns, self.policy, self.policy.weights
        radius = formulas.reachable_km(seeker, policy)
        origins = self._origins(seeker.territory, neighbours)
        near, far = self._candidates(seeker, radius, origins)
        rows = np.concatenate([near, far])
        place = np.full(len(rows), policy.remote_place)
        place[: len(near)] = self._place(near, seeker, radius)
        alive = place >= 0
        alive &= self._welcome(seeker.territory, origins)[self._audience[rows]]
        alive &= self._ends[rows] > now
        if seeker.age is not None:
            alive &= columns.min_age[rows] <= seeker.age
        elif not policy.unknown_age_passes:
            alive &= columns.min_age[rows] == 0
        rows, place = rows[alive], place[alive]

        flexible = policy.flexible if seeker.availability else policy.flexible_for_all
        weighted = weights.place * place + self._open_to_all[rows] + flexible * self._flexible[rows]
        if seeker.availability:
            shared = np.bitwise_count(columns.availability[rows] & np.uint32(mask_of(seeker.availability)))
            hit = np.flatnonzero(shared)
            coverage = shared[hit] / self._parts_wanted[rows[hit]]
            some = policy.some_day_part
            weighted[hit] += weights.availability * (some + (1 - some) * coverage)
        if seeker.causes:
            weighted[_hits(columns.causes, rows, seeker.causes)] += weights.cause
        if seeker.skills:
            hit = _hits(columns.skills, rows, seeker.skills)
            weighted[hit] += weights.skill * self._skills_covered(rows[hit], seeker.skills)
        fit = _fit(weighted, policy)

        # Freshness halves at the same pace everywhere: one factor brings every row from the reference to now.
        since = exp2(min(900.0, max(-900.0, (self._reference_time - now) / self._half_life)))
        boost = np.minimum(self._boost[rows] * since, policy.freshness_strength)
        return rows, fit * self._factor[rows] * (1 + boost)

    def _candidates(self, seeker: Seeker, radius: float, origins: Sequence[int]) -> tuple[Rows, Rows]:
        """Rows worth looking at, each once, without the closed ones: a superset of those within reach.

        The second part can only be done from home as far as this seeker goes, and she may.
        """
        first, nothing = self._first, np.arange(0)
        if seeker.lat is None or seeker.lon is None:
            return np.arange(first[_CLOSED]), nothing
        around = self._around((_ON_SITE, _POSSIBLE), seeker.lat, seeker.lon, radius)
        near = [around, np.arange(first[_PLACELESS], first[_FROM_HOME])]
        if seeker.remote_ok is False:
            return np.concatenate(near), nothing
        local = [self._remote_of[number] for number in origins]
        near_rows = np.unique(np.concatenate([*near, *local]))
        wanted = np.ones(len(self._remote_everywhere), dtype=np.bool_)
        twice = self._place_in_everywhere[around]
        wanted[twice[twice >= 0]] = False
        return near_rows, self._remote_everywhere[wanted]

    def _origins(self, territory: str | None, neighbours: Neighbours) -> list[int]:
        """Numbers of the territories that may show more than network-wide missions: her own, those that she
        neighbours."""
        if territory is None:
            return []
        if isinstance(neighbours, Neighbourhoods):
            names: Iterable[str] = neighbours.origins(territory)
        else:
            names = [name for name in self._number_of if territory in neighbours.get(name, ())]
        return [number for name in {*names, territory} if (number := self._number_of.get(name)) is not None]

    def _welcome(self, territory: str | None, origins: Sequence[int]) -> NDArray[np.bool_]:
        """For each audience number, whether the seekers of a territory belong to it."""
        welcome = np.zeros((len(self.columns.territories), len(REACHES)), dtype=np.bool_)
        welcome[:, _NETWORK] = True
        welcome[origins, _NEIGHBOURS] = True
        own = self._number_of.get(territory) if territory else None
        if own is not None:
            welcome[own] = True
        return welcome.reshape(-1)

    def _around(self, groups: Sequence[int], lat: float, lon: float, radius: float) -> Rows:
        """Rows of some consecutive groups in a box that holds the circle of `radius` km around a point."""
        margin = 1e-9
        half_height = radius / formulas.KM_PER_DEGREE + margin
        if abs(lat) + half_height >= 90:
            return np.arange(self._first[groups[0]], self._first[groups[-1] + 1])
        half_width = degrees(asin(min(1.0, sin(radians(half_height)) / cos(radians(lat))))) + margin
        west, east = lon - half_width, lon + half_width
        if west < -180 or east > 180:
            west, east = -180.0, 180.0
        south = floor((lat - half_height + 90) / BAND_DEGREES)
        north = floor((lat + half_height + 90) / BAND_DEGREES)
        starts = [
            group * _GROUP_STRIDE + band * _BAND_STRIDE + 180
            for group in groups
            for band in range(south, north + 1)
        ]
        bounds = np.array(
            [[start + west - margin for start in starts], [start + east + margin for start in starts]]
        )
        lows, highs = self._key.searchsorted(bounds).tolist()
        return np.concatenate([np.arange(low, high) for low, high in zip(lows, highs, strict=True)])

    def _place(self, rows: Rows, seeker: Seeker, radius: float) -> NDArray[np.float64]:
        """Place component of each row, -1 where the seeker has no way to be there."""
        columns, policy = self.columns, self.policy
        place = np.full(len(rows), -1.0) if seeker.remote_ok is False else self._from_home[rows]
        own = self._number_of.get(seeker.territory, -1) if seeker.territory else -1
        if seeker.lat is None or seeker.lon is None:
            at_home = columns.territory[rows] == own
            known = np.where(at_home, policy.own_territory, policy.other_territory)
            return np.where(columns.remote[rows] != _FULL, np.maximum(place, known), place)
        if self._some_placeless:
            home = np.flatnonzero(self._placeless[rows] & (columns.territory[rows] == own))
            place[home] = np.maximum(place[home], policy.own_territory)
        lat, lon = radians(seeker.lat), radians(seeker.lon)
        offset = self._point[rows] - (cos(lat) * cos(lon), cos(lat) * sin(lon), sin(lat))
        chord = np.einsum("ij,ij->i", offset, offset)  # squared; NaN where there is no place to go to
        # A first cut on the chord spares most rows the arc; its margin leaves the last word to the km.
        longest = (2 * sin(min(radius / formulas.EARTH_RADIUS_KM, pi) / 2)) ** 2
        near = np.flatnonzero(chord <= longest * (1 + 1e-9) + 1e-15)
        km = 2 * formulas.EARTH_RADIUS_KM * np.arcsin(np.minimum(1.0, np.sqrt(chord[near]) / 2))
        component = 1 - km / max(formulas.SHORTEST_RADIUS_KM, radius)
        place[near] = np.maximum(place[near], np.where(km <= radius, component, -1.0))
        return place

    def _skills_covered(self, rows: Rows, skills: Collection[str]) -> NDArray[np.float64]:
        """Part in [0, 1] of the needed skills, by weight, that the seeker has."""
        masks = self.columns.skills
        numbers = [number for code in skills if (number := masks.number.get(code)) is not None]
        words = masks.words[rows][:, [number // WORD_BITS for number in numbers]]
        shifts = np.array([number % WORD_BITS for number in numbers], dtype=np.uint64)
        have = (words >> shifts & np.uint64(1)) @ self._skill_weight[numbers]
        covered: NDArray[np.float64] = np.minimum(1.0, have / self._skills_wanted[rows])
        return covered


def _sort_keys(columns: Columns) -> tuple[NDArray[np.int8], NDArray[np.float64]]:
    """Group of each row and its place in the order of rows."""
    group = np.where(columns.remote == _NOT_REMOTE, _ON_SITE, _POSSIBLE).astype(np.int8)
    group[np.isnan(columns.lat)] = _PLACELESS
    group[columns.remote == _FULL] = _FROM_HOME
    group[(columns.capacity != UNLIMITED) & (columns.connections >= columns.capacity)] = _CLOSED
    band = np.floor((columns.lat + 90) / BAND_DEGREES)
    within = np.where(np.isnan(columns.lat), 0.0, band * _BAND_STRIDE + columns.lon + 180)
    key: NDArray[np.float64] = (group * _GROUP_STRIDE + within).astype(np.float64)
    return group, key


def _fit(weighted: NDArray[np.float64], policy: Policy) -> NDArray[np.float64]:
    """`formulas.fit` of each row; `weighted` is overwritten."""
    weighted += policy.baseline
    np.negative(weighted, out=weighted)
    np.exp(weighted, out=weighted)
    weighted += 1
    none, all_ = formulas.fit_bounds(policy)
    fit: NDArray[np.float64] = (1 / weighted - none) / (all_ - none)
    return fit


def _hits(masks: Masks, rows: Rows, codes: Collection[str]) -> Rows:
    """Positions in `rows` that hold at least one of the codes."""
    wanted = [0] * masks.words.shape[1]
    for code in codes:
        if (number := masks.number.get(code)) is not None:
            wanted[number // WORD_BITS] |= 1 << number % WORD_BITS
    found = [masks.words[rows, word] & np.uint64(mask) for word, mask in enumerate(wanted) if mask]
    return np.flatnonzero(reduce(np.bitwise_or, found)) if found else np.arange(0)
