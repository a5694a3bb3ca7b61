"""Periodic work of the catalogue."""

from datetime import time, timedelta

from celery import shared_task
from django.utils import timezone

from kernel.tenancy import public_context
from kernel.tenancy.periodic import for_each_territory
from matching.catalogue.reconciling import reconcile_territory
from matching.catalogue.services import drain_outbox, follow_the_clock, refresh_vocabulary


@shared_task(name="matching.catalogue.drain_outbox")
def keep_in_step() -> int:
    """What waits, and what time alone has changed, reaches the catalogue. Returns how many entries were applied."""
    with public_context():
        follow_the_clock(now=timezone.now())
        return drain_outbox()


@shared_task(name="matching.catalogue.learn_words")
def learn_words() -> int:
    """The words that misspelt ones are taken for. Returns how many."""
    with public_context():
        return refresh_vocabulary()


@for_each_territory(every=timedelta(days=1), starting=time(3), spread=timedelta(hours=2))
@shared_task
def reconcile() -> int:
    """Missions and catalogue are compared, and differences healed. Returns how many there were."""
    return reconcile_territory(now=timezone.now()).healed
