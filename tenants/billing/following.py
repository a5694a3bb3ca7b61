"""Following Stripe: what it says of a subscription or an invoice becomes ours, in whatever order it is said.

An event only names what changed. Its present state is asked for and applied whole, so that events that come twice, late
or in the wrong order do no harm, and the nightly round does the same for everything.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.db import transaction

from tenants.billing import gateway
from tenants.billing.enums import Payment, SubscriptionState
from tenants.billing.models import BillingProfile, StripeEvent, StripeInvoice, Subscription

logger = logging.getLogger(__name__)

#: Stripe's words for ours. `incomplete` is a first payment that has not come through: still as before.
STATES = {
    "trialing": SubscriptionState.TRIAL,
    "active": SubscriptionState.ACTIVE,
    "past_due": SubscriptionState.LATE,
    "unpaid": SubscriptionState.LATE,
    "paused": SubscriptionState.LATE,
    "canceled": SubscriptionState.ENDED,
    "incomplete_expired": SubscriptionState.ENDED,
}
#: How far back the nightly round looks for invoices.
WINDOW = timedelta(days=45)
MAX_ATTEMPTS = 20


@transaction.atomic
def keep_event(event: gateway.Event) -> bool:
    """Note that an event came. False when it had come before."""
    _row, made = StripeEvent.objects.get_or_create(
        id=event.id, defaults={"type": event.type, "object_id": event.object_id}
    )
    return made


def apply_event(*, event_id: str, now: datetime) -> None:
    """Do what an event is about, once. What fails is kept with its error and tried again by `apply_waiting`."""
    with transaction.atomic():
        event = (
            StripeEvent.objects.select_for_update(skip_locked=True)
            .filter(pk=event_id, applied_at=None, attempts__lt=MAX_ATTEMPTS)
            .first()
        )
        if event is None:
            return
        event.attempts += 1
        try:
            _follow(event.type, event.object_id)
        except gateway.PaymentServiceFailed as error:
            event.error = str(error)[:200]
            logger.warning("billing: event %s waits: %s", event.id, event.error)
        else:
            event.applied_at, event.error = now, ""
        event.save(update_fields=["attempts", "error", "applied_at"])


def apply_waiting(*, now: datetime) -> int:
    """Take up the events that are not applied yet: a worker was down, or Stripe did not answer. Returns how many."""
    waiting = StripeEvent.objects.filter(applied_at=None, attempts__lt=MAX_ATTEMPTS).order_by("received_at")
    ids = list(waiting.values_list("pk", flat=True)[:200])
    for event_id in ids:
        apply_event(event_id=event_id, now=now)
    return len(ids)


def reconcile(*, now: datetime) -> tuple[int, int]:
    """Bring everything in line with what Stripe says now. Returns how many subscriptions and invoices it told."""
    subscriptions = [_take_subscription(one) for one in gateway.all_subscriptions()]
    invoices = [_take_invoice(one) for one in gateway.recent_invoices(since=now - WINDOW)]
    return len(subscriptions), len(invoices)


def _follow(kind: str, object_id: str) -> None:
    if not object_id:
        return
    if kind.startswith(("customer.subscription.", "checkout.session.")):
        _take_subscription(gateway.read_subscription(object_id))
    elif kind.startswith("invoice."):
        _take_invoice(gateway.read_invoice(object_id))


@transaction.atomic
def _take_subscription(told: gateway.StripeSubscription) -> None:
    """A territory has one: an ended one never replaces another that goes on."""
    state = STATES.get(told.status)
    if told.territory_id is None or state is None:
        return
    own = Subscription.objects.select_for_update().filter(territory_id=told.territory_id).first()
    if own is None:
        return
    if own.stripe_id != told.id and (state == SubscriptionState.ENDED or own.by_stripe):
        return
    own.stripe_id, own.state = told.id, state
    own.payment = Payment.CARD if told.by_card else Payment.TRANSFER
    own.price_cents = told.cents
    own.period_start, own.period_end = told.period_start, told.period_end
    own.save()


@transaction.atomic
def _take_invoice(told: gateway.BilledInvoice) -> None:
    profile = BillingProfile.objects.filter(stripe_customer=told.customer).first()
    if profile is None or told.state == "draft":
        return
    StripeInvoice.objects.update_or_create(
        id=told.id,
        defaults={
            "territory_id": profile.territory_id,
            "number": told.number,
            "state": told.state,
            "issued_on": told.issued_on,
            "due_on": told.due_on,
            "total_cents": told.total_cents,
            "page_url": told.page_url,
            "pdf_url": told.pdf_url,
        },
    )
