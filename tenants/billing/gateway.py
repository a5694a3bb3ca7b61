"""The one door to Stripe. Every call that the product makes to it is here; `docs/stripe.md` lists them.

Errors of Stripe and of the way to it become `PaymentServiceFailed`. Each call that makes something carries an
idempotency key, so that asking twice makes one.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from hashlib import sha256
from typing import Any

import stripe
from django.conf import settings

from tenants.billing.enums import Interval

#: The version whose shapes this module reads. The library's own may be newer after an update: this one is asked for.
API_VERSION = "2026-10-28.endive"
PRODUCT = "maillage-instance"
#: Seconds that Stripe has for an answer, and how often it is asked again: somebody may be waiting for the page.
TIMEOUT = 10
RETRIES = 2
#: Stripe wants a trial's end two days ahead at least.
_SHORTEST_TRIAL = timedelta(hours=49)


class PaymentServiceFailed(Exception):
    """Stripe refused or did not answer; nothing was changed here."""


class BadSignature(Exception):
    """What came to the webhook is not from Stripe, or is too old."""


@dataclass(frozen=True, slots=True)
class Customer:
    """Who pays, as Stripe is told. `fields`: up to four texts that it prints on invoices; `footer`: what the law wants
    below them."""

    territory_id: int
    name: str
    email: str
    line1: str
    postcode: str
    city: str
    country: str
    vat_number: str
    fields: tuple[tuple[str, str], ...]
    footer: str
    reverse_charge: bool


@dataclass(frozen=True, slots=True)
class Charge:
    """What is paid, cents before VAT each period, and from when."""

    territory_id: int
    cents: int
    interval: Interval
    tax_rate: str
    trial_ends_on: date | None


@dataclass(frozen=True, slots=True)
class StripeSubscription:
    """A subscription as Stripe has it. `period_end`: the first day not paid for."""

    id: str
    customer: str
    territory_id: int | None
    status: str
    by_card: bool
    cents: int
    interval: Interval
    period_start: date
    period_end: date


@dataclass(frozen=True, slots=True)
class BilledInvoice:
    """An invoice as Stripe has it."""

    id: str
    customer: str
    number: str
    state: str
    issued_on: date
    due_on: date | None
    total_cents: int
    credited_cents: int
    page_url: str
    pdf_url: str


@dataclass(frozen=True, slots=True)
class Event:
    """A notice: what it is about. Its contents may be old, so the object is asked for anew."""

    id: str
    type: str
    object_id: str


def is_open() -> bool:
    """Whether this network is paid through Stripe; otherwise it bills by itself."""
    return bool(settings.STRIPE_SECRET_KEY)


def save_customer(customer: Customer, *, customer_id: str = "") -> str:
    """Make or change who pays. Returns Stripe's id."""
    params: Any = {
        "name": customer.name,
        "email": customer.email,
        "address": {
            "line1": customer.line1,
            "postal_code": customer.postcode,
            "city": customer.city,
            "country": customer.country,
        },
        "preferred_locales": ["fr"],
        "invoice_settings": {
            "custom_fields": [{"name": name, "value": value[:140]} for name, value in customer.fields[:4]],
            "footer": customer.footer,
        },
        "tax_exempt": "reverse" if customer.reverse_charge else "none",
        "metadata": {"territory": str(customer.territory_id)},
    }
    with _answers():
        customers = _client().v1.customers
        if customer_id:
            known = str(customers.update(customer_id, params=params).id)
            _save_vat_number(known, customer.vat_number)
            return known
        if customer.vat_number:
            params["tax_id_data"] = [{"type": "eu_vat", "value": customer.vat_number}]
        # The same for the same details: a key that was used for others is refused for a day.
        key = f"customer-{customer.territory_id}-{sha256(repr(params).encode()).hexdigest()[:16]}"
        made = customers.create(params=params, options={"idempotency_key": key})
        return str(made.id)


def _save_vat_number(customer_id: str, number: str) -> None:
    """Of a customer's VAT numbers keep this one, or none. What is there is looked at first: asking twice makes one."""
    tax_ids = _client().v1.customers.tax_ids
    held = [one for one in tax_ids.list(customer_id, params={"limit": 100}).data if one.type == "eu_vat"]
    kept = next((one.id for one in held if one.value == number), "")
    if number and not kept:
        tax_ids.create(customer_id, params={"type": "eu_vat", "value": number})
    for one in held:
        if one.id != kept:
            tax_ids.delete(customer_id, one.id)


def make_tax_rate(*, rate: Decimal, country: str) -> str:
    """A VAT rate, exclusive. Returns its id."""
    with _answers():
        made = _client().v1.tax_rates.create(
            params={
                "display_name": "TVA",
                "percentage": float(rate),
                "inclusive": False,
                "country": country,
            },
            options={"idempotency_key": f"tax-{country}-{rate}"},
        )
        return str(made.id)


def open_checkout(
    *, customer_id: str, charge: Charge, now: datetime, success_url: str, cancel_url: str
) -> str:
    """A page of Stripe where a card is given. Returns its address, which holds for a day."""
    subscription: dict[str, Any] = {"metadata": {"territory": str(charge.territory_id)}}
    if trial := _trial_end(charge, now):
        subscription["trial_end"] = trial
    with _answers():
        params: Any = {
            "mode": "subscription",
            "customer": customer_id,
            "client_reference_id": str(charge.territory_id),
            "line_items": [{"price_data": _price(charge), "quantity": 1, "tax_rates": [charge.tax_rate]}],
            "subscription_data": subscription,
            "locale": "fr",
            "success_url": success_url,
            "cancel_url": cancel_url,
        }
        return str(_client().v1.checkout.sessions.create(params=params).url)


def subscribe_on_invoice(
    *, customer_id: str, charge: Charge, now: datetime, days_until_due: int, after: str
) -> StripeSubscription:
    """Stripe sends invoices by e-mail, paid by transfer. `after`: the subscription that ended before, if one did.

    Wished twice in a day it is made once; wished otherwise the same day, Stripe refuses."""
    params: Any = {
        "customer": customer_id,
        "items": [{"price_data": _price(charge), "quantity": 1}],
        "default_tax_rates": [charge.tax_rate],
        "collection_method": "send_invoice",
        "days_until_due": days_until_due,
        "payment_settings": {"payment_method_types": ["customer_balance"]},
        "metadata": {"territory": str(charge.territory_id)},
    }
    if trial := _trial_end(charge, now):
        params["trial_end"] = trial
    with _answers():
        made = _client().v1.subscriptions.create(
            params=params,
            options={"idempotency_key": f"subscription-{charge.territory_id}-{now.date()}-{after}"},
        )
        return _subscription(made)


def change_price(*, subscription_id: str, charge: Charge, prorate: bool) -> None:
    """Another price: what is left of the period is prorated and invoiced at once, or it holds from the next one on. By
    another interval a period begins now; prorated, what is left of the former is given back.

    Idempotent: a price that is right already is not written, for each writing would prorate anew.
    """
    with _answers():
        client = _client().v1.subscriptions
        item = client.retrieve(subscription_id)["items"].data[0]
        if (item.price.unit_amount, item.price.recurring.interval) == (charge.cents, charge.interval):
            return
        client.update(
            subscription_id,
            params={
                "items": [{"id": item.id, "price_data": _price(charge)}],
                "proration_behavior": "always_invoice" if prorate else "none",
            },
        )


def set_tax_rate(*, subscription_id: str, tax_rate: str) -> None:
    """The VAT of what is invoiced from now on. Idempotent."""
    with _answers():
        client = _client().v1.subscriptions
        current = client.retrieve(subscription_id)
        item = current["items"].data[0]
        if [rate.id for rate in item.tax_rates or current.default_tax_rates or []] == [tax_rate]:
            return
        items: Any = [{"id": item.id, "tax_rates": [tax_rate]}]
        client.update(subscription_id, params={"items": items, "proration_behavior": "none"})


def renew(*, subscription_id: str, renews: bool) -> None:
    """Whether another period follows the one that runs, or it ends with it. Idempotent."""
    with _answers():
        _client().v1.subscriptions.update(subscription_id, params={"cancel_at_period_end": not renews})


def cancel(*, subscription_id: str) -> None:
    """End a subscription at once. One that Stripe has ended, or does not know, is ended."""
    try:
        with _answers():
            _client().v1.subscriptions.cancel(subscription_id)
    except PaymentServiceFailed as failure:
        cause = failure.__cause__
        if not (isinstance(cause, stripe.InvalidRequestError) and cause.code == "resource_missing"):
            raise


def open_portal(*, customer_id: str, return_url: str) -> str:
    """Stripe's page for cards, invoices and cancelling. Returns its address."""
    with _answers():
        session = _client().v1.billing_portal.sessions.create(
            params={"customer": customer_id, "return_url": return_url, "locale": "fr"}
        )
        return str(session.url)


def read_subscription(subscription_id: str) -> StripeSubscription:
    with _answers():
        return _subscription(_client().v1.subscriptions.retrieve(subscription_id))


def read_invoice(invoice_id: str) -> BilledInvoice:
    with _answers():
        return _invoice(_client().v1.invoices.retrieve(invoice_id))


def all_subscriptions() -> Iterator[StripeSubscription]:
    """Every subscription, ended ones too, page after page."""
    with _answers():
        for one in _client().v1.subscriptions.list(params={"status": "all", "limit": 100}).auto_paging_iter():
            yield _subscription(one)


def recent_invoices(*, since: datetime) -> Iterator[BilledInvoice]:
    """Every invoice made since then."""
    with _answers():
        found = _client().v1.invoices.list(params={"created": {"gte": int(since.timestamp())}, "limit": 100})
        for one in found.auto_paging_iter():
            yield _invoice(one)


def read_event(payload: bytes, signature: str) -> Event:
    """What Stripe sent to the webhook. Raises `BadSignature`."""
    try:
        event = stripe.Webhook.construct_event(payload, signature, settings.STRIPE_WEBHOOK_SECRET)
    except (ValueError, stripe.SignatureVerificationError) as error:
        raise BadSignature from error
    about: Any = event.data.object
    # A finished checkout tells of the subscription that it made, a credit note of the invoice that it credits.
    within = {"checkout": "subscription", "credit_note": "invoice"}.get(event.type.partition(".")[0], "id")
    return Event(id=event.id, type=event.type, object_id=str(getattr(about, within, None) or ""))


def _price(charge: Charge) -> Any:
    return {
        "currency": "eur",
        "product": _product(),
        "unit_amount": charge.cents,
        "tax_behavior": "exclusive",
        "recurring": {"interval": str(charge.interval)},
    }


def _product() -> str:
    """What all territories buy, made at its first use."""
    products = _client().v1.products
    try:
        return str(products.retrieve(PRODUCT).id)
    except stripe.InvalidRequestError as error:
        if error.code != "resource_missing":
            raise
        made = products.create(
            params={"id": PRODUCT, "name": "Maillage"}, options={"idempotency_key": f"product-{PRODUCT}"}
        )
        return str(made.id)


def _trial_end(charge: Charge, now: datetime) -> int | None:
    if charge.trial_ends_on is None:
        return None
    end = datetime.combine(charge.trial_ends_on, time(), tzinfo=UTC)
    return int(end.timestamp()) if end - now > _SHORTEST_TRIAL else None


def _subscription(one: Any) -> StripeSubscription:
    item = one["items"].data[0]
    territory = str(getattr(one.metadata, "territory", ""))
    return StripeSubscription(
        id=str(one.id),
        customer=str(one.customer),
        territory_id=int(territory) if territory.isdigit() else None,
        status=str(one.status),
        by_card=one.collection_method == "charge_automatically",
        cents=int(item.price.unit_amount or 0),
        interval=Interval.MONTH if item.price.recurring.interval == "month" else Interval.YEAR,
        period_start=_day(item.current_period_start),
        period_end=_day(item.current_period_end),
    )


def _invoice(one: Any) -> BilledInvoice:
    return BilledInvoice(
        id=str(one.id),
        customer=str(one.customer),
        number=one.number or "",
        state=str(one.status),
        issued_on=_day(one.created),
        due_on=_day(one.due_date) if one.due_date else None,
        total_cents=int(one.total),
        credited_cents=int(one.pre_payment_credit_notes_amount + one.post_payment_credit_notes_amount),
        page_url=one.hosted_invoice_url or "",
        pdf_url=one.invoice_pdf or "",
    )


def _day(timestamp: int) -> date:
    return datetime.fromtimestamp(timestamp, UTC).date()


def _client() -> stripe.StripeClient:
    addresses: Any = {"api": settings.STRIPE_API_BASE} if settings.STRIPE_API_BASE else {}
    return stripe.StripeClient(
        settings.STRIPE_SECRET_KEY,
        stripe_version=API_VERSION,
        base_addresses=addresses,
        max_network_retries=RETRIES,
        http_client=stripe.new_default_http_client(timeout=TIMEOUT),
    )


@contextmanager
def _answers() -> Iterator[None]:
    try:
        yield
    except stripe.StripeError as error:
        raise PaymentServiceFailed(error.user_message or type(error).__name__) from error
