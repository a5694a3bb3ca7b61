"""The scalar formulas of the score. `catalogue` computes the same ones on columns.

A score is `S = P · m · a · (1 + β f) / (1 + β)`:

- `P`, the fit in [0, 1], grows with the weighted sum of four components (place, availability, cause, skill) as the
  chance that she asks to take part does;
- `m` is the SmartSort factor in [0, 1];
- `a` is the factor in [0, 1] for the chance that a request leads somewhere (1 where nothing is known of it);
- `f` is the freshness in [0, 1] and `β` its strength, so that `S` stays in [0, 1].
"""

from functools import lru_cache
from math import asin, cos, exp, exp2, inf, log, pi, radians, sin, sqrt

from matching.engine.model import Seeker
from matching.engine.policy import Policy

EARTH_RADIUS_KM = 6371.0088
"""Mean radius of the Earth, km (Moritz, Geodetic Reference System 1980)."""

KM_PER_DEGREE = EARTH_RADIUS_KM * pi / 180
"""Length of one degree of latitude on the sphere, km."""

SHORTEST_RADIUS_KM = 0.5
"""People walk half a kilometre without counting, km: a tiny radius divides by this."""

GRANTED = 0.65
"""Part of the requests that are granted, where nothing better is known."""

SCORE_DIGITS = 6
"""Scores and contributions are rounded to this many decimals, so that ties are ties on every machine."""


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance in km between two points in degrees (haversine; Sinnott, 1984)."""
    half_lat, half_lon = radians(lat2 - lat1) / 2, radians(lon2 - lon1) / 2
    h = sin(half_lat) ** 2 + cos(radians(lat1)) * cos(radians(lat2)) * sin(half_lon) ** 2
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(h)))


def point(lat: float, lon: float) -> tuple[float, float, float]:
    """The point of the unit sphere at some degrees."""
    north, east = radians(lat), radians(lon)
    return cos(north) * cos(east), cos(north) * sin(east), sin(north)


def longest_chord(km: float) -> float:
    """Square of the chord, on the unit sphere, of so many km on the Earth, or a little more."""
    return (2 * sin(min(km / EARTH_RADIUS_KM, pi) / 2)) ** 2 * (1 + 1e-9) + 1e-15


def reachable_km(seeker: Seeker, policy: Policy) -> float:
    """How far a seeker goes, km: the stated radius cut to the longest trip of the mobility, else usual."""
    if seeker.radius_km is None:
        return policy.usual_radius_km[seeker.mobility]
    longest = policy.longest_trip_km.get(seeker.mobility)
    return seeker.radius_km if longest is None else min(seeker.radius_km, longest)


def steepness(seeker: Seeker, policy: Policy) -> float:
    """How fast nearness falls: who gave no radius goes less far than the furthest she may be shown."""
    return policy.unsaid_steepness if seeker.radius_km is None else 1.0


def proximity(km: float, radius_km: float, steepness: float = 1.0) -> float:
    """Place component in [0, 1] of a mission `km` away (≤ `radius_km`): `1 - steepness · km / radius`, at least 0.

    Linear in log-odds, so that the chance itself decays exponentially with distance (Wilson, Entropy in Urban and
    Regional Modelling, 1970).
    """
    return max(0.0, 1.0 - steepness * km / max(SHORTEST_RADIUS_KM, radius_km))


def fit(weighted: float, policy: Policy) -> float:
    """Fit in [0, 1] of a mission whose weighted components add up to `weighted` log-odds: 0 for none, 1 for all.

    What was learned of a seeker can lead beyond either, and is cut there.

    The chance of a yes in a logistic model (McFadden, Conditional Logit Analysis of Qualitative Choice Behavior, 1974)
    between what it is when nothing speaks for a mission and when everything does.
    """
    none, all_ = fit_bounds(policy)
    return min(1.0, max(0.0, (chance(weighted, policy) - none) / (all_ - none)))


def chance(weighted: float, policy: Policy) -> float:
    """The chance in (0, 1) that she asks to take part, when the components add up to `weighted` log-odds."""
    return _logistic(policy.baseline + weighted)


def least_weight(score: float, policy: Policy) -> float:
    """Log-odds that the components of a mission must add up to, at least, for it to reach a score.

    The inverse of `fit`, which is cut at 0: neither connections nor freshness raise a score above the fit.
    """
    if score <= 0:
        return -inf
    none, all_ = fit_bounds(policy)
    chance = none + score * (all_ - none)
    return log(chance / (1 - chance)) - policy.baseline - 1e-9


def fit_bounds(policy: Policy) -> tuple[float, float]:
    """The chance when nothing speaks for a mission, and when everything does."""
    return _bounds(policy.baseline, policy.weights.total)


@lru_cache(maxsize=64)
def _bounds(baseline: float, total: float) -> tuple[float, float]:
    return _logistic(baseline), _logistic(baseline + total)


def _logistic(log_odds: float) -> float:
    return 1 / (1 + exp(-log_odds))


def availability_fit(shared: int, wanted: int, policy: Policy) -> float:
    """Availability component when `shared` of the `wanted` (≥ 1) day parts suit the seeker.

    One shared day part is enough to take part, hence a step, then linear coverage. Ours.
    """
    return policy.some_day_part + (1 - policy.some_day_part) * shared / wanted if shared else 0.0


def rarity(opportunities: int, asking: int) -> float:
    """Weight (≥ 1) of a skill that `asking` of `opportunities` need: `1 + ln((N + 1) / (n + 1))`.

    Inverse document frequency, smoothed (Spärck Jones, Journal of Documentation 28, 1972).
    """
    return 1.0 + log((opportunities + 1) / (asking + 1))


def smartsort(connections: int, policy: Policy) -> float:
    """Factor in (0, 1] that lowers a mission with each connection it already has: `1 - s (1 - d^c)`.

    The principle, showing less what already found people, is SmartSort (Manshadi, Rodilitz, Saban and Suresh,
    "Redesigning VolunteerMatch's Ranking Algorithm: Toward More Equitable Access to Volunteers", SSRN
    4497747); the bounded geometric form is ours: the first connection costs most, and no mission sinks out
    of sight.
    """
    return 1.0 - policy.smartsort_strength * (1.0 - policy.smartsort_decay**connections)


def success(requests: int, places_left: int | None, answers: float | None, policy: Policy) -> float:
    """Factor in [0, 1] for the chance that a request leads somewhere: `(1 - s · min(1, r / places)) · answers^p`.

    The first part is for a place still free when `r` requests wait for one: two in three of them get it
    (`GRANTED`). Ours; strength and power are below those of a chance because a request has other merits too.
    """
    waiting = 0.0 if places_left is None else min(1.0, GRANTED * requests / max(1, places_left))
    known = 1.0 if answers is None else answers**policy.answers_power
    return (1.0 - policy.requests_strength * waiting) * known


def freshness(age_days: float, policy: Policy) -> float:
    """Freshness in (0, 1] of a mission published `age_days` ago: halves with each half-life. Ours.

    A publication in the future (clocks differ) counts as now.
    """
    return exp2(-max(0.0, age_days) / policy.freshness_half_life)
