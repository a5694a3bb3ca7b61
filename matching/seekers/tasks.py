"""Periodic work of the cards."""

from datetime import time, timedelta

from celery import shared_task

from kernel.tenancy import current_territory
from kernel.tenancy.periodic import for_each_territory
from matching.seekers.services import reconcile_cards


@for_each_territory(every=timedelta(days=1), starting=time(3), spread=timedelta(hours=2))
@shared_task
def reconcile_seekers() -> int:
    """Cards and profiles are compared, and differences healed. Returns how many there were."""
    territory = current_territory()
    assert territory is not None
    return reconcile_cards(territory=territory)
