"""The engine's definition in the plainest Python, written apart from it: what the numpy one must equal."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from math import atan2, cos, exp, log, radians, sin, sqrt

from matching.engine import Opportunity, Seeker

USUAL_RADIUS = {"foot": 3, "bike": 10, "transit": 20, "car": 30, None: 30}
LONGEST_TRIP = {"foot": 5, "bike": 15, "transit": 40}


def reference_rank(
    opportunities: Sequence[Opportunity],
    seeker: Seeker,
    now: datetime,
    top: int = 10,
    neighbours: Mapping[str, frozenset[str]] | None = None,
    tastes: Mapping[str, float] | None = None,
) -> list[tuple[str, float]]:
    """(id, score) of the best, by falling score then id."""
    asked = Counter(skill for opportunity in opportunities for skill in opportunity.skills)
    rarity = {skill: 1 + log((len(opportunities) + 1) / (n + 1)) for skill, n in asked.items()}
    scores = {}
    for opportunity in opportunities:
        score = _score(opportunity, seeker, now, neighbours or {}, rarity, tastes or {})
        if score is not None:
            scores[opportunity.id] = round(score, 6)
    return sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:top]


def _score(
    opportunity: Opportunity,
    seeker: Seeker,
    now: datetime,
    neighbours: Mapping[str, frozenset[str]],
    rarity: Mapping[str, float],
    tastes: Mapping[str, float],
) -> float | None:
    if opportunity.ends_at and opportunity.ends_at <= now:
        return None
    held = max(0, opportunity.connections - opportunity.requests)
    if opportunity.capacity is not None and held >= opportunity.capacity:
        return None
    if opportunity.min_age and seeker.age is not None and seeker.age < opportunity.min_age:
        return None
    own = seeker.territory == opportunity.territory
    invited = opportunity.reach == "neighbours" and seeker.territory in neighbours.get(
        opportunity.territory, set()
    )
    if not own and not invited and opportunity.reach != "network":
        return None

    ways = []
    if opportunity.remote != "full":
        if seeker.lat is None:
            ways.append(0.6 if own else 0.3)
        elif opportunity.lat is None:
            ways += [0.6] if own else []
        else:
            radius = seeker.radius_km
            if radius is None:
                radius = USUAL_RADIUS[seeker.mobility]
            elif seeker.mobility in LONGEST_TRIP:
                radius = min(radius, LONGEST_TRIP[seeker.mobility])
            km = _kilometres(seeker, opportunity)
            steepness = 1.3 if seeker.radius_km is None else 1
            if km <= radius:
                ways.append(max(0, 1 - steepness * km / max(0.5, radius)))
    if opportunity.remote != "no" and seeker.remote_ok in (True, None):
        ways.append(0.65)
    if not ways:
        return None

    odds = 2.9 * max(ways)
    if not opportunity.availability:
        odds += 2.5 * (0.8 if seeker.availability else 0.25)
    elif shared := len(opportunity.availability & seeker.availability):
        odds += 2.5 * (0.8 + 0.2 * shared / len(opportunity.availability))
    if opportunity.causes & seeker.causes:
        odds += 1.7
    if opportunity.causes:
        odds += sum(tastes.get(cause, 0) for cause in opportunity.causes) / len(opportunity.causes)
    if not opportunity.skills:
        odds += 1.4 * 0.5
    else:
        have = sum(rarity[skill] for skill in opportunity.skills & seeker.skills)
        odds += 1.4 * have / sum(rarity[skill] for skill in opportunity.skills)

    none, everything = 1 / (1 + exp(4.9)), 1 / (1 + exp(4.9 - 8.5))
    fit = (1 / (1 + exp(4.9 - odds)) - none) / (everything - none)
    fit = min(1, max(0, fit))
    fit *= 1 - 0.3 * (1 - 0.3**opportunity.connections)
    if opportunity.requests and opportunity.capacity is not None:
        fit *= 1 - 0.3 * min(1, 0.65 * opportunity.requests / (opportunity.capacity - held))
    if opportunity.answers is not None:
        fit *= sqrt(opportunity.answers)
    boost = 0.0
    if opportunity.published_at:
        days = max(0.0, (now - opportunity.published_at).total_seconds() / 86_400)
        boost = 0.03 * 0.5 ** (days / 14)
    return fit * (1 + boost) / 1.03


def _kilometres(seeker: Seeker, opportunity: Opportunity) -> float:
    """Great-circle distance by Vincenty's formula on a sphere."""
    lat1, lat2 = radians(seeker.lat), radians(opportunity.lat)
    turn = radians(opportunity.lon - seeker.lon)
    across = sqrt(
        (cos(lat2) * sin(turn)) ** 2 + (cos(lat1) * sin(lat2) - sin(lat1) * cos(lat2) * cos(turn)) ** 2
    )
    return 6371.0088 * atan2(across, sin(lat1) * sin(lat2) + cos(lat1) * cos(lat2) * cos(turn))
