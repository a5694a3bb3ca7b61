"""A mission as the network's catalogue shows it. Registered when the application starts."""

from __future__ import annotations

import zoneinfo
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Max, Min, Q, Subquery, Sum, Value
from django.utils import timezone
from django.utils.text import Truncator

from engagement.missions.enums import ACTIVE, HOLDING, Reach
from engagement.missions.models import Mission, Slot
from engagement.moments import day_part_of
from engagement.rules.models import Rules
from kernel.tenancy import current_territory
from matching.catalogue.projection import OpportunityFields
from matching.engine.tastes import USUAL_ANSWERS


def project_missions(mission_ids: Sequence[int]) -> dict[int, OpportunityFields | None]:
    """Fields of each mission of the territory at hand, None for those the territory does not show. Two queries.

    A dated mission spans its slots to come and offers their places; when none is to come it is not offered, nor is one
    without dates whose end is past.
    """
    now = timezone.now()
    to_come = Q(participations__slot__starts_at__gt=now, participations__slot__cancelled_at__isnull=True)
    missions = (
        Mission.objects.visible()
        .filter(pk__in=mission_ids)
        .select_related("association", "commune")
        .annotate(
            active=Count("participations", filter=Q(participations__state__in=ACTIVE)),
            given=Count("participations", filter=Q(participations__state__in=HOLDING)),
            active_to_come=Count("participations", filter=Q(participations__state__in=ACTIVE) & to_come),
            given_to_come=Count("participations", filter=Q(participations__state__in=HOLDING) & to_come),
            furthest=Subquery(Rules.objects.values("outgoing_reach")[:1]),
        )
        .with_dated()
    )
    slots = {
        row["mission"]: row
        for row in Slot.objects.to_come(now)
        .filter(mission__in=mission_ids)
        .order_by()
        .values("mission")
        .annotate(
            first=Min("starts_at"),
            last=Max("ends_at"),
            places=Sum("capacity"),
            starts=ArrayAgg("starts_at", default=Value([])),
        )
    }
    found = {mission.pk: _fields(mission, slots.get(mission.pk), now) for mission in missions}
    return {mission_id: found.get(mission_id) for mission_id in mission_ids}


def _fields(mission: Mission, slots: Mapping[str, Any] | None, now: datetime) -> OpportunityFields | None:
    starts_at, ends_at, capacity = mission.starts_at, mission.ends_at, mission.capacity
    refresh_at = ends_at
    dates: list[datetime] = [starts_at] if starts_at else []
    connections, given = mission.active, mission.given  # type: ignore[attr-defined]  # annotated above
    if mission.dated:  # type: ignore[attr-defined]
        if slots is None:
            return None
        refresh_at = slots["first"]
        starts_at, ends_at, capacity = slots["first"], slots["last"], slots["places"]
        dates = slots["starts"]
        connections, given = mission.active_to_come, mission.given_to_come  # type: ignore[attr-defined]
    elif ends_at is not None and ends_at <= now:
        return None
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
        availability=list(mission.availability) or day_parts(dates),
        starts_at=starts_at,
        ends_at=ends_at,
        capacity=capacity,
        connections=connections,
        requests=connections - given,
        answers=USUAL_ANSWERS if mission.association.answers is None else mission.association.answers,
        min_age=mission.min_age,
        reach=reach_of(mission, furthest=mission.furthest or Reach.NETWORK),  # type: ignore[attr-defined]
        published_at=mission.published_at,
        refresh_at=refresh_at,
        text=" ".join([mission.need, *mission.tasks, mission.place_name, mission.commune.name]),
    )


def reach_of(mission: Mission, *, furthest: str) -> str:
    """How far a mission is shown: as far as it wants, its association agrees, and its territory allows (`furthest`)."""
    if mission.association.stays_local:
        return Reach.TERRITORY.value
    return min(mission.reach, furthest, key=Reach.values.index)


def shown_missions() -> Iterable[int]:
    """Ids of the missions that the territory at hand shows."""
    return Mission.objects.visible().values_list("pk", flat=True)


def day_parts(dates: Iterable[datetime]) -> list[str]:
    """When in the week these dates fall, on the territory's clock: a dated mission is not one of flexible hours."""
    territory = current_territory()
    zone = zoneinfo.ZoneInfo(territory.timezone) if territory else None
    return sorted({day_part_of(timezone.localtime(date, zone)) for date in dates})
