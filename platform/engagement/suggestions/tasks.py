"""What suggestions need done regularly. Each task calls one service and may run twice."""

from __future__ import annotations

from datetime import time, timedelta

from celery import shared_task
from django.utils import timezone

from engagement.suggestions.rerouting import reroute
from kernel.tenancy.periodic import for_each_territory


@for_each_territory(every=timedelta(days=1), starting=time(8), spread=timedelta(hours=2))
@shared_task
def offer_instead() -> None:
    """Those whom an association leaves without an answer are offered missions like the one they asked for."""
    reroute(now=timezone.now())
