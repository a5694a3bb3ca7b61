"""Finds people of neighbouring territories for a mission, of whom nothing is known but their cards."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime

from engagement.invitations.models import SentAway
from engagement.invitations.selectors import PeopleSearch
from engagement.missions.models import Mission
from engagement.passes.reasons import roughly
from kernel.tenancy import current_territory
from kernel.tenancy.seals import secret_of
from matching.engine import Reason
from matching.seekers.models import SeekerCard
from matching.seekers.ranking import look_in_neighbourhood

#: A smaller number of people is not told: it would point at somebody.
FEWEST_TOLD = 5


@dataclass(frozen=True, slots=True)
class PersonAway:
    """Somebody of another territory (`home`, its slug), by her card, with the engine's reasons, distances coarse.

    `trace` stands for her towards this mission's association: two missions' traces of one card have nothing in common.
    """

    trace: str
    card: SeekerCard
    home: str
    home_name: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class PeopleAway:
    """`number`: how many neighbours could come, of all who agreed to be found, 0 when they are few."""

    people: list[PersonAway]
    number: int
    is_shown: bool


def people_away(*, mission: Mission, now: datetime, search: PeopleSearch | None = None) -> PeopleAway:
    """Those who may be invited to a mission from neighbouring territories, best first; who was invited is left out.

    How often they were invited, and by whom they no longer want to be, only their own territories know: what cannot be
    passed on comes back as `lost`. Five queries at most.
    """
    here = current_territory()
    if here is None:
        return PeopleAway([], 0, False)
    nearby = look_in_neighbourhood(territory=here, mission_id=mission.pk, now=now)
    asked = set(SentAway.objects.filter(mission=mission).values_list("trace", flat=True))
    key = secret_of(purpose="invitations.trace", schema=here.schema_name)
    found = [
        PersonAway(
            _trace(key, mission, one.card),
            one.card,
            one.territory,
            one.territory_name,
            tuple(roughly(one.reasons)),
        )
        for one in nearby.found
    ]
    return PeopleAway(
        people=[
            one for one in found if one.trace not in asked and (search is None or search.keeps(one.reasons))
        ],
        number=nearby.number if nearby.number >= FEWEST_TOLD else 0,
        is_shown=nearby.is_shown,
    )


def _trace(key: bytes, mission: Mission, card: SeekerCard) -> str:
    return hmac.new(key, f"{mission.pk} {card.code}".encode(), hashlib.sha256).hexdigest()[:32]
