"""What conversations need done from time to time."""

from __future__ import annotations

from datetime import time, timedelta

from celery import shared_task
from django.utils import timezone

from engagement.messaging.services import forget_old_addresses
from kernel.tenancy.periodic import for_each_territory


@for_each_territory(every=timedelta(days=1), starting=time(2), spread=timedelta(hours=3))
@shared_task
def tidy_reply_addresses() -> None:
    """Delete the reply addresses that answer no more."""
    forget_old_addresses(now=timezone.now())
