"""What is done for offers every day."""

from datetime import time, timedelta

from celery import shared_task
from django.utils import timezone

from engagement.offers.services import remind_and_expire
from kernel.tenancy.periodic import for_each_territory


@for_each_territory(every=timedelta(days=1), starting=time(5), spread=timedelta(hours=3))
@shared_task
def end_offers() -> None:
    """Ask authors whether what ends soon goes on, and put away what is at its end."""
    remind_and_expire(now=timezone.now())
