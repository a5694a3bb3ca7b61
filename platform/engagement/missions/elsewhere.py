"""Missions of other territories under a territory's own, in the same list and for the same search."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse

from engagement.missions.selectors import MissionSearch
from matching.catalogue.models import Opportunity
from matching.search.cards import opportunity_card
from matching.search.opportunities import OpportunitySearch
from matching.search.selectors import missions_of_others

#: Shown under the last page of a territory's own.
MOST = 12


def cards_from_elsewhere(search: MissionSearch, *, now: datetime) -> list[dict[str, Any]]:
    """Cards of others' missions that answer to the same search, the nearest first; none when publics are chosen.

    The network does not know which public a mission serves.
    """
    if search.public:
        return []
    place = search.near or search.measured_from
    elsewhere = missions_of_others(
        OpportunitySearch(
            words=search.words,
            near=(place.latitude, place.longitude) if place else None,
            radius_km=search.radius_km,
            cause=search.cause,
            first_day=search.first_day,
            last_day=search.last_day,
            parts=search.parts,
            remote=search.remote,
        ),
        now=now,
        count=MOST,
    )
    near = elsewhere.near if place else None
    return [
        opportunity_card(row, now=now, url=path_from_here(row), near=near, level=3) for row in elsewhere.rows
    ]


def path_from_here(row: Opportunity) -> str:
    """A mission of another territory as seen from this one, whence one takes part in it by a pass."""
    return reverse("passes:mission", kwargs={"territory": row.territory.slug, "mission_id": row.mission_id})
