"""Seekers as columns: the mirror of `Catalogue`, for associations that look among many people."""

from collections.abc import Iterable
from datetime import datetime
from math import cos, radians, sin

import numpy as np
from numpy.typing import NDArray

from matching.engine import formulas
from matching.engine.columns import Masks
from matching.engine.dayparts import mask_of
from matching.engine.layout import on_the_sphere
from matching.engine.model import Opportunity, Remote, Seeker, SeekerSuggestion
from matching.engine.pair import SECONDS_PER_DAY, Neighbours, Rarity, rank_seekers, reaches, timestamp_of
from matching.engine.policy import DEFAULT_POLICY, Policy

_MARGIN = 2 / 10**formulas.SCORE_DIGITS

type Numbers = NDArray[np.float64]


class Seekers:
    """An immutable crowd of seekers, found by `rank` as `pair.rank_seekers` would, in a few milliseconds for 20,000.

    Who may be found (consent) is the caller's business: put in only those.
    """

    def __init__(self, seekers: Iterable[Seeker], *, policy: Policy = DEFAULT_POLICY) -> None:
        self.policy = policy
        rows = self._seekers = list(seekers)
        self._territories = sorted({row.territory for row in rows}, key=str)
        number = {territory: index for index, territory in enumerate(self._territories)}
        self._territory = np.array([number[row.territory] for row in rows], dtype=np.intp)
        place = np.array(
            [(np.nan if row.lat is None or row.lon is None else row.lat, row.lon or 0.0) for row in rows]
        )
        self._point = on_the_sphere(*place.reshape(-1, 2).T)
        self._radius = np.array([formulas.reachable_km(row, policy) for row in rows])
        self._slope = np.array([formulas.steepness(row, policy) for row in rows]) / np.maximum(
            formulas.SHORTEST_RADIUS_KM, self._radius
        )
        self._from_home = np.array([row.remote_ok is not False for row in rows], dtype=np.bool_)
        self._age = np.array([np.nan if row.age is None else row.age for row in rows])
        self._availability = np.array([mask_of(row.availability) for row in rows], dtype=np.uint32)
        self._causes, self._skills = (
            Masks.of([row.causes for row in rows]),
            Masks.of([row.skills for row in rows]),
        )

    def __len__(self) -> int:
        return len(self._seekers)

    def rank(
        self,
        opportunity: Opportunity,
        *,
        now: datetime,
        top: int = 10,
        neighbours: Neighbours | None = None,
        rarity: Rarity | None = None,
    ) -> list[SeekerSuggestion]:
        """The seekers who fit best, by falling score, ties by id. Raises ValueError if `now` is naive."""
        fit = self._fit(opportunity, neighbours or {}, rarity or {})
        scores = fit * self._factor(opportunity, timestamp_of(now))
        hopeful = fit >= 0
        if 0 < top < int(hopeful.sum()):
            hopeful &= scores >= np.partition(scores[hopeful], -top)[-top] - _MARGIN
        return rank_seekers(
            opportunity,
            [self._seekers[row] for row in np.flatnonzero(hopeful).tolist()],
            now=now,
            top=top,
            neighbours=neighbours,
            rarity=rarity,
            policy=self.policy,
        )

    def count(self, opportunity: Opportunity, *, neighbours: Neighbours | None = None) -> int:
        """How many it is for, by age, territory and place."""
        return int((self._fit(opportunity, neighbours or {}, {}) >= 0).sum())

    def _factor(self, opportunity: Opportunity, now: float) -> float:
        """What lowers or raises the opportunity for everybody alike."""
        policy, published = self.policy, opportunity.published_at
        factor = formulas.smartsort(opportunity.connections, policy) * formulas.success(
            opportunity.requests, opportunity.places_left, opportunity.answers, policy
        )
        age = None if published is None else (now - published.timestamp()) / SECONDS_PER_DAY
        boost = 0.0 if age is None else policy.freshness_strength * formulas.freshness(age, policy)
        return factor * (1 + boost) / (1 + policy.freshness_strength)

    def _fit(self, opportunity: Opportunity, neighbours: Neighbours, rarity: Rarity) -> Numbers:
        """Fit in [0, 1] of each seeker, -1 for those she is not for by age, territory or place."""
        policy, weights = self.policy, self.policy.weights
        place = self._place(opportunity)
        weighted = weights.place * place
        if opportunity.availability:
            wanted = np.uint32(mask_of(opportunity.availability))
            shared = np.bitwise_count(self._availability & wanted)
            some = policy.some_day_part
            coverage = (1 - some) * shared / len(opportunity.availability)
            weighted += weights.availability * (some * (shared > 0) + coverage)
        else:
            suits = np.where(self._availability != 0, policy.flexible, policy.flexible_for_all)
            weighted += weights.availability * suits
        weighted += weights.cause * self._causes.holding(opportunity.causes)
        if opportunity.skills:
            weight = {code: rarity.get(code, 1.0) for code in opportunity.skills}
            have = self._skills.weighed(np.array([weight.get(code, 0.0) for code in self._skills.codes]))
            weighted += weights.skill * have / sum(weight.values())
        else:
            weighted += weights.skill * policy.open_to_all
        none, all_ = formulas.fit_bounds(policy)
        fit = np.clip((1 / (1 + np.exp(-policy.baseline - weighted)) - none) / (all_ - none), 0.0, 1.0)

        welcome = np.array(
            [reaches(opportunity, name, neighbours) for name in self._territories], dtype=np.bool_
        )
        able = (place >= 0) & welcome[self._territory]
        if opportunity.min_age:
            able &= (
                ~(self._age < opportunity.min_age)
                if policy.unknown_age_passes
                else self._age >= opportunity.min_age
            )
        return np.where(able, fit, -1.0)

    def _place(self, opportunity: Opportunity) -> Numbers:
        """Place component of each seeker, -1 for who has no way to be there."""
        policy = self.policy
        place = np.full(len(self), -1.0)
        if opportunity.remote != Remote.FULL:
            own = np.array([name == opportunity.territory for name in self._territories], dtype=np.bool_)
            at_home = own[self._territory]
            unplaced = np.isnan(self._point[:, 2])
            place[unplaced] = policy.other_territory
            if opportunity.lat is None or opportunity.lon is None:
                place[at_home] = policy.own_territory
            else:
                place[unplaced & at_home] = policy.own_territory
                lat, lon = radians(opportunity.lat), radians(opportunity.lon)
                offset = self._point - (cos(lat) * cos(lon), cos(lat) * sin(lon), sin(lat))
                chord = np.sqrt(np.einsum("ij,ij->i", offset, offset))
                km = 2 * formulas.EARTH_RADIUS_KM * np.arcsin(np.minimum(1.0, chord / 2))
                # The last word on who is just within her radius is the pair's.
                near = km <= self._radius * (1 + 1e-9) + 1e-9
                place[near] = np.maximum(0.0, 1 - self._slope * km)[near]
        if opportunity.remote != Remote.NO:
            place[self._from_home] = np.maximum(place[self._from_home], policy.remote_place)
        return place
