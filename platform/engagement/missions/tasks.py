"""What time does to missions."""

from datetime import time, timedelta

from celery import shared_task
from django.utils import timezone

from engagement.missions import services
from engagement.missions.projection import refresh_begun
from kernel.tenancy.periodic import for_each_territory


@for_each_territory(every=timedelta(days=1), starting=time(1), spread=timedelta(hours=2))
@shared_task
def extend_recurrences() -> int:
    """Weekly missions have dates for the weeks to come."""
    return services.extend_recurrences(now=timezone.now())


@for_each_territory(every=timedelta(minutes=15))
@shared_task
def follow_the_clock() -> int:
    """What is past is closed, and the catalogue no longer offers dates that have begun."""
    now = timezone.now()
    return services.expire_missions(now=now) + refresh_begun(now=now)
