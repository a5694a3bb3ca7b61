"""What passes need done regularly in each territory. Each task calls one service and may run twice."""

from __future__ import annotations

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from engagement.passes.exchange import exchange
from engagement.passes.following import follow_territories
from engagement.passes.letters import forget_old_ways
from kernel.tenancy.periodic import for_each_territory
from matching.envelopes.services import throw_away_unreadable


@for_each_territory(every=timedelta(minutes=1))
@shared_task
def exchange_envelopes() -> None:
    """Read what other territories posted, and tell them what changed."""
    exchange(now=timezone.now())


@for_each_territory(every=timedelta(hours=1))
@shared_task
def follow_others() -> None:
    """End what leads to, or comes from, territories that are suspended for good or gone; tidy up."""
    now = timezone.now()
    forget_old_ways(now=now)
    follow_territories(now=now)
    throw_away_unreadable(now=now)
