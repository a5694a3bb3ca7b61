"""Compares the cards of a territory with its people, and heals. Everything else is the triggers' work."""

from __future__ import annotations

import logging

from django.db import connection, transaction

from kernel.tenancy import TerritoryContext

logger = logging.getLogger(__name__)

_COMPARE = """
WITH wanted AS (SELECT * FROM public.seekers_wanted(%(schema)s, NULL)),
     held AS (SELECT * FROM public.seekers_seekercard WHERE territory_id = %(territory)s),
     different AS ((TABLE wanted EXCEPT TABLE held) UNION (TABLE held EXCEPT TABLE wanted))
SELECT public.seekers_write(%(schema)s, array_agg(DISTINCT code)), count(DISTINCT code) FROM different
"""


@transaction.atomic
def reconcile_cards(*, territory: TerritoryContext) -> int:
    """Write anew every card that does not say what the profile says now; returns how many there were.

    Each is held and read again before it is written, so that a consent withdrawn meanwhile stays withdrawn. Safe to
    repeat.
    """
    with connection.cursor() as cursor:
        cursor.execute(_COMPARE, {"schema": territory.schema_name, "territory": territory.id})
        (_none, healed) = cursor.fetchone()
    if healed:
        logger.warning("seekers: %s cards healed in %s", healed, territory.slug)
    return int(healed)
