"""Periodic work of the pages."""

from __future__ import annotations

from datetime import time, timedelta

from celery import shared_task
from django.utils import timezone

from cms.pages import services
from kernel.tenancy.periodic import for_each_territory


@for_each_territory(every=timedelta(days=1), starting=time(2), spread=timedelta(hours=3))
@shared_task(name="cms.pages.forget_answers")
def forget_answers() -> None:
    services.forget_answers(now=timezone.now())


@for_each_territory(every=timedelta(minutes=5))
@shared_task(name="cms.pages.publish_scheduled")
def publish_scheduled() -> None:
    services.publish_scheduled(now=timezone.now())
