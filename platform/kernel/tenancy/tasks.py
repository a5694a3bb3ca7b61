"""The one dispatcher of periodic work."""

from __future__ import annotations

import logging
import time
from typing import Any

from celery import current_app, shared_task
from django.core.cache import caches
from django_tenants.utils import get_tenant_model

from kernel.tenancy.context import public_context
from kernel.tenancy.migrating import release
from kernel.tenancy.periodic import due_jobs

logger = logging.getLogger(__name__)

#: After an interruption, what was missed is made up for as far back as this.
CATCH_UP_MINUTES = 15


@shared_task(name="kernel.tenancy.dispatch")
def dispatch(now: float | None = None) -> int:
    """Send, one task a territory, the periodic work whose minute has come. Returns how many were sent.

    `now` is in seconds since the epoch. Each minute is dispatched once, however many schedulers run. A territory for
    which sending fails is logged, and the others go on.
    """
    minutes = _claimed_minutes(int((time.time() if now is None else now) // 60))
    if not minutes:
        return 0
    with public_context():
        territories: Any = get_tenant_model().objects
        schemas = dict(territories.open().followed_by(release()).values_list("slug", "schema_name"))
    sent = 0
    for task, slug in due_jobs(sorted(schemas), minutes):
        try:
            current_app.tasks[task].apply_async(headers={"_schema_name": schemas[slug]})
        except Exception:
            logger.exception("Could not send %s for %s", task, slug)
        else:
            sent += 1
    return sent


def _claimed_minutes(current: int) -> range:
    """The minutes up to the current one that nobody has dispatched yet, oldest first; a gap ends the reach back."""
    cache = caches["network"]
    first = current + 1
    while first > current - CATCH_UP_MINUTES and cache.add(f"dispatched:{first - 1}", 1, timeout=3600):
        first -= 1
    return range(first, current + 1)
