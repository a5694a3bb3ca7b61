"""Gives every commune a point: that of its GeoNames place, else one derived from its neighbours.

A place is only considered for communes of its own département or province, so that a homonym cannot carry
a commune across the country. Where GeoNames' extract does not say the département, it is that of the
nearest places which do, inside the same region.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from tenants.geography.builder.exceptions import KNOWN_POSITIONS, SEATS
from tenants.geography.builder.sources import BELGIAN_PROVINCES, CommuneRecord, Place
from tenants.geography.names import search_key
from tenants.geography.sphere import distance_km

#: Beyond this distance from the middle of its neighbours, in km and in multiples of their usual distance
#: from it, a matched place is not believed, unless one of these neighbours is close by.
OUTLIER_KM = 15.0
OUTLIER_RATIO = 3.0
NEIGHBOUR_KM = 8.0

_ARTICLES = {"l", "le", "la", "les", "de", "des", "du", "d", "en", "sur", "sous"}
_NEAREST = 6
#: Cost of a place that is the seat of a commune of another name.
_SEAT = 2.0
#: Cost of a place that is a part of the commune, or a former one.
_PART = 2.5


@dataclass(frozen=True)
class Position:
    """A point in decimal degrees, `exact` when it is that of the commune's own place.

    `population` is that of the place, for communes whose register gives none.
    """

    latitude: float
    longitude: float
    exact: bool
    population: int | None = None


@dataclass(frozen=True)
class _Match:
    cost: float
    commune: int
    place: int
    exact: bool


def place_communes(communes: Sequence[CommuneRecord], places: Sequence[Place]) -> list[Position]:
    """One position for each commune, in the same order. Raises ValueError if one stays without."""
    divisions = [_divisions_of(place, neighbours) for place, neighbours in _with_neighbours(places)]
    matched = _match(communes, places, divisions)
    kept = _without_outliers(communes, matched)
    positions = _approximate(communes, kept)
    lost = [communes[i].code for i, position in enumerate(positions) if position is None]
    if lost:
        raise ValueError(f"communes without any neighbour: {', '.join(lost)}")
    return [position for position in positions if position is not None]


# --- which département a place is in -----------------------------------------------------------------------


def _with_neighbours(places: Sequence[Place]) -> Iterator[tuple[Place, list[Place]]]:
    """Each place with the nearest ones of its region whose division is known, nearest first."""
    grid: dict[tuple[str, str, int, int], list[Place]] = defaultdict(list)
    for place in places:
        if place.division:
            grid[place.country, place.region, int(place.latitude * 4), int(place.longitude * 4)].append(place)
    for place in places:
        if place.division:
            yield place, []
            continue
        near: list[Place] = []
        for ring in range(1, 5):
            row, column = int(place.latitude * 4), int(place.longitude * 4)
            span = range(-ring, ring + 1)
            near = [
                other
                for i in span
                for j in span
                for other in grid[place.country, place.region, row + i, column + j]
            ]
            if len(near) >= _NEAREST:
                break
        near.sort(key=lambda other: _apart(place, other))
        yield place, near[:_NEAREST]


def _divisions_of(place: Place, neighbours: list[Place]) -> dict[str, float]:
    """Possible divisions of a place, each with a cost that grows with its distance from the place."""
    if place.division:
        return {place.division: 0.0}
    nearest: dict[str, float] = {}
    for other in neighbours:
        nearest.setdefault(other.division, _apart(place, other))
    if not nearest:
        return {}
    closest = min(nearest.values())
    return {division: (km - closest) / 10 for division, km in nearest.items()}


# --- which place a commune is ------------------------------------------------------------------------------


def _match(
    communes: Sequence[CommuneRecord], places: Sequence[Place], divisions: list[dict[str, float]]
) -> dict[int, Position]:
    """Cheapest pairs first, each commune and each place used once."""
    index: dict[tuple[str, str, str], list[tuple[int, float]]] = defaultdict(list)
    prefixes: dict[tuple[str, str, str], list[tuple[int, float]]] = defaultdict(list)
    for number, place in enumerate(places):
        own, others = {search_key(place.name)}, {search_key(name) for name in place.other_names}
        for division, doubt in divisions[number].items():
            costs: dict[str, float] = {}
            for names, cost in ((own, 0.0), (others, 1.0)):
                for key in names - {""}:
                    costs.setdefault(key, cost)
                    costs.setdefault(_tight(key), cost + 0.2)
            for key, cost in costs.items():
                index[place.country, division, key].append((number, cost + doubt))
            for key in own - {""}:
                prefixes[place.country, division, key.split()[0]].append((number, doubt))
    candidates: list[_Match] = []
    for i, commune in enumerate(communes):
        division = _geonames_division(commune)
        for key, penalty, exact in _keys_of(commune):
            for number, cost in index.get((commune.country, division, key), ()):
                if penalty >= _PART and not _could_be_part(commune, places[number]):
                    continue
                total = cost + penalty + _population_cost(commune, places[number], exact)
                candidates.append(_Match(total, i, number, exact))
        key = search_key(commune.name)
        for number, doubt in prefixes.get((commune.country, division, key.split()[0]), ()):
            if _same_town(commune, key, places[number]):
                candidates.append(_Match(2.0 + doubt, i, number, True))
    candidates.sort(key=lambda match: (match.cost, match.commune, match.place))
    taken: set[int] = set()
    found: dict[int, Position] = {}
    for match in candidates:
        if match.commune in found or match.place in taken or match.cost >= 4.5:
            continue
        place = places[match.place]
        taken.add(match.place)
        population = place.population if match.cost < _SEAT else None
        found[match.commune] = Position(place.latitude, place.longitude, match.exact, population)
    return found


def _keys_of(commune: CommuneRecord) -> Iterator[tuple[str, float, bool]]:
    """Keys to look a commune up by, each with its cost and whether such a place is the commune's seat."""
    for name in (commune.name, commune.name_nl, commune.name_de):
        if name:
            yield search_key(name), 0.0, True
            yield _tight(search_key(name)), 0.2, True
    if seat := SEATS.get(commune.id):
        yield search_key(seat), _SEAT, True
    for rank, name in enumerate(commune.former_names):
        # The seat of a merged commune is the former commune whose code it kept.
        yield search_key(name), _SEAT if rank == 0 else _PART, rank == 0
    words = search_key(commune.name).split()
    for cut in range(1, len(words)):
        # Évry-Courcouronnes has two centres: either is a good guess, none is the town hall's for certain.
        for part in (words[:cut], words[cut:]):
            if len(key := " ".join(part)) > 4 and key != "saint":
                yield key, _PART + cut / 100, False


def _could_be_part(commune: CommuneRecord, place: Place) -> bool:
    """Whether the place has a plausible share of the commune's people."""
    if not commune.population or not place.population:
        return commune.country == "BE"
    return 0.15 <= place.population / commune.population <= 1.3


def _tight(key: str) -> str:
    """The key without articles and small words, nor spaces: "la chapelle sur erdre" as "chapelleerdre"."""
    return "".join(word for word in key.split() if word not in _ARTICLES) or key


def _population_cost(commune: CommuneRecord, place: Place, seat: bool) -> float:
    """How far the two populations are apart, on a logarithmic scale: 0 when equal, 1 at a factor of e."""
    if not commune.population or not place.population:
        return 0.3
    gap = abs(math.log(commune.population / place.population))
    return gap if seat else min(gap, 1.0)


def _same_town(commune: CommuneRecord, key: str, place: Place) -> bool:
    """Whether one name begins with the other, and the populations agree within 15 %."""
    if not commune.population or not place.population:
        return False
    if abs(math.log(commune.population / place.population)) > 0.15:
        return False
    other = search_key(place.name)
    return key.startswith(other + " ") or other.startswith(key + " ")


def _geonames_division(commune: CommuneRecord) -> str:
    if commune.country == "BE":
        return BELGIAN_PROVINCES[commune.division_code]
    return commune.division_code


# --- which matches to believe ------------------------------------------------------------------------------


def _without_outliers(communes: Sequence[CommuneRecord], matched: dict[int, Position]) -> dict[int, Position]:
    """`matched` without the places that lie far from the other communes of their EPCI or of their postcode.

    Far means away from the middle of the group and from each of its members. The overseas are left out: their
    communes are vast, and their names do not repeat.
    """
    suspects: set[int] = set()
    for group_of in (_epci, _first_postcode):
        members: dict[str, list[int]] = defaultdict(list)
        for i in matched:
            if not communes[i].division_code.startswith(("97", "98")):
                members[group_of(communes[i])].append(i)
        for numbers in members.values():
            if len(numbers) < 4:
                continue
            points = {i: matched[i] for i in numbers}
            middle = Position(
                median(point.latitude for point in points.values()),
                median(point.longitude for point in points.values()),
                exact=False,
            )
            away = {i: _apart(middle, point) for i, point in points.items()}
            limit = max(OUTLIER_KM, OUTLIER_RATIO * median(away.values()))
            for i in (i for i, km in away.items() if km > limit):
                if all(_apart(points[i], points[j]) > NEIGHBOUR_KM for j in numbers if j != i):
                    suspects.add(i)
    return {i: position for i, position in matched.items() if i not in suspects}


def _epci(commune: CommuneRecord) -> str:
    return commune.epci_code or f"{commune.country}-{commune.arrondissement or commune.code}"


def _first_postcode(commune: CommuneRecord) -> str:
    return f"{commune.country}-{commune.division_code}-{(commune.postcodes or [commune.code])[0]}"


# --- points derived from neighbours ------------------------------------------------------------------------


def _approximate(communes: Sequence[CommuneRecord], known: dict[int, Position]) -> list[Position | None]:
    """`known`, and for the others the middle of the known communes they share most with."""
    levels: list[Callable[[CommuneRecord], list[tuple[str, ...]]]] = [
        lambda c: [(c.country, c.division_code, c.epci_code, postcode) for postcode in c.postcodes],
        lambda c: [(c.country, c.division_code, postcode) for postcode in c.postcodes],
        lambda c: [(c.epci_code, c.arrondissement)] * bool(c.epci_code),
        lambda c: [(c.epci_code,)] * bool(c.epci_code),
        lambda c: [(c.country, c.division_code, "arrondissement", c.arrondissement)] * bool(c.arrondissement),
        lambda c: [(c.country, c.division_code, "division")],
    ]
    groups: dict[tuple[str, ...], list[Position]] = defaultdict(list)
    for i, position in known.items():
        for level in levels:
            for group in level(communes[i]):
                groups[group].append(position)
    result: list[Position | None] = []
    for i, commune in enumerate(communes):
        if i in known:
            result.append(known[i])
        elif commune.id in KNOWN_POSITIONS:
            result.append(Position(*KNOWN_POSITIONS[commune.id], exact=False))
        else:
            neighbours = next(
                (found for level in levels if (found := _members(groups, level(commune)))), None
            )
            result.append(_middle(neighbours) if neighbours else None)
    return result


def _members(
    groups: dict[tuple[str, ...], list[Position]], names: Iterable[tuple[str, ...]]
) -> list[Position]:
    return [position for name in names for position in groups.get(name, ())]


def _middle(positions: list[Position]) -> Position:
    return Position(
        latitude=sum(position.latitude for position in positions) / len(positions),
        longitude=sum(position.longitude for position in positions) / len(positions),
        exact=False,
    )


def _apart(a: Position | Place, b: Position | Place) -> float:
    return distance_km(a.latitude, a.longitude, b.latitude, b.longitude)
