"""How far the catalogue is behind the territories' missions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q

from matching.catalogue.models import Opportunity, OutboxEntry, Reconciliation

#: Something is wrong when an entry waits longer than this.
MOST_LAG = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class CatalogueState:
    """`waiting` entries, of which the oldest has waited `lag`; rows shown, and tombstones.

    `healed`: differences that the last comparisons of all territories found; `compared_at`: the oldest of these.
    """

    waiting: int
    lag: timedelta
    shown: int
    withdrawn: int
    compared_at: datetime | None
    healed: int

    @property
    def is_behind(self) -> bool:
        return self.lag > MOST_LAG


def catalogue_lag(*, now: datetime) -> timedelta:
    """How long the oldest waiting entry has waited; nothing when none waits. One query."""
    oldest: datetime | None = OutboxEntry.objects.aggregate(oldest=Min("created_at"))["oldest"]
    return max(timedelta(0), now - oldest) if oldest else timedelta(0)


def catalogue_state(*, now: datetime) -> CatalogueState:
    """What operators are told of the catalogue. Four queries."""
    rows = Opportunity.objects.aggregate(
        shown=Count("pk", filter=Q(is_open=True)), withdrawn=Count("pk", filter=Q(is_open=False))
    )
    reports = list(Reconciliation.objects.all())
    return CatalogueState(
        waiting=OutboxEntry.objects.count(),
        lag=catalogue_lag(now=now),
        shown=rows["shown"],
        withdrawn=rows["withdrawn"],
        compared_at=min((report.at for report in reports), default=None),
        healed=sum(report.healed for report in reports),
    )
