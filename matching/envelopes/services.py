"""Posts and reads sealed envelopes between territories, each in a transaction of its own side.

Whoever posts does so in the transaction that made it true; whoever reads applies and throws away in one transaction.
Envelopes about one subject are read in the order in which they were posted: readers of a territory take turns, and one
that fails keeps back those that follow it.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from cryptography.fernet import InvalidToken
from django.db import connection, transaction

from kernel.tenancy import current_territory
from kernel.tenancy.seals import cipher
from matching.envelopes.models import Envelope
from tenants.registry.models import Territory

logger = logging.getLogger(__name__)

#: An envelope that cannot be read is tried so often, then left for whoever looks into the log.
MOST_ATTEMPTS = 20
#: How long one that cannot be read lies there to be looked into.
KEPT = timedelta(days=30)
_TAKE_TURNS = "SELECT pg_advisory_xact_lock(hashtextextended('envelopes', %s))"

type Content = Mapping[str, Any]


def post(*, recipient: str, content: Content) -> bool:
    """Seal `content` (plain data; its `subject` orders what is about the same thing) for a territory, by its slug.

    From the territory at hand, in the caller's transaction. False when there is no such territory (any more).
    """
    here = current_territory()
    there = Territory.objects.filter(slug=recipient).values_list("pk", "schema_name").first()
    if here is None or there is None:
        return False
    number, schema = there
    sealed = _cipher(schema).encrypt(json.dumps(content).encode()).decode()
    Envelope.objects.create(sender_id=here.id, recipient_id=number, sealed=sealed)
    return True


@transaction.atomic
def read_envelopes(*, handle: Callable[[str, Content], None], limit: int = 200) -> int:
    """Hand what waits for the territory at hand to `handle` (the sender's slug, the content); returns how many.

    Each in a savepoint: one that fails stays, with those after it about the same subject, and stops no other.
    """
    here = current_territory()
    if here is None:
        return 0
    waiting = Envelope.objects.filter(recipient_id=here.id, attempts__lt=MOST_ATTEMPTS).order_by("id")
    if not waiting.exists():
        return 0
    with connection.cursor() as cursor:
        cursor.execute(_TAKE_TURNS, [here.id])
    done, failed, kept_back = [], [], set()
    for envelope in waiting.select_related("sender")[:limit]:
        try:
            content = json.loads(_cipher(here.schema_name).decrypt(envelope.sealed.encode()))
        except InvalidToken:
            logger.error("envelopes: %s cannot be unsealed, dropped", envelope.pk)
            done.append(envelope.pk)
            continue
        if content["subject"] in kept_back:
            continue
        try:
            with transaction.atomic():
                handle(envelope.sender.slug, content)
        except Exception:
            logger.exception("envelopes: %s could not be read", envelope.pk)
            kept_back.add(content["subject"])
            failed.append(envelope)
        else:
            done.append(envelope.pk)
    for envelope in failed:
        envelope.attempts += 1
    Envelope.objects.bulk_update(failed, ["attempts"])
    Envelope.objects.filter(pk__in=done).delete()
    return len(done)


def throw_away_unreadable(*, now: datetime) -> int:
    """Drop what the territory at hand tried to read in vain long enough; returns how many.

    What waits for a suspended territory stays: it is read first thing once the territory is back.
    """
    here = current_territory()
    assert here is not None
    unreadable = Envelope.objects.filter(
        recipient_id=here.id, attempts__gte=MOST_ATTEMPTS, posted_at__lt=now - KEPT
    )
    return unreadable.delete()[0]


def _cipher(schema: str) -> Any:
    return cipher(purpose="matching.envelopes", schema=schema)
