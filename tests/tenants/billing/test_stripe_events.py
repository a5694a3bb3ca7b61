"""What Stripe tells: events late, twice, out of order, of two subscriptions; a real server, real signatures."""

from __future__ import annotations

import time
from typing import Any

import pytest
from django.utils import timezone

from tenants.billing import gateway
from tenants.billing.enums import SubscriptionState
from tenants.billing.following import apply_waiting, reconcile
from tenants.billing.models import BillingProfile, StripeEvent, StripeInvoice, Subscription
from tenants.billing.paying import portal_url, start_checkout, start_invoices
from tenants.billing.selectors import is_late
from tenants.registry.models import Territory
from tests.harness.clients import HostClient
from tests.tenants.billing.conftest import NOW, PAGES, post
from tests.tenants.billing.fake_stripe import FakeStripe


def test_who_cancelled_at_stripe_pays_anew_and_nobody_pays_twice(
    territory: Territory,
    profile: BillingProfile,
    stripe: FakeStripe,
    network_client: HostClient,
    django_capture_on_commit_callbacks,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def tell(kind: str, about: dict[str, Any]) -> Subscription:
        with django_capture_on_commit_callbacks(execute=True):
            assert post(network_client, stripe, stripe.event(kind, about)) == 204
        return Subscription.objects.get(territory=territory)

    def status(subscription_id: str) -> str:
        return stripe.kept["subscriptions"][subscription_id]["status"]

    for _person in range(2):  # two pages are open, a card is given on each
        start_checkout(territory=territory, now=NOW, **PAGES)
    pages = list(stripe.kept["checkout/sessions"].values())
    first = tell("checkout.session.completed", stripe.pay_checkout()).stripe_id
    stripe.kept["checkout/sessions"] = {pages[0]["id"]: pages[0]}
    second = stripe.pay_checkout()
    assert tell("checkout.session.completed", second).stripe_id == first
    assert (status(first), status(second["subscription"])) == ("trialing", "canceled")
    assert "second subscription" in caplog.text

    # Cancelled in Stripe's portal; the banner shows, and another card takes up where it stopped.
    stripe.kept["subscriptions"][first]["status"] = "canceled"
    own = tell("customer.subscription.deleted", stripe.kept["subscriptions"][first])
    assert (own.state, own.by_stripe, is_late(territory_id=territory.pk)) == ("ended", False, True)
    start_checkout(territory=territory, now=NOW, **PAGES)
    stripe.kept["subscriptions"][first]["status"] = "canceled"
    own = tell("checkout.session.completed", stripe.pay_checkout())
    assert (own.stripe_id != first, own.state) == (True, SubscriptionState.ACTIVE)

    # The end of one is heard only after the beginning of the next.
    stripe.kept["subscriptions"][own.stripe_id]["status"] = "canceled"
    ours = Subscription.objects.filter(territory=territory)
    ours.update(state=SubscriptionState.ENDED)
    again = start_invoices(territory=territory, by=None, now=NOW).stripe_id
    assert again not in (first, own.stripe_id), "the same day"
    ours.update(stripe_id=own.stripe_id, state=SubscriptionState.ACTIVE)
    assert reconcile(now=timezone.now())[0] == 4
    own.refresh_from_db()
    assert (own.stripe_id, own.state, status(again)) == (again, SubscriptionState.ACTIVE, "active")


def test_a_credit_note_of_stripes_shows_on_its_invoice(
    territory: Territory,
    profile: BillingProfile,
    stripe: FakeStripe,
    network_client: HostClient,
    django_capture_on_commit_callbacks,
) -> None:
    own = start_invoices(territory=territory, by=None, now=NOW)
    invoice = stripe.make_invoice(stripe.kept["subscriptions"][own.stripe_id], state="paid")
    invoice["post_payment_credit_notes_amount"] = invoice["total"]
    note = {"id": "cn_1", "object": "credit_note", "invoice": invoice["id"]}
    with django_capture_on_commit_callbacks(execute=True):
        assert post(network_client, stripe, stripe.event("credit_note.created", note)) == 204
    kept = StripeInvoice.objects.get()
    assert (kept.credited_cents, kept.standing) == (34_800, "annulée par un avoir")


def test_events_late_repeated_and_in_the_wrong_order_do_no_harm(
    territory: Territory,
    profile: BillingProfile,
    stripe: FakeStripe,
    network_client: HostClient,
    django_capture_on_commit_callbacks,
) -> None:
    own = start_invoices(territory=territory, by=None, now=NOW)
    there = stripe.kept["subscriptions"][own.stripe_id]
    created = stripe.event("customer.subscription.created", dict(there))
    there["status"] = "past_due"
    late = stripe.event("customer.subscription.updated", dict(there))
    invoice = stripe.make_invoice(there)
    finalized = stripe.event("invoice.finalized", dict(invoice))
    invoice["status"] = "paid"
    paid = stripe.event("invoice.paid", dict(invoice))
    with django_capture_on_commit_callbacks(execute=True):
        for event in (paid, late, finalized, created, late, paid):
            assert post(network_client, stripe, event) == 204
    own.refresh_from_db()
    assert own.state == SubscriptionState.LATE
    assert StripeInvoice.objects.get().state == "paid"
    assert StripeEvent.objects.count() == 4
    assert not StripeEvent.objects.filter(applied_at=None).exists()


def test_who_is_not_stripe_is_refused(
    territory: Territory, stripe: FakeStripe, network_client: HostClient, settings
) -> None:
    event = stripe.event("customer.subscription.updated", {"id": "sub_1", "object": "subscription"})
    assert post(network_client, stripe, event, at=time.time() - 3600) == 400
    stripe.webhook_secret = "whsec_other"
    assert post(network_client, stripe, event) == 400
    assert network_client.post("/stripe/", b"{", content_type="application/json").status_code == 400
    assert network_client.get("/stripe/").status_code == 405
    settings.STRIPE_SECRET_KEY = ""
    assert post(network_client, stripe, event) == 404
    assert not StripeEvent.objects.exists()


def test_what_a_dead_stripe_left_is_made_up_for(
    territory: Territory,
    profile: BillingProfile,
    stripe: FakeStripe,
    network_client: HostClient,
    django_capture_on_commit_callbacks,
) -> None:
    own = start_invoices(territory=territory, by=None, now=NOW)
    there = stripe.kept["subscriptions"][own.stripe_id]
    there["status"] = "past_due"
    stripe.down = True
    with django_capture_on_commit_callbacks(execute=True):
        assert post(network_client, stripe, stripe.event("customer.subscription.updated", there)) == 204
    waiting = StripeEvent.objects.get()
    assert waiting.applied_at is None
    assert waiting.error
    with pytest.raises(gateway.PaymentServiceFailed):
        portal_url(territory=territory, return_url="https://maillage.example/")
    stripe.down = False
    assert apply_waiting(now=timezone.now()) == 1
    own.refresh_from_db()
    assert own.state == SubscriptionState.LATE

    # Every night all of it is asked for, whatever events were lost.
    there["status"] = "canceled"
    for _ in range(3):
        stripe.make_invoice(there)
    assert reconcile(now=timezone.now()) == (1, 3)
    own.refresh_from_db()
    assert own.state == SubscriptionState.ENDED
    assert StripeInvoice.objects.filter(territory=territory).count() == 3
