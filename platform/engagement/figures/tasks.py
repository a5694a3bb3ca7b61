from __future__ import annotations

from datetime import time, timedelta

from celery import shared_task
from django.utils import timezone

from engagement.figures import snapshots
from kernel.tenancy.periodic import for_each_territory


@for_each_territory(every=timedelta(days=1), starting=time(1), spread=timedelta(hours=3))
@shared_task
def take_snapshot() -> None:
    """What the observatory may tell of the territory, counted anew."""
    snapshots.take_snapshot(now=timezone.now())
