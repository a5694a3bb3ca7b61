"""Following Stripe: what it says of a subscription or an invoice becomes ours, in whatever order it is said.

An event only names what changed. Its present state is asked for and applied whole, so that events that come twice, late
or in the wrong order do no harm, and the nightly round does the same for everything.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from tenants.billing import gateway
from tenants.billing.enums import Interval, Payment, SubscriptionState
from tenants.billing.models import BillingProfile, StripeEvent, StripeInvoice, Subscription
from tenants.billing.standing import locked_subscription, take_interval, take_standing

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
    """Do what an event is about, once. What fails is kept with its error and tried again by `apply_waiting`.

    Stripe is asked between two transactions: one that counts the attempt, so that an event that kills its worker ends
    some time, and one that applies the answer.
    """
    with transaction.atomic():
        event = (
            StripeEvent.objects.select_for_update(skip_locked=True)
            .filter(pk=event_id, applied_at=None, attempts__lt=MAX_ATTEMPTS)
            .first()
        )
        if event is None:
            return
        event.attempts += 1
        event.save(update_fields=["attempts"])
    asked_at = timezone.now()
    try:
        told = _ask(event.type, event.object_id)
    except gateway.PaymentServiceFailed as error:
        logger.warning("billing: event %s waits: %s", event.id, error)
        StripeEvent.objects.filter(pk=event_id).update(error=str(error)[:200])
        return
    with transaction.atomic():
        rival = isinstance(told, gateway.StripeSubscription) and not _take_subscription(
            told, asked_at=asked_at
        )
        if isinstance(told, gateway.BilledInvoice):
            _take_invoice(told)
        StripeEvent.objects.filter(pk=event_id).update(applied_at=now, error="")
    if rival and isinstance(told, gateway.StripeSubscription):
        try:
            _settle_rival(told)
        except gateway.PaymentServiceFailed as error:
            logger.warning("billing: subscription %s is looked at tonight: %s", told.id, error)


def apply_waiting(*, now: datetime) -> int:
    """Take up the events that are not applied yet: a worker was down, or Stripe did not answer. Returns how many."""
    waiting = StripeEvent.objects.filter(applied_at=None, attempts__lt=MAX_ATTEMPTS).order_by("received_at")
    ids = list(waiting.values_list("pk", flat=True)[:200])
    for event_id in ids:
        apply_event(event_id=event_id, now=now)
    return len(ids)


def reconcile(*, now: datetime) -> tuple[int, int]:
    """Bring everything in line with what Stripe says now. Returns how many subscriptions and invoices it told."""
    asked_at = timezone.now()
    subscriptions = list(gateway.all_subscriptions())
    invoices = list(gateway.recent_invoices(since=now - WINDOW))
    rivals = [one for one in subscriptions if not _take_subscription(one, asked_at=asked_at)]
    for rival in rivals:
        _settle_rival(rival)
    for invoice in invoices:
        _take_invoice(invoice)
    return len(subscriptions), len(invoices)


def _ask(kind: str, object_id: str) -> gateway.StripeSubscription | gateway.BilledInvoice | None:
    """What the object of an event is by now."""
    if object_id and kind.startswith(("customer.subscription.", "checkout.session.")):
        return gateway.read_subscription(object_id)
    if object_id and kind.startswith(("invoice.", "credit_note.")):
        return gateway.read_invoice(object_id)
    return None


@transaction.atomic
def _take_subscription(told: gateway.StripeSubscription, *, asked_at: datetime) -> bool:
    """A territory has one: an ended one never replaces another that goes on, nor an older answer a newer one.

    False for a second one that goes on beside its own: two people gave a card, each on a page of her own.
    """
    state = STATES.get(told.status)
    if told.territory_id is None or state is None:
        return True
    own = locked_subscription(told.territory_id)
    if own is None:
        return True
    if own.stripe_id != told.id and own.by_stripe:
        return state == SubscriptionState.ENDED
    if own.stripe_id != told.id and state == SubscriptionState.ENDED:
        return True
    if own.stripe_id == told.id and own.told_at and own.told_at > asked_at:
        return True
    own.stripe_id, own.told_at = told.id, asked_at
    own.payment = Payment.CARD if told.by_card else Payment.TRANSFER
    take_interval(own, told.interval)
    own.price_cents = told.cents
    if state == SubscriptionState.ENDED and own.next_interval:  # who pays anew pays as was wished
        take_interval(own, Interval(own.next_interval))
    own.period_start, own.period_end = told.period_start, told.period_end
    own.save()
    take_standing(own, state)
    return True


def _settle_rival(told: gateway.StripeSubscription) -> None:
    """Nobody pays twice: the second subscription of a territory ends, unless its own has ended and we hear it only now.

    Raises `PaymentServiceFailed`.
    """
    if told.territory_id is None:
        return
    own, asked_at = Subscription.objects.get(territory_id=told.territory_id), timezone.now()
    first = gateway.read_subscription(own.stripe_id)
    if STATES.get(first.status) == SubscriptionState.ENDED:
        _take_subscription(first, asked_at=asked_at)
        _take_subscription(told, asked_at=asked_at)
        return
    gateway.cancel(subscription_id=told.id)
    logger.error(
        "billing: %s was a second subscription beside %s: ended, pay back what it charged", told.id, first.id
    )


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
            "credited_cents": told.credited_cents,
            "page_url": told.page_url,
            "pdf_url": told.pdf_url,
        },
    )
