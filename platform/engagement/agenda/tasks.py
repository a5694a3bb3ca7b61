"""What is done for the agenda every day."""

from datetime import time, timedelta

from celery import shared_task
from django.utils import timezone

from engagement.agenda.services import lay_out_all
from kernel.tenancy.periodic import for_each_territory


@for_each_territory(every=timedelta(days=1), starting=time(1), spread=timedelta(hours=3))
@shared_task
def lay_out_series() -> None:
    """Write the dates of the series as far as the horizon, which is one day further every day."""
    lay_out_all(now=timezone.now())
