"""Keeps the catalogue in step with the territories' missions.

Database triggers write an `OutboxEntry` in the transaction of whatever changed a mission (a service, the admin, a bulk
update, raw SQL). Applying an entry never trusts it: it locks the mission's place in the catalogue, reads the mission as
it is now, and writes that. So entries may be applied twice, out of order, or by two workers at once.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from django.db import connection, transaction

from kernel.tenancy import TerritoryContext, current_territory, tenant_context
from matching.catalogue.models import Opportunity, OutboxEntry
from matching.catalogue.projection import OpportunityFields, project
from tenants.registry.models import Territory

logger = logging.getLogger(__name__)

#: The id of the writing transaction, as a number: readers ask for rows at or above their snapshot's horizon.
_CURRENT_VERSION = "SELECT pg_current_xact_id()::text::bigint"


@transaction.atomic
def apply_outbox(*, limit: int = 1000) -> int:
    """Apply waiting entries and return how many were consumed.

    In a territory: that territory's entries, in the caller's transaction, so that what a service publishes is in the
    catalogue when it commits. In the network's schema: up to `limit` entries of any territory. Entries that another
    transaction is applying are left to it.
    """
    here = current_territory()
    entries = OutboxEntry.objects.select_for_update(skip_locked=True)
    if here is not None:
        # The latest first: whatever else waits, what this transaction has just written is among them.
        entries = entries.filter(schema_name=here.schema_name).order_by("-id")
    else:
        entries = entries.order_by("id")
    batch = list(entries.values_list("id", "schema_name", "mission_id")[:limit])

    missions: dict[str, set[int]] = defaultdict(set)
    for _, schema_name, mission_id in batch:
        missions[schema_name].add(mission_id)
    for schema_name in sorted(missions):
        territory = here or _find_territory(schema_name)
        if territory is None:
            logger.info("catalogue: entries of the vanished schema %s dropped", schema_name)
            continue
        with tenant_context(territory):
            _apply(territory, sorted(missions[schema_name]))
    consumed = OutboxEntry.objects.filter(id__in=[entry_id for entry_id, _, _ in batch])
    consumed._raw_delete(consumed.db)
    return len(batch)


def enqueue_missions(mission_ids: Sequence[int], *, territory: TerritoryContext) -> None:
    """Ask for these missions to be projected anew, whether or not they changed."""
    OutboxEntry.objects.bulk_create(
        [OutboxEntry(schema_name=territory.schema_name, mission_id=mission_id) for mission_id in mission_ids]
    )


def _find_territory(schema_name: str) -> TerritoryContext | None:
    territory = Territory.objects.prefetch_related("domains").filter(schema_name=schema_name).first()
    return territory.context() if territory else None


def _apply(territory: TerritoryContext, mission_ids: list[int]) -> None:
    with connection.cursor() as cursor:
        # Serialise the writers of each mission before reading it: the last to write has then seen all the others.
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashint8extended(id, %s)) FROM unnest(%s::bigint[]) AS id ORDER BY id",
            [territory.id, mission_ids],
        )
        cursor.execute(_CURRENT_VERSION)
        (version,) = cursor.fetchone()

    projected = project(mission_ids)
    rows = [
        Opportunity(
            territory_id=territory.id,
            mission_id=mission_id,
            version=version,
            is_open=projected.get(mission_id) is not None,
            **_columns(projected.get(mission_id)),
        )
        for mission_id in mission_ids
    ]
    Opportunity.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["territory", "mission_id"],
        update_fields=["version", "is_open", *OpportunityFields.__dataclass_fields__],
    )


def _columns(fields: OpportunityFields | None) -> dict[str, Any]:
    """Column values of a row; a tombstone keeps nothing of the mission."""
    return asdict(fields) if fields else {}
