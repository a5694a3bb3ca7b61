"""Periodic work of the catalogue."""

from celery import shared_task

from kernel.tenancy import public_context
from matching.catalogue.services import apply_outbox


@shared_task(name="matching.catalogue.drain_outbox")
def drain_outbox() -> int:
    """Apply every waiting entry of the network, a batch a transaction. Returns how many were applied."""
    applied = 0
    with public_context():
        while batch := apply_outbox():
            applied += batch
    return applied
