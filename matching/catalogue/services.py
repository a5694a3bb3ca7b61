"""Keeps the catalogue in step with the territories' missions.

Database triggers write an `OutboxEntry` in the transaction of whatever changed a mission (a service, the admin, a bulk
update, raw SQL). Applying an entry never trusts it: it locks the mission's place in the catalogue, reads the mission as
it is now, and writes that. So entries may be applied twice, out of order, or by two workers at once. What time alone
changes is asked for when it comes (`follow_the_clock`). `reconciling` compares and heals.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet

from kernel.tenancy import OPEN_STATES, TerritoryContext, current_territory, tenant_context
from matching.catalogue.models import Opportunity, OutboxEntry
from matching.catalogue.projection import OpportunityFields, project
from matching.french import code_lexeme, french_document
from tenants.registry.models import Territory

logger = logging.getLogger(__name__)

#: The id of the writing transaction, as a number: readers ask for rows at or above their snapshot's horizon.
_CURRENT_VERSION = "SELECT pg_current_xact_id()::text::bigint"
_HOLD = "SELECT pg_advisory_xact_lock(hashint8extended(id, %s)) FROM unnest(%s::bigint[]) AS id ORDER BY id"
_HOLD_FREE = """
SELECT id FROM (
    SELECT id, pg_try_advisory_xact_lock(hashint8extended(id, %s)) AS held FROM unnest(%s::bigint[]) AS id
) AS one WHERE held
"""
_LEARN_WORDS = """
INSERT INTO public.catalogue_word (word, key, missions)
SELECT word, public.unaccent(word), ndoc FROM ts_stat($$
    SELECT to_tsvector('simple', translate(concat_ws(' ', title, summary, association_name), '’''', '  '))
    FROM public.catalogue_opportunity JOIN public.registry_territory AS t ON t.id = territory_id
    WHERE is_open AND reach = 'network' AND listed
$$) WHERE word ~ '^[[:alpha:]-]{4,40}$'
"""
#: Columns that come from the mission as they are.
FACTS = tuple(field.name for field in fields(OpportunityFields) if field.name != "text")


@transaction.atomic
def apply_outbox(*, limit: int = 1000) -> int:
    """Apply waiting entries of the territory at hand and return how many were consumed.

    In the caller's transaction, so that what a service publishes is in the catalogue when it commits. Entries that
    another transaction is applying are left to it.
    """
    territory = current_territory()
    assert territory is not None, "in the network's schema: drain_outbox"
    # The latest first: whatever else waits, what this transaction has just written is among them.
    entries = _waiting(territory.schema_name).order_by("-id")
    batch = list(entries.values_list("id", "mission_id")[:limit])
    if batch:
        missions = sorted({mission_id for _, mission_id in batch})
        _hold(missions, territory=territory)
        write_opportunities(project(missions), territory=territory)
        _consume([entry_id for entry_id, _ in batch])
    return len(batch)


def drain_outbox(*, limit: int = 200) -> int:
    """Apply what waits in every territory, `limit` entries a transaction; returns how many were applied.

    It never waits for a service that holds a mission: such an entry keeps for the next time. What fails in one
    territory is logged, and the others go on. In the network's schema, outside transactions.
    """
    applied = 0
    for schema_name in OutboxEntry.objects.order_by().values_list("schema_name", flat=True).distinct():
        try:
            while batch := _drain(schema_name, limit):
                applied += batch
        except Exception:
            logger.exception("catalogue: the entries of %s could not be applied", schema_name)
    return applied


@transaction.atomic
def _drain(schema_name: str, limit: int) -> int:
    batch = list(_waiting(schema_name).order_by("id").values_list("id", "mission_id")[:limit])
    territory = Territory.objects.filter(schema_name=schema_name).first()
    if territory is None:
        logger.info("catalogue: entries of the vanished schema %s dropped", schema_name)
    else:
        context = territory.context()
        with tenant_context(context):
            held = hold_free_missions(sorted({mission_id for _, mission_id in batch}), territory=context)
            write_opportunities(project(held), territory=context)
        batch = [entry for entry in batch if entry[1] in held]
    _consume([entry_id for entry_id, _ in batch])
    return len(batch)


def _waiting(schema_name: str) -> QuerySet[OutboxEntry]:
    return OutboxEntry.objects.select_for_update(skip_locked=True).filter(schema_name=schema_name)


def _consume(entry_ids: list[int]) -> None:
    consumed = OutboxEntry.objects.filter(id__in=entry_ids)
    consumed._raw_delete(consumed.db)


def refresh_vocabulary() -> int:
    """Learn the words of what the whole network may see, for slips of the pen; returns how many there are.

    Only those: what a territory keeps to itself must not come up elsewhere as a suggestion.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM public.catalogue_word")
        cursor.execute(_LEARN_WORDS)
        return int(cursor.rowcount)


def enqueue_missions(mission_ids: Sequence[int], *, territory: TerritoryContext) -> None:
    """Ask for these missions to be projected anew, whether or not they changed."""
    OutboxEntry.objects.bulk_create(
        [OutboxEntry(schema_name=territory.schema_name, mission_id=mission_id) for mission_id in mission_ids]
    )


@transaction.atomic
def follow_the_clock(*, now: datetime) -> int:
    """Ask for what time alone has changed to be projected anew; returns how many missions. In the network's schema."""
    due = Opportunity.objects.filter(is_open=True, refresh_at__lte=now, territory__state__in=OPEN_STATES)
    return len(
        OutboxEntry.objects.bulk_create(
            OutboxEntry(schema_name=schema_name, mission_id=mission_id)
            for schema_name, mission_id in due.values_list("territory__schema_name", "mission_id")
        )
    )


def _hold(mission_ids: Sequence[int], *, territory: TerritoryContext) -> None:
    """Until the transaction ends, nobody else writes these missions in the catalogue.

    Taken before a mission is read: the last to write has then seen what all the others committed.
    """
    with connection.cursor() as cursor:
        cursor.execute(_HOLD, [territory.id, list(mission_ids)])


def hold_free_missions(mission_ids: Sequence[int], *, territory: TerritoryContext) -> list[int]:
    """The same for those that nobody holds, which are answered. It does not wait."""
    with connection.cursor() as cursor:
        cursor.execute(_HOLD_FREE, [territory.id, list(mission_ids)])
        return [mission_id for (mission_id,) in cursor.fetchall()]


def write_opportunities(
    projected: Mapping[int, OpportunityFields | None], *, territory: TerritoryContext
) -> None:
    """Write what was read of missions that are held. None leaves a tombstone."""
    if not projected:
        return
    with connection.cursor() as cursor:
        cursor.execute(_CURRENT_VERSION)
        (version,) = cursor.fetchone()
    Opportunity.objects.bulk_create(
        [
            Opportunity(
                territory_id=territory.id,
                mission_id=mission_id,
                version=version,
                is_open=found is not None,
                **_columns(found),
            )
            for mission_id, found in sorted(projected.items())
        ],
        update_conflicts=True,
        unique_fields=["territory", "mission_id"],
        update_fields=["version", "is_open", "document", "heading", *FACTS],
    )


def _columns(found: OpportunityFields | None) -> dict[str, Any]:
    """Column values of a row; a tombstone keeps nothing of the mission."""
    if found is None:
        return {}
    codes = [*(("cause", code) for code in found.causes), *(("skill", code) for code in found.skills)]
    document = french_document(
        A=found.title,
        B=found.association_name,
        D=found.text,
        lexemes=[code_lexeme(kind, code) for kind, code in codes],
    )
    return {name: getattr(found, name) for name in FACTS} | {
        "document": document,
        "heading": french_document(A=found.title),
    }
