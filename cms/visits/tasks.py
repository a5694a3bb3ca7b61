"""Periodic work of the views."""

from __future__ import annotations

from datetime import time, timedelta

from celery import shared_task
from django.utils import timezone

from cms.visits import services
from kernel.tenancy.periodic import for_each_territory


@for_each_territory(every=timedelta(minutes=10))
@shared_task(name="cms.visits.write")
def write_views() -> None:
    services.write_views()


@for_each_territory(every=timedelta(days=1), starting=time(2), spread=timedelta(hours=3))
@shared_task(name="cms.visits.forget")
def forget_views() -> None:
    services.forget_views(today=timezone.localdate())
