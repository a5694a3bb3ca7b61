"""What suggestions need done regularly. Each task calls one service and may run twice."""

from __future__ import annotations

from datetime import time, timedelta

from celery import shared_task
from django.utils import timezone

from engagement.suggestions.rerouting import reroute
from engagement.suggestions.tastes import learn_tastes
from engagement.suggestions.weekly import plan_network, send_week
from kernel.tenancy import public_context
from kernel.tenancy.periodic import for_each_territory


@for_each_territory(every=timedelta(days=1), starting=time(8), spread=timedelta(hours=2))
@shared_task
def offer_instead() -> None:
    """Those whom an association leaves without an answer are offered missions like the one they asked for."""
    reroute(now=timezone.now())


@shared_task(name="engagement.suggestions.plan_week")
def plan_week() -> int:
    """What is worth writing to whom this week, in the whole network. Returns for how many people."""
    with public_context():
        return plan_network(now=timezone.now())


@for_each_territory(every=timedelta(hours=1))
@shared_task
def write_week() -> None:
    """The week's e-mail of those who asked for one, once it was worked out."""
    send_week(now=timezone.now())


@for_each_territory(every=timedelta(days=1), starting=time(1), spread=timedelta(hours=2))
@shared_task
def learn() -> None:
    """What people's choices say of their tastes, anew."""
    learn_tastes(now=timezone.now())
