"""Paying through Stripe, against a real HTTP server that plays it, with real signatures."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from threading import Event
from typing import Any

import pytest
from django.db import connections
from django.utils import timezone

from kernel.audit.models import Entry
from tenants.billing import gateway
from tenants.billing.enums import Interval, Payment, SubscriptionState
from tenants.billing.following import reconcile
from tenants.billing.models import BillingProfile, StripeEvent, Subscription
from tenants.billing.paying import AlreadyPaying, DetailsMissing, portal_url, start_checkout, start_invoices
from tenants.billing.plans import NOTICE
from tenants.billing.services import announce_price, bill, choose_interval, follow_interval
from tenants.billing.tasks import follow_details
from tenants.geography.models import Commune
from tenants.registry.models import Territory, TerritoryCommune
from tenants.registry.services import OPERATOR, give_notice, withdraw_notice
from tests.harness.clients import HostClient
from tests.tenants.billing.conftest import NOW, OPENED, PAGES, letters, post
from tests.tenants.billing.fake_stripe import PARAMETERS, FakeStripe
from tests.tenants.billing.stripe_reference import PUBLISHED, faults_of


def test_a_card_is_given_and_the_subscription_follows(
    territory: Territory,
    profile: BillingProfile,
    stripe: FakeStripe,
    network_client: HostClient,
    django_capture_on_commit_callbacks,
) -> None:
    address = start_checkout(territory=territory, now=NOW, **PAGES)
    assert address.startswith(f"{stripe.url}/pay/")
    session = stripe.pay_checkout()
    event = stripe.event("checkout.session.completed", session)
    with django_capture_on_commit_callbacks(execute=True):
        assert post(network_client, stripe, event) == 204
        assert post(network_client, stripe, event) == 204
    own = Subscription.objects.get(territory=territory)
    assert (own.state, own.payment, own.stripe_id) == (
        SubscriptionState.TRIAL,
        Payment.CARD,
        session["subscription"],
    )
    assert StripeEvent.objects.get().attempts == 1
    with pytest.raises(AlreadyPaying):
        start_checkout(territory=territory, now=NOW, **PAGES)
    assert portal_url(territory=territory, return_url="https://maillage.example/") == f"{stripe.url}/portal"
    line = next(params for call, params in stripe.calls if call == "POST /v1/checkout/sessions")
    assert line["line_items"]["0"]["price_data"]["unit_amount"] == "29000"
    assert line["line_items"]["0"]["tax_rates"] == {"0": next(iter(stripe.kept["tax_rates"]))}
    customer = next(params for call, params in stripe.calls if call == "POST /v1/customers")
    fields = customer["invoice_settings"]["custom_fields"].values()
    assert {field["name"] for field in fields} == {"SIRET", "Code service", "Bon de commande"}
    assert "D441-5" in customer["invoice_settings"]["footer"], "what the law wants on Stripe's paper too"
    assert customer["tax_exempt"] == "none"


def test_the_parameters_are_those_of_the_pinned_version(stripe: FakeStripe) -> None:
    import stripe as library

    assert library.api_version == gateway.API_VERSION, (
        "what is published and what is asked for are not the same"
    )
    wrong = {
        "items": {
            "0": {"price_data": {"currency": "eur", "recurring": {"interval": "fortnight"}, "vat": "1"}}
        }
    }
    told = set(faults_of(wrong, PUBLISHED["POST /v1/subscriptions/ID"]))
    assert told == {
        "items.0.price_data.product is missing",
        "items.0.price_data.vat is unknown",
        "items.0.price_data.recurring.interval. does not take 'fortnight'",
    }


def test_another_price_is_prorated_by_stripe(
    territory: Territory, profile: BillingProfile, stripe: FakeStripe
) -> None:
    own = start_invoices(territory=territory, by=None, now=NOW)
    Subscription.objects.update(state=SubscriptionState.ACTIVE)
    TerritoryCommune.objects.create(territory=territory, commune=Commune.objects.get(pk="FR-54395"))
    announce_price(territory=territory, today=OPENED)
    stripe.down = True
    with pytest.raises(gateway.PaymentServiceFailed):
        bill(territory_id=territory.pk, today=OPENED + NOTICE)
    stripe.down = False
    own.refresh_from_db()
    assert own.next_price_cents == 349_000, "what Stripe did not hear is asked again"
    bill(territory_id=territory.pk, today=OPENED + NOTICE)
    there = stripe.kept["subscriptions"][own.stripe_id]
    assert there["items"]["data"][0]["price"]["unit_amount"] == 349_000
    bill(territory_id=territory.pk, today=OPENED + NOTICE)

    def told() -> list[str]:
        changes = [params for call, params in stripe.calls if call == "POST /v1/subscriptions/ID"]
        return [
            one["proration_behavior"] for one in changes if "price_data" in one.get("items", {}).get("0", {})
        ]

    assert told() == ["always_invoice"], "invoiced on the day that was announced, once"

    # A lower price is told before the period that it holds for, and takes nothing of the one that runs.
    TerritoryCommune.objects.filter(territory=territory, commune="FR-54395").delete()
    lower = announce_price(territory=territory, today=OPENED + NOTICE)
    assert lower is not None
    assert lower.next_price_on == own.period_end
    bill(territory_id=territory.pk, today=lower.next_price_on - timedelta(days=3))
    assert told() == ["always_invoice"]
    for days in (2, 1):
        bill(territory_id=territory.pk, today=lower.next_price_on - timedelta(days=days))
    assert told() == ["always_invoice", "none"]
    assert there["items"]["data"][0]["price"]["unit_amount"] == 29_000


def test_by_the_month_or_the_year_at_stripe_holds_from_the_next_period(
    territory: Territory, profile: BillingProfile, stripe: FakeStripe
) -> None:
    own = start_invoices(territory=territory, by=None, now=NOW)
    there = stripe.kept["subscriptions"][own.stripe_id]

    def told() -> list[tuple[str, str, str]]:
        changes = [params for call, params in stripe.calls if call == "POST /v1/subscriptions/ID"]
        items = [(one["items"]["0"], one["proration_behavior"]) for one in changes]
        assert {item["id"] for item, _how in items} <= {there["items"]["data"][0]["id"]}
        prices = [(item["price_data"], how) for item, how in items if "price_data" in item]
        return [(one["recurring"]["interval"], one["unit_amount"], how) for one, how in prices]

    def choose(interval: Interval, today: date) -> Subscription:
        return choose_interval(territory=territory, interval=interval, by=None, today=today)

    # On trial nothing has been paid: Stripe hears it at once, and nobody is written to.
    choose(Interval.MONTH, OPENED)
    for _time in range(2):
        follow_interval(territory_id=territory.pk, today=OPENED)
    assert told() == [("month", "2900", "none")]
    choose(Interval.YEAR, OPENED)
    bill(territory_id=territory.pk, today=OPENED)
    assert told()[1:] == [("year", "29000", "none")]
    assert not letters("interval_changes")

    Subscription.objects.update(state=SubscriptionState.ACTIVE)
    there["status"] = "active"
    chosen = choose(Interval.MONTH, OPENED)
    choose(Interval.MONTH, OPENED)  # pressed twice
    assert (chosen.interval, chosen.next_interval_on) == (Interval.YEAR, own.period_end)
    (letter,) = letters("interval_changes")
    assert letter.to == profile.email
    assert "29,00\xa0€" in letter.text
    reconcile(now=timezone.now())
    assert own.period_end is not None
    bill(territory_id=territory.pk, today=own.period_end - timedelta(days=3))
    assert len(told()) == 2, "what runs is paid for"
    stripe.down = True
    with pytest.raises(gateway.PaymentServiceFailed):
        bill(territory_id=territory.pk, today=own.period_end - timedelta(days=2))
    stripe.down = False
    for _time in range(2):
        bill(territory_id=territory.pk, today=own.period_end - timedelta(days=1))
    assert told()[2:] == [("month", "2900", "always_invoice")], (
        "told once; the day that is left is given back"
    )
    own.refresh_from_db()
    assert (own.interval, own.price_cents, own.next_interval) == (Interval.MONTH, 2_900, "")

    # Another one in Stripe's dashboard is followed. One taken back before it holds was none.
    there["items"]["data"][0]["price"] |= {"unit_amount": 29_000, "recurring": {"interval": "year"}}
    reconcile(now=timezone.now())
    own.refresh_from_db()
    assert (own.interval, own.price_cents) == (Interval.YEAR, 29_000)
    choose(Interval.MONTH, OPENED)
    assert choose(Interval.YEAR, OPENED).next_interval_on is None
    assert [one.details for one in Entry.objects.filter(act="billing.chosen").order_by("pk")][-1] == {
        "interval": "year"
    }
    # What ended there is paid anew as was wished.
    choose(Interval.MONTH, OPENED)
    there["status"] = "canceled"
    reconcile(now=timezone.now())
    own.refresh_from_db()
    assert (own.state, own.interval, own.price_cents) == (SubscriptionState.ENDED, Interval.MONTH, 2_900)


def test_communes_that_come_during_the_trial_change_what_stripe_will_ask(
    territory: Territory, profile: BillingProfile, stripe: FakeStripe
) -> None:
    own = start_invoices(territory=territory, by=None, now=NOW)
    Subscription.objects.filter(territory=territory).update(state=SubscriptionState.TRIAL)
    TerritoryCommune.objects.create(territory=territory, commune=Commune.objects.get(pk="FR-54395"))
    for _time in range(2):
        announce_price(territory=territory, today=OPENED)
        bill(territory_id=territory.pk, today=OPENED)
    item = stripe.kept["subscriptions"][own.stripe_id]["items"]["data"][0]
    assert item["price"]["unit_amount"] == 349_000
    own.refresh_from_db()
    assert (own.price_cents, own.next_price_on) == (349_000, None)
    changes = [params for call, params in stripe.calls if call == "POST /v1/subscriptions/ID"]
    assert [one["proration_behavior"] for one in changes if "price_data" in one["items"]["0"]] == ["none"]


def test_stripe_is_never_asked_inside_a_transaction(
    territory: Territory,
    profile: BillingProfile,
    stripe: FakeStripe,
    network_client: HostClient,
    django_capture_on_commit_callbacks,
) -> None:
    ours, inside = connections["default"], []
    outside = len(ours.atomic_blocks)
    stripe.meanwhile = lambda call: inside.extend([call] if len(ours.atomic_blocks) > outside else [])
    start_checkout(territory=territory, now=NOW, **PAGES)
    own = start_invoices(territory=territory, by=None, now=NOW)
    there = stripe.kept["subscriptions"][own.stripe_id]
    with django_capture_on_commit_callbacks(execute=True):
        post(network_client, stripe, stripe.event("customer.subscription.updated", there))
        post(network_client, stripe, stripe.event("invoice.finalized", stripe.make_invoice(there)))
    Subscription.objects.update(next_population=60_000, next_price_cents=45_600, next_price_on=OPENED)
    bill(territory_id=territory.pk, today=OPENED)
    reconcile(now=timezone.now())
    assert (len(stripe.calls) > 12, inside) == (True, [])
    own.refresh_from_db()
    assert (own.price_cents, own.next_price_on) == (45_600, None)

    # What was asked before another answer came is older than that.
    there["status"] = "past_due"
    Subscription.objects.update(told_at=timezone.now() + timedelta(seconds=5))
    reconcile(now=timezone.now())
    own.refresh_from_db()
    assert own.state != SubscriptionState.LATE


def test_a_stripe_that_does_not_answer_in_time_has_perhaps_acted_and_acts_once(
    territory: Territory, profile: BillingProfile, stripe: FakeStripe, monkeypatch: pytest.MonkeyPatch
) -> None:
    given_up = Event()
    stripe.meanwhile = lambda call: given_up.wait(30) if call == "POST /v1/subscriptions" else None
    with monkeypatch.context() as impatient:
        impatient.setattr(gateway, "TIMEOUT", 1.5)
        impatient.setattr(gateway, "RETRIES", 0)
        with pytest.raises(gateway.PaymentServiceFailed):
            start_invoices(territory=territory, by=None, now=NOW)
    given_up.set()
    assert not Subscription.objects.get(territory=territory).stripe_id
    own = start_invoices(territory=territory, by=None, now=NOW)
    assert list(stripe.kept["subscriptions"]) == [own.stripe_id]


def test_a_territory_that_is_deleted_pays_no_more(
    territory: Territory, profile: BillingProfile, stripe: FakeStripe
) -> None:
    own = start_invoices(territory=territory, by=None, now=NOW)
    Territory.objects.filter(pk=territory.pk).update(state="gone")
    stripe.down = True
    with pytest.raises(gateway.PaymentServiceFailed):
        bill(territory_id=territory.pk, today=OPENED)
    stripe.down = False
    for _day in range(2):
        bill(territory_id=territory.pk, today=OPENED)
    own.refresh_from_db()
    assert own.state == SubscriptionState.ENDED
    assert stripe.kept["subscriptions"][own.stripe_id]["status"] == "canceled"
    assert Territory.objects.get(pk=territory.pk).state == "gone"


def test_a_territory_that_is_closed_for_long_is_not_renewed_and_is_again_once_it_is_open(
    territory: Territory,
    profile: BillingProfile,
    stripe: FakeStripe,
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    own = start_invoices(territory=territory, by=None, now=NOW)

    def ends() -> bool:
        return stripe.kept["subscriptions"][own.stripe_id].get("cancel_at_period_end", False)

    give_notice(territory=territory, now=NOW, by=OPERATOR)  # the task is lost
    bill(territory_id=territory.pk, today=OPENED)
    assert ends()
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_notice(territory=territory, now=NOW)
    assert not ends()
    period = Subscription.objects.get(territory=territory).period_end
    assert period == own.period_end


def test_a_vat_number_that_comes_later_reaches_stripe_once_with_the_vat_that_follows(
    territory: Territory, profile: BillingProfile, stripe: FakeStripe
) -> None:
    def belgian(number: str) -> None:
        body = {"country": "BE", "postcode": "6890", "siret": "", "bce": "0207361848", "vat_number": number}
        BillingProfile.objects.filter(pk=profile.pk).update(**body)
        for _time in range(2):
            follow_details(territory_id=territory.pk)

    BillingProfile.objects.filter(pk=profile.pk).update(country="BE", postcode="6890")
    own = start_invoices(territory=territory, by=None, now=NOW)
    (customer,) = stripe.kept["customers"].values()
    item = stripe.kept["subscriptions"][own.stripe_id]["items"]["data"][0]
    rates = stripe.kept["tax_rates"]

    def told() -> tuple[list[str], list[str]]:
        numbers = [one["value"] for one in customer.get("tax_ids", {}).values()]
        return numbers, [rates[one["id"]]["percentage"] for one in item["tax_rates"]]

    assert told() == ([], [])
    belgian("BE0207361848")
    assert told() == (["BE0207361848"], ["0.0"]), "between two countries it declares the VAT"
    assert customer["tax_exempt"] == "reverse"
    assert "2006/112/CE" in customer["invoice_settings"]["footer"]
    writes = [call for call, _params in stripe.calls].count("POST /v1/customers/ID/tax_ids")
    assert writes == 1
    belgian("BE0403019261")
    assert told()[0] == ["BE0403019261"]
    belgian("")
    assert told() == ([], ["20.0"])
    assert customer["tax_exempt"] == "none"
    belgian("BE0207361848")
    assert told() == (["BE0207361848"], ["0.0"]), "the same as before is told anew"
    # Stripe was down when it was told: the day after it is told again.
    BillingProfile.objects.filter(pk=profile.pk).update(vat_number="BE0403019261")
    bill(territory_id=territory.pk, today=OPENED)
    assert told()[0] == ["BE0403019261"]


def test_details_come_first(territory: Territory, subscription: Subscription, stripe: FakeStripe) -> None:
    for ask in (
        lambda: start_checkout(territory=territory, now=NOW, **PAGES),
        lambda: start_invoices(territory=territory, by=None, now=NOW),
        lambda: portal_url(territory=territory, return_url="https://maillage.example/"),
    ):
        with pytest.raises(DetailsMissing):
            ask()
    assert not stripe.calls


def test_the_list_of_calls_in_the_docs_is_the_list_of_calls() -> None:
    from pathlib import Path

    told = Path("docs/stripe.md").read_text()
    for call, parameters in PARAMETERS.items():
        row = next((line for line in told.splitlines() if f"`{call.replace('/ID', '/{id}')}`" in line), None)
        assert row, f"docs/stripe.md does not tell {call}"
        assert not [name for name in parameters.split() if f"`{name}`" not in row], row
