"""A mission as the network's catalogue shows it. Registered when the application starts."""

from __future__ import annotations

import zoneinfo
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db import transaction
from django.db.models import Count, Max, Min, Q, Sum, Value
from django.utils import timezone
from django.utils.text import Truncator

from engagement.missions.enums import ACTIVE, HOLDING
from engagement.missions.models import Mission, Slot, is_dated
from engagement.moments import day_part_of
from kernel.tenancy import current_territory
from matching.catalogue.models import Opportunity
from matching.catalogue.projection import OpportunityFields
from matching.catalogue.services import apply_outbox, enqueue_missions


def project_missions(mission_ids: Sequence[int]) -> dict[int, OpportunityFields | None]:
    """Fields of each mission of the territory at hand, None for those the territory does not show. Two queries.

    A dated mission spans its slots to come and offers their places; when none is to come it is not offered.
    """
    now = timezone.now()
    to_come = Q(participations__slot__starts_at__gt=now, participations__slot__cancelled_at__isnull=True)
    missions = (
        Mission.objects.visible()
        .filter(pk__in=mission_ids)
        .select_related("association")
        .annotate(
            active=Count("participations", filter=Q(participations__state__in=ACTIVE)),
            given=Count("participations", filter=Q(participations__state__in=HOLDING)),
            active_to_come=Count("participations", filter=Q(participations__state__in=ACTIVE) & to_come),
            given_to_come=Count("participations", filter=Q(participations__state__in=HOLDING) & to_come),
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
    found = {mission.pk: _fields(mission, slots.get(mission.pk)) for mission in missions}
    return {mission_id: found.get(mission_id) for mission_id in mission_ids}


def _fields(mission: Mission, slots: Mapping[str, Any] | None) -> OpportunityFields | None:
    starts_at, ends_at, capacity = mission.starts_at, mission.ends_at, mission.capacity
    dates: list[datetime] = [starts_at] if starts_at else []
    connections, given = mission.active, mission.given  # type: ignore[attr-defined]  # annotated above
    if mission.dated:  # type: ignore[attr-defined]
        if slots is None:
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


@transaction.atomic
def refresh_begun(*, now: datetime) -> int:
    """Project anew the dated missions of which the catalogue still offers a date that has begun; returns how many."""
    territory = current_territory()
    assert territory is not None
    begun = Opportunity.objects.filter(territory_id=territory.id, is_open=True, starts_at__lte=now)
    stale = list(
        Mission.objects.filter(
            is_dated(), pk__in=list(begun.values_list("mission_id", flat=True))
        ).values_list("pk", flat=True)
    )
    enqueue_missions(stale, territory=territory)
    apply_outbox()
    return len(stale)
