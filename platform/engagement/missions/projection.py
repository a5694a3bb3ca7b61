"""A mission as the network's catalogue shows it. Registered when the application starts."""

from __future__ import annotations

import zoneinfo
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Max, Min, Q, Sum, Value
from django.utils import timezone
from django.utils.text import Truncator

from engagement.missions.models import Mission, Slot
from engagement.moments import day_part_of
from kernel.tenancy import current_territory
from matching.catalogue.projection import OpportunityFields

#: States of a participation that count as a connection, and those that hold a place.
_ACTIVE = ("requested", "waiting", "offered", "accepted")
_HOLDING = ("offered", "accepted")


def project_missions(mission_ids: Sequence[int]) -> dict[int, OpportunityFields | None]:
    """Fields of each mission of the territory at hand, None for those the territory does not show. Two queries.

    A mission with slots spans those to come and offers their places; when none is to come it is over and closed.
    """
    now = timezone.now()
    to_come = Q(participations__slot__starts_at__gt=now)
    missions = (
        Mission.objects.visible()
        .filter(pk__in=mission_ids)
        .select_related("association")
        .annotate(
            active=Count("participations", filter=Q(participations__state__in=_ACTIVE)),
            given=Count("participations", filter=Q(participations__state__in=_HOLDING)),
            active_to_come=Count("participations", filter=Q(participations__state__in=_ACTIVE) & to_come),
            given_to_come=Count("participations", filter=Q(participations__state__in=_HOLDING) & to_come),
        )
    )
    slots = {
        row["mission"]: row
        for row in Slot.objects.filter(mission__in=mission_ids)
        .order_by()
        .values("mission")
        .annotate(
            first=Min("starts_at", filter=Q(starts_at__gt=now)),
            last=Max("ends_at", filter=Q(starts_at__gt=now)),
            places=Sum("capacity", filter=Q(starts_at__gt=now)),
            starts=ArrayAgg("starts_at", filter=Q(starts_at__gt=now), default=Value([])),
        )
    }
    found = {mission.pk: _fields(mission, slots.get(mission.pk)) for mission in missions}
    return {mission_id: found.get(mission_id) for mission_id in mission_ids}


def _fields(mission: Mission, slots: Mapping[str, Any] | None) -> OpportunityFields | None:
    starts_at, ends_at, capacity = mission.starts_at, mission.ends_at, mission.capacity
    dates: list[datetime] = [starts_at] if starts_at else []
    connections, given = mission.active, mission.given  # type: ignore[attr-defined]  # annotated above
    if slots is not None:
        if slots["first"] is None:
            return None
        starts_at, ends_at, capacity = slots["first"], slots["last"], slots["places"]
        dates = slots["starts"]
        connections, given = mission.active_to_come, mission.given_to_come  # type: ignore[attr-defined]
    if capacity is not None and given < capacity:
        # For the network, as many connections as places is full; requests alone fill nothing.
        connections = min(connections, capacity - 1)
    return OpportunityFields(
        title=mission.title,
        summary=Truncator(" ".join(mission.need.split())).chars(280),
        association_name=mission.association.name,
        path=mission.get_absolute_url(),
        commune_id=mission.commune_id,
        latitude=mission.latitude,
        longitude=mission.longitude,
        remote=mission.remote,
        causes=list(mission.causes),
        skills=list(mission.skills),
        availability=list(mission.availability) or _day_parts(dates),
        starts_at=starts_at,
        ends_at=ends_at,
        capacity=capacity,
        connections=connections,
        min_age=mission.min_age,
        reach=mission.reach,
        published_at=mission.published_at,
    )


def _day_parts(dates: Iterable[datetime]) -> list[str]:
    """When in the week these dates fall, on the territory's clock: a dated mission is not one of flexible hours."""
    territory = current_territory()
    zone = zoneinfo.ZoneInfo(territory.timezone) if territory else None
    return sorted({day_part_of(timezone.localtime(date, zone)) for date in dates})
