"""Asking a territory to look at its envelopes now rather than within the minute."""

from __future__ import annotations

import logging

from celery import current_app
from kombu.exceptions import OperationalError

from tenants.registry.models import Territory

logger = logging.getLogger(__name__)


def call_upon(slug: str) -> None:
    """Let a territory read its envelopes now. Should that fail, it does within a minute by itself."""
    schema = Territory.objects.open().filter(slug=slug).values_list("schema_name", flat=True).first()
    if schema is None:
        return
    task = current_app.tasks["engagement.passes.tasks.exchange_envelopes"]
    try:
        task.apply_async(headers={"_schema_name": schema}, retry=False)
    except (OperationalError, OSError):
        logger.warning("passes: no queue to call upon %s", slug, exc_info=True)
