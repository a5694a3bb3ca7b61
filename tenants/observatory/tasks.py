"""The network's own periodic work on the observatory."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from tenants.observatory.services import publish_months


@shared_task(name="tenants.observatory.publish")
def publish() -> None:
    """Every day: the month that has become due, if there is one."""
    publish_months(now=timezone.now())
