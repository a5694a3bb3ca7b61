"""One seeker and one opportunity: may they meet, how well do they fit, and why."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import datetime
from math import fsum
from typing import NamedTuple

from matching.engine import formulas
from matching.engine.model import (
    Explanation,
    Obstacle,
    ObstacleKind,
    Opportunity,
    Reach,
    Reason,
    ReasonKind,
    Remote,
    Seeker,
    SeekerSuggestion,
    Taste,
)
from matching.engine.policy import DEFAULT_POLICY, Policy

type Neighbours = Mapping[str, Collection[str]]
"""For each territory, the territories whose seekers see its missions of reach `neighbours`."""

type Rarity = Mapping[str, float]
"""Weight of each skill (`formulas.rarity`); a skill that is not there weighs 1."""


class Neighbourhoods(Mapping[str, AbstractSet[str]]):
    """A `Neighbours` mapping prepared for many seekers: it also knows its inverse. Immutable."""

    def __init__(self, neighbours: Neighbours) -> None:
        self._neighbours = {territory: frozenset(others) for territory, others in neighbours.items()}
        origins: dict[str, set[str]] = {}
        for territory, others in self._neighbours.items():
            for other in others:
                origins.setdefault(other, set()).add(territory)
        self._origins = origins

    def __getitem__(self, territory: str) -> AbstractSet[str]:
        return self._neighbours[territory]

    def __iter__(self) -> Iterator[str]:
        return iter(self._neighbours)

    def __len__(self) -> int:
        return len(self._neighbours)

    def origins(self, territory: str) -> AbstractSet[str]:
        """The territories whose missions of reach `neighbours` are shown to the seekers of this one."""
        return self._origins.get(territory, frozenset())


SECONDS_PER_DAY = 86_400.0


def explain(
    seeker: Seeker,
    opportunity: Opportunity,
    now: datetime,
    neighbours: Neighbours | None = None,
    *,
    rarity: Rarity | None = None,
    policy: Policy = DEFAULT_POLICY,
    taste: Taste | None = None,
) -> Explanation:
    """Why this opportunity, or why not: the failed filters, or the score and its reasons.

    Pass the `rarity` of the catalogue the opportunity belongs to for the score it has there
    (`Catalogue.explain` does). Raises ValueError if `now` is naive.
    """
    view = View(seeker, timestamp_of(now), rarity or {}, policy, taste)
    if obstacles := view.obstacles(opportunity, neighbours or {}):
        return Explanation(opportunity.id, tuple(obstacles), None, ())
    score, reasons = view.assess(opportunity)
    return Explanation(opportunity.id, (), score, reasons)


def chance(
    seeker: Seeker,
    opportunity: Opportunity,
    *,
    rarity: Rarity | None = None,
    policy: Policy = DEFAULT_POLICY,
) -> float:
    """The chance in (0, 1) that she asks for it once she looks at it, by what she said alone.

    Raises ValueError when she has no way to be there.
    """
    return View(seeker, 0.0, rarity or {}, policy).chance(opportunity)


def rank_seekers(
    opportunity: Opportunity,
    seekers: Iterable[Seeker],
    *,
    now: datetime,
    top: int = 10,
    neighbours: Neighbours | None = None,
    rarity: Rarity | None = None,
    policy: Policy = DEFAULT_POLICY,
) -> list[SeekerSuggestion]:
    """The seekers who fit an opportunity best: the mirror of `Catalogue.rank`, by the same definition.

    Who may see a seeker (consent, invitations already sent) is the caller's business: pass only those.
    Raises ValueError if `now` is naive.
    """
    timestamp = timestamp_of(now)
    weights, around = rarity or {}, neighbours or {}
    ranked = []
    for seeker in seekers:
        view = View(seeker, timestamp, weights, policy)
        if not view.obstacles(opportunity, around):
            score, reasons = view.assess(opportunity)
            ranked.append(SeekerSuggestion(seeker.id, score, reasons))
    ranked.sort(key=lambda suggestion: (-suggestion.score, suggestion.seeker_id))
    return ranked[: max(0, top)]


def with_broader_skills(seeker: Seeker, broader: Mapping[str, str]) -> Seeker:
    """The seeker with the broader terms of her skills, at any height: a plumber also answers "handiwork".

    `broader` maps a skill's code to the code of the next broader one; it has no cycle.
    """
    known = set(seeker.skills)
    for code in seeker.skills:
        while (code := broader.get(code, "")) and code not in known:
            known.add(code)
    return seeker if len(known) == len(seeker.skills) else replace(seeker, skills=frozenset(known))


def timestamp_of(moment: datetime) -> float:
    """POSIX seconds of an aware datetime. Raises ValueError on a naive one."""
    if moment.tzinfo is None:
        raise ValueError("the engine needs aware datetimes")
    return moment.timestamp()


def reaches(opportunity: Opportunity, territory: str | None, neighbours: Neighbours) -> bool:
    """Whether the opportunity is offered to the seekers of a territory (None: of no territory)."""
    if opportunity.reach == Reach.NETWORK or opportunity.territory == territory:
        return True
    return opportunity.reach == Reach.NEIGHBOURS and territory in neighbours.get(opportunity.territory, ())


class View:
    """What one seeker sees at one moment, prepared once for many opportunities."""

    def __init__(
        self, seeker: Seeker, now: float, rarity: Rarity, policy: Policy, taste: Taste | None = None
    ) -> None:
        """`now` in POSIX seconds."""
        self._seeker, self._now, self._rarity, self._policy = seeker, now, rarity, policy
        self._taste = taste
        self._radius = formulas.reachable_km(seeker, policy)
        self._steepness = formulas.steepness(seeker, policy)
        self._scale = 1 / (1 + policy.freshness_strength)

    def obstacles(self, opportunity: Opportunity, neighbours: Neighbours) -> list[Obstacle]:
        """The filters that the opportunity fails."""
        seeker, failed = self._seeker, []
        if opportunity.ends_at is not None and (end := timestamp_of(opportunity.ends_at)) <= self._now:
            failed.append(Obstacle(ObstacleKind.ENDED, round((self._now - end) / SECONDS_PER_DAY, 1)))
        if opportunity.places_left == 0:
            held = opportunity.connections - opportunity.requests
            failed.append(Obstacle(ObstacleKind.FULL, held, opportunity.capacity))
        if opportunity.min_age:
            unknown = not self._policy.unknown_age_passes
            if unknown if seeker.age is None else seeker.age < opportunity.min_age:
                failed.append(Obstacle(ObstacleKind.AGE, seeker.age or 0, opportunity.min_age))
        if not reaches(opportunity, seeker.territory, neighbours):
            failed.append(Obstacle(ObstacleKind.REACH))
        if self._way(opportunity) is None:
            kilometres = self._kilometres(opportunity)
            if opportunity.remote == Remote.FULL:
                failed.append(Obstacle(ObstacleKind.REMOTE))
            elif kilometres is None:
                failed.append(Obstacle(ObstacleKind.PLACE))
            else:
                failed.append(Obstacle(ObstacleKind.DISTANCE, round(kilometres, 1), self._radius))
        return failed

    def chance(self, opportunity: Opportunity) -> float:
        """See `pair.chance`."""
        return formulas.chance(fsum([part.log_odds for part in self._parts(opportunity)]), self._policy)

    def _parts(self, opportunity: Opportunity) -> list["_Part"]:
        """What speaks for an opportunity, by what she said. Raises ValueError when she has no way to be there."""
        way = self._way(opportunity)
        if way is None:
            raise ValueError("out of reach")
        seeker, policy, weights = self._seeker, self._policy, self._policy.weights
        kind, value, component = way
        parts = [_Part(kind, value, weights.place * component)]
        if not opportunity.availability:
            suits = policy.flexible if seeker.availability else policy.flexible_for_all
            parts.append(_Part(ReasonKind.FLEXIBLE, 1, weights.availability * suits))
        elif shared := opportunity.availability & seeker.availability:
            suits = formulas.availability_fit(len(shared), len(opportunity.availability), policy)
            parts.append(_Part(ReasonKind.AVAILABILITY, len(shared), weights.availability * suits, shared))
        if common := opportunity.causes & seeker.causes:
            parts.append(_Part(ReasonKind.CAUSE, len(common), weights.cause, common))
        if not opportunity.skills:
            parts.append(_Part(ReasonKind.OPEN_TO_ALL, 1, weights.skill * policy.open_to_all))
        elif known := opportunity.skills & seeker.skills:
            covered = self._weight(known) / self._weight(opportunity.skills)
            parts.append(_Part(ReasonKind.SKILL, len(known), weights.skill * covered, known))
        return parts

    def assess(self, opportunity: Opportunity) -> tuple[float, tuple[Reason, ...]]:
        """Score and reasons of an opportunity that no filter stops.

        Raises ValueError when the seeker has no way to be there.
        """
        parts, policy = self._parts(opportunity), self._policy
        if self._taste is not None and (shift := self._taste.shift(opportunity.causes)):
            liked = opportunity.causes & self._taste.asked
            parts.append(_Part(ReasonKind.TASTE, len(liked), shift, liked))
        digits, scale = formulas.SCORE_DIGITS, self._scale
        weighted = fsum([part.log_odds for part in parts])
        fit = formulas.fit(weighted, policy)
        share = (
            fit * scale / weighted if weighted else 0.0
        )  # each part's contribution, for one log-odd of its own
        reasons = [
            Reason(kind, value, round(log_odds * share, digits), tuple(sorted(codes)) if codes else ())
            for kind, value, log_odds, codes in parts
        ]

        def lowered(kind: ReasonKind, value: float, factor: float) -> float:
            reasons.append(Reason(kind, value, round(score * (factor - 1) * scale, digits)))
            return score * factor

        score, requests, answers = fit, opportunity.requests, opportunity.answers
        factor = formulas.smartsort(opportunity.connections, policy)
        score = lowered(ReasonKind.CONNECTIONS, opportunity.connections, factor)
        if requests:
            factor = formulas.success(requests, opportunity.places_left, None, policy)
            score = lowered(ReasonKind.REQUESTS, requests, factor)
        if answers is not None:
            score = lowered(ReasonKind.ANSWERS, answers, formulas.success(0, None, answers, policy))
        if opportunity.published_at is not None:
            age = max(0.0, self._now - opportunity.published_at.timestamp()) / SECONDS_PER_DAY
            boost = score * policy.freshness_strength * formulas.freshness(age, policy)
            reasons.append(Reason(ReasonKind.FRESHNESS, round(age, 1), round(boost * scale, digits)))
            score += boost
        reasons.sort(key=_by_contribution)
        return min(1.0, round(score * scale, digits)), tuple(reasons)

    def _way(self, opportunity: Opportunity) -> tuple[ReasonKind, float, float] | None:
        """The best way to be there, as (kind, value, component); None when there is none."""
        seeker, policy = self._seeker, self._policy
        best: tuple[ReasonKind, float, float] | None = None
        if opportunity.remote != Remote.FULL:
            kilometres = self._kilometres(opportunity)
            if kilometres is not None:
                if kilometres <= self._radius:
                    component = formulas.proximity(kilometres, self._radius, self._steepness)
                    best = ReasonKind.DISTANCE, round(kilometres, 1), component
            elif opportunity.territory == seeker.territory:
                best = ReasonKind.TERRITORY, 1, policy.own_territory
            elif seeker.lat is None:
                best = ReasonKind.TERRITORY, 0, policy.other_territory
        if opportunity.remote != Remote.NO and seeker.remote_ok is not False:
            value = 2 if opportunity.remote == Remote.FULL else 1
            if best is None or policy.remote_place > best[2]:
                best = ReasonKind.REMOTE, value, policy.remote_place
        return best

    def _kilometres(self, opportunity: Opportunity) -> float | None:
        seeker = self._seeker
        if seeker.lat is None or seeker.lon is None or opportunity.lat is None or opportunity.lon is None:
            return None
        return formulas.distance_km(seeker.lat, seeker.lon, opportunity.lat, opportunity.lon)

    def _weight(self, skills: AbstractSet[str]) -> float:
        """Sum of the skills' weights, exact, so that the order of a set does not show."""
        return fsum([self._rarity.get(code, 1.0) for code in skills])


class _Part(NamedTuple):
    """One component of the fit."""

    kind: ReasonKind
    value: float
    log_odds: float
    codes: AbstractSet[str] = frozenset()


def _by_contribution(reason: Reason) -> tuple[float, str]:
    return -reason.contribution, reason.kind
