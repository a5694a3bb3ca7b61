"""Compares a territory's missions with the catalogue, and heals: nothing should differ, and whatever does is told."""

from __future__ import annotations

import logging
from collections import Counter
from datetime import datetime
from itertools import batched

from django.db import transaction
from django.db.models import QuerySet

from kernel.tenancy import TerritoryContext, current_territory
from matching.catalogue.models import Opportunity, Reconciliation
from matching.catalogue.projection import OpportunityFields, project, shown_missions
from matching.catalogue.services import (
    FACTS,
    apply_outbox,
    enqueue_missions,
    hold_free_missions,
    write_opportunities,
)

logger = logging.getLogger(__name__)

#: Missions compared in one transaction.
_BATCH = 500


def reconcile_territory(*, now: datetime) -> Reconciliation:
    """Compare every mission of the territory at hand with its row, column by column, and write those that differ.

    What merely waits in the outbox is applied first, and counts as no difference; a mission that is being written at
    this moment is left to its writer. Outside transactions; safe to repeat.
    """
    territory = _here()
    while apply_outbox(limit=_BATCH):
        pass
    missions = sorted(shown_missions() | set(_open_rows(territory).values_list("mission_id", flat=True)))
    found: Counter[str] = Counter()
    for batch in batched(missions, _BATCH):
        found.update(_compare(list(batch), territory))
    report, _ = Reconciliation.objects.update_or_create(
        territory_id=territory.id,
        defaults={"at": now, "checked": len(missions)}
        | {fault: found[fault] for fault in ("missing", "stale", "ghosts")},
    )
    if report.healed:
        logger.warning(
            "catalogue: %s differences healed in %s: %s", report.healed, territory.slug, dict(found)
        )
    return report


def rebuild_territory() -> int:
    """Write every row of the territory at hand anew, whatever it says; returns how many.

    After a restore into another cluster, whose transactions are numbered anew, or when projection itself has changed.
    """
    territory = _here()
    missions = sorted(shown_missions() | set(_open_rows(territory).values_list("mission_id", flat=True)))
    for batch in batched(missions, _BATCH):
        enqueue_missions(batch, territory=territory)
    while apply_outbox(limit=_BATCH):
        pass
    return len(missions)


@transaction.atomic
def _compare(mission_ids: list[int], territory: TerritoryContext) -> Counter[str]:
    held = hold_free_missions(mission_ids, territory=territory)
    rows = {
        row.mission_id: row
        for row in Opportunity.objects.filter(territory_id=territory.id, mission_id__in=held)
    }
    projected = project(held)
    faults: dict[int, str] = {}
    for mission_id in held:
        row, shown = rows.get(mission_id), projected.get(mission_id)
        listed = row is not None and row.is_open
        if shown is None and listed:
            faults[mission_id] = "ghosts"
        elif shown is not None and not listed:
            faults[mission_id] = "missing"
        elif shown is not None and row is not None and _differ(shown, row):
            faults[mission_id] = "stale"
    write_opportunities({mission_id: projected.get(mission_id) for mission_id in faults}, territory=territory)
    return Counter(faults.values())


def _differ(shown: OpportunityFields, row: Opportunity) -> bool:
    return row.heading is None or any(getattr(shown, name) != getattr(row, name) for name in FACTS)


def _open_rows(territory: TerritoryContext) -> QuerySet[Opportunity]:
    return Opportunity.objects.filter(territory_id=territory.id, is_open=True)


def _here() -> TerritoryContext:
    territory = current_territory()
    assert territory is not None, "a territory's own work"
    return territory
