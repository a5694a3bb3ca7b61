"""Where things happen: communes drawn by population, localities, street addresses, jittered points."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from random import Random

from .french import capitalised, typeset
from .localities import Locality, localities_of
from .specs import Place
from .vocabulary import STREETS

#: A point is never further than this from its locality, in metres.
LISTED_RADIUS, COMMUNE_RADIUS = 450.0, 1200.0
_METRES_PER_DEGREE = 111_320.0


@dataclass(frozen=True, slots=True)
class Spot:
    """A postal and geographic point."""

    place: Place
    locality: Locality
    address: str
    latitude: float
    longitude: float


class Atlas:
    """The territory's communes. Large ones come up more often, though less than their population says."""

    def __init__(self, places: Sequence[Place], country: str) -> None:
        self._places = sorted(places, key=lambda place: place.commune_id)
        self._country = country
        self._weights = list(accumulate(max(place.population, 50) ** 0.7 for place in self._places))
        self._localities = {place.commune_id: localities_of(place) for place in self._places}

    def commune(self, rng: Random) -> Place:
        """One of the communes."""
        return rng.choices(self._places, cum_weights=self._weights)[0]

    def town_spot(self, rng: Random) -> Spot:
        """An address in the main locality of one of the three largest communes, the largest most often."""
        largest = sorted(self._places, key=lambda place: -place.population)[:3]
        place = rng.choices(largest, weights=[place.population**2 for place in largest])[0]
        main = max(self._localities[place.commune_id], key=lambda locality: locality.weight)
        return self.spot(rng, place, main)

    def spot(self, rng: Random, place: Place | None = None, locality: Locality | None = None) -> Spot:
        """An address in that commune and locality, or in any."""
        place = place or self.commune(rng)
        if locality is None:
            found = self._localities[place.commune_id]
            locality = rng.choices(found, weights=[item.weight for item in found])[0]
        alone = len(self._localities[place.commune_id]) == 1
        reach = (COMMUNE_RADIUS if alone else LISTED_RADIUS) * math.sqrt(rng.random())
        angle = rng.random() * math.tau
        latitude = locality.latitude + reach * math.sin(angle) / _METRES_PER_DEGREE
        scale = _METRES_PER_DEGREE * max(math.cos(math.radians(locality.latitude)), 0.01)
        longitude = locality.longitude + reach * math.cos(angle) / scale
        number, street = rng.randint(1, 90), rng.choice(STREETS)
        address = f"{number}, {street}" if self._country == "FR" else f"{capitalised(street)} {number}"
        return Spot(place, locality, typeset(address), round(latitude, 5), round(longitude, 5))
