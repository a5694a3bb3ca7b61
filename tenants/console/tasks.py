"""Once a day in each territory."""

from __future__ import annotations

from datetime import time, timedelta

from celery import shared_task
from django.utils import timezone

from kernel.tenancy.periodic import for_each_territory
from tenants.console import services


@for_each_territory(every=timedelta(days=1), starting=time(1), spread=timedelta(hours=3))
@shared_task(name="tenants.console.take_vitals")
def take_vitals() -> None:
    services.take_vitals(now=timezone.now())
