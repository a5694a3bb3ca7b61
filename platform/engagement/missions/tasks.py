"""What time does to missions."""

from datetime import time, timedelta

from celery import shared_task
from django.utils import timezone

from engagement.missions import services
from kernel.tenancy.periodic import for_each_territory


@for_each_territory(every=timedelta(days=1), starting=time(1), spread=timedelta(hours=2))
@shared_task
def extend_recurrences() -> int:
    """Weekly missions have dates for the weeks to come."""
    return services.extend_recurrences(now=timezone.now())


@for_each_territory(every=timedelta(minutes=15))
@shared_task
def close_what_is_past() -> int:
    """What takes place no more is closed. The catalogue follows the clock by itself."""
    return services.expire_missions(now=timezone.now())
