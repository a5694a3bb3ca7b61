"""One seeker and one opportunity: may they meet, how well do they fit, and why."""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import datetime
from math import fsum

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
)
from matching.engine.policy import DEFAULT_POLICY, Policy

type Neighbours = Mapping[str, AbstractSet[str]]
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
) -> Explanation:
    """Why this opportunity, or why not: the failed filters, or the score and its reasons.

    Pass the `rarity` of the catalogue the opportunity belongs to for the score it has there
    (`Catalogue.explain` does). Raises ValueError if `now` is naive.
    """
    timestamp = timestamp_of(now)
    obstacles = _obstacles(seeker, opportunity, timestamp, neighbours or {}, policy)
    if obstacles:
        return Explanation(opportunity.id, tuple(obstacles), None, ())
    score, reasons = assess(seeker, opportunity, timestamp, rarity or {}, policy)
    return Explanation(opportunity.id, (), score, reasons)


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
        if not _obstacles(seeker, opportunity, timestamp, around, policy):
            score, reasons = assess(seeker, opportunity, timestamp, weights, policy)
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


def _kilometres(seeker: Seeker, opportunity: Opportunity) -> float | None:
    if seeker.lat is None or seeker.lon is None or opportunity.lat is None or opportunity.lon is None:
        return None
    return formulas.distance_km(seeker.lat, seeker.lon, opportunity.lat, opportunity.lon)


def _obstacles(
    seeker: Seeker, opportunity: Opportunity, now: float, neighbours: Neighbours, policy: Policy
) -> list[Obstacle]:
    failed = []
    if opportunity.ends_at is not None and (end := timestamp_of(opportunity.ends_at)) <= now:
        failed.append(Obstacle(ObstacleKind.ENDED, round((now - end) / SECONDS_PER_DAY, 1)))
    if opportunity.capacity is not None and opportunity.connections >= opportunity.capacity:
        failed.append(Obstacle(ObstacleKind.FULL, opportunity.connections, opportunity.capacity))
    if opportunity.min_age:
        too_young = not policy.unknown_age_passes if seeker.age is None else seeker.age < opportunity.min_age
        if too_young:
            failed.append(Obstacle(ObstacleKind.AGE, seeker.age or 0, opportunity.min_age))
    if not reaches(opportunity, seeker.territory, neighbours):
        failed.append(Obstacle(ObstacleKind.REACH))
    if _place(seeker, opportunity, policy) is None:
        kilometres = _kilometres(seeker, opportunity)
        if opportunity.remote == Remote.FULL:
            failed.append(Obstacle(ObstacleKind.REMOTE))
        elif kilometres is None:
            failed.append(Obstacle(ObstacleKind.PLACE))
        else:
            limit = formulas.reachable_km(seeker, policy)
            failed.append(Obstacle(ObstacleKind.DISTANCE, round(kilometres, 1), limit))
    return failed


def _place(
    seeker: Seeker, opportunity: Opportunity, policy: Policy
) -> tuple[ReasonKind, float, float] | None:
    """The best way to be there, as (kind, value, component); None when there is none."""
    ways: list[tuple[ReasonKind, float, float]] = []
    if opportunity.remote != Remote.FULL:
        kilometres = _kilometres(seeker, opportunity)
        if kilometres is not None:
            radius = formulas.reachable_km(seeker, policy)
            if kilometres <= radius:
                component = formulas.proximity(kilometres, radius)
                ways.append((ReasonKind.DISTANCE, round(kilometres, 1), component))
        elif opportunity.territory == seeker.territory:
            ways.append((ReasonKind.TERRITORY, 1, policy.own_territory))
        elif seeker.lat is None or seeker.lon is None:
            ways.append((ReasonKind.TERRITORY, 0, policy.other_territory))
    if opportunity.remote != Remote.NO and seeker.remote_ok is not False:
        value = 2 if opportunity.remote == Remote.FULL else 1
        ways.append((ReasonKind.REMOTE, value, policy.remote_place))
    return max(ways, key=lambda way: way[2], default=None)


def assess(
    seeker: Seeker, opportunity: Opportunity, now: float, rarity: Rarity, policy: Policy
) -> tuple[float, tuple[Reason, ...]]:
    """Score and reasons of a pair that no filter stops; `now` in POSIX seconds.

    Raises ValueError when the seeker has no way to be there.
    """
    place = _place(seeker, opportunity, policy)
    if place is None:
        raise ValueError("out of reach")
    weights = policy.weights
    kind, value, component = place
    parts: list[tuple[ReasonKind, float, float, Iterable[str]]] = [
        (kind, value, weights.place * component, ())
    ]
    if not opportunity.availability:
        suits = policy.flexible if seeker.availability else policy.flexible_for_all
        parts.append((ReasonKind.FLEXIBLE, 1, weights.availability * suits, ()))
    elif shared := opportunity.availability & seeker.availability:
        suits = formulas.availability_fit(len(shared), len(opportunity.availability), policy)
        parts.append((ReasonKind.AVAILABILITY, len(shared), weights.availability * suits, shared))
    if common := opportunity.causes & seeker.causes:
        parts.append((ReasonKind.CAUSE, len(common), weights.cause, common))
    if not opportunity.skills:
        parts.append((ReasonKind.OPEN_TO_ALL, 1, weights.skill * policy.open_to_all, ()))
    elif known := opportunity.skills & seeker.skills:
        covered = _weight(known, rarity) / _weight(opportunity.skills, rarity)
        parts.append((ReasonKind.SKILL, len(known), weights.skill * covered, known))

    digits, scale = formulas.SCORE_DIGITS, 1 / (1 + policy.freshness_strength)
    weighted = fsum(amount for _, _, amount, _ in parts)
    fit = formulas.fit(weighted, policy)
    share = (
        fit * scale / weighted if weighted else 0.0
    )  # each part's contribution, for one log-odd of its own
    reasons = [
        Reason(kind, value, round(amount * share, digits), tuple(sorted(codes)))
        for kind, value, amount, codes in parts
    ]
    score = fit * formulas.smartsort(opportunity.connections, policy)
    reasons.append(
        Reason(ReasonKind.CONNECTIONS, opportunity.connections, round((score - fit) * scale, digits))
    )
    if opportunity.published_at is not None:
        age = max(0.0, now - opportunity.published_at.timestamp()) / SECONDS_PER_DAY
        boost = score * policy.freshness_strength * formulas.freshness(age, policy)
        reasons.append(Reason(ReasonKind.FRESHNESS, round(age, 1), round(boost * scale, digits)))
        score += boost
    reasons.sort(key=lambda reason: (-reason.contribution, reason.kind))
    return min(1.0, round(score * scale, digits)), tuple(reasons)


def _weight(skills: AbstractSet[str], rarity: Rarity) -> float:
    """Sum of the skills' weights, exact, so that the order of a set does not show."""
    return fsum([rarity.get(code, 1.0) for code in skills])
