"""The network's own periodic work on billing."""

from __future__ import annotations

import logging

from celery import shared_task
from django.utils import timezone

from tenants.billing import gateway, services
from tenants.billing.following import apply_event, apply_waiting, reconcile
from tenants.billing.models import Subscription
from tenants.billing.paying import tell_details, tell_rest
from tenants.billing.services import bill, start_trial
from tenants.registry.models import Territory

logger = logging.getLogger(__name__)


@shared_task(name="tenants.billing.bill_all")
def bill_all() -> int:
    """Once a day, each territory by itself: one that fails holds up no other. Returns how many there were."""
    today = timezone.localdate()
    for territory in Territory.objects.open().filter(subscription=None):  # brought in from elsewhere
        start_trial(territory=territory, today=today)
    ids = list(Subscription.objects.order_by("territory_id").values_list("territory_id", flat=True))
    for territory_id in ids:
        try:
            bill(territory_id=territory_id, today=today)
        except Exception:
            logger.exception("billing: territory %s could not be billed", territory_id)
    return len(ids)


@shared_task(name="tenants.billing.apply_event")
def apply(event_id: str) -> None:
    apply_event(event_id=event_id, now=timezone.now())


@shared_task(name="tenants.billing.follow_stripe")
def follow_stripe() -> None:
    """Every few minutes: events that wait."""
    if gateway.is_open():
        apply_waiting(now=timezone.now())


@shared_task(name="tenants.billing.follow_rest")
def follow_rest(*, territory_id: int) -> None:
    """A territory was closed for long, or is open again. For a closed one the daily round asks again."""
    subscription = Subscription.objects.select_related("territory").filter(territory_id=territory_id).first()
    if subscription is not None:
        tell_rest(subscription)


@shared_task(name="tenants.billing.follow_details")
def follow_details(*, territory_id: int) -> None:
    """Who pays has changed: Stripe hears it. What it did not hear, the daily round says again."""
    subscription = Subscription.objects.filter(territory_id=territory_id).first()
    if subscription is not None:
        tell_details(subscription)


@shared_task(name="tenants.billing.follow_interval")
def follow_interval(*, territory_id: int) -> None:
    """Another rhythm was chosen: on trial Stripe hears it now, later the daily round tells it in time."""
    services.follow_interval(territory_id=territory_id, today=timezone.localdate())


@shared_task(name="tenants.billing.reconcile")
def reconcile_with_stripe() -> None:
    """Every night: everything as Stripe says."""
    if gateway.is_open():
        subscriptions, invoices = reconcile(now=timezone.now())
        logger.info("billing: %s subscriptions and %s invoices as Stripe says", subscriptions, invoices)
