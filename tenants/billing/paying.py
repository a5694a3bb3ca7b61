"""Paying through Stripe: a card on its page, or its invoices by transfer."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from kernel.accounts.models import User
from kernel.audit.services import record
from kernel.company_numbers import format_number
from tenants.billing import gateway
from tenants.billing.enums import Interval, Payment, SubscriptionState
from tenants.billing.invoicing import DUE
from tenants.billing.models import BillingProfile, StripeTaxRate, Subscription
from tenants.billing.seller import seller
from tenants.billing.standing import RESTING, locked_subscription
from tenants.billing.terms import late_terms
from tenants.billing.vat import Vat, VatCategory, category_of, vat_for
from tenants.registry.models import Territory


class DetailsMissing(Exception):
    """Nobody has said yet who pays."""


class AlreadyPaying(Exception):
    """Stripe bills this territory already: cards and invoices are changed on its page."""


def start_checkout(*, territory: Territory, now: datetime, success_url: str, cancel_url: str) -> str:
    """The address of the page where a card is given.

    Raises `DetailsMissing`, `AlreadyPaying`, `PaymentServiceFailed`, `NoSeller`.
    """
    profile, subscription = _who_pays(territory)
    return gateway.open_checkout(
        customer_id=_customer(profile),
        charge=_charge(profile, subscription, cents=subscription.price_cents),
        now=now,
        success_url=success_url,
        cancel_url=cancel_url,
    )


def start_invoices(*, territory: Territory, by: User | None, now: datetime) -> Subscription:
    """Stripe sends the invoices from now on. Raises as `start_checkout`.

    Stripe is asked outside of any transaction, with a key that makes one subscription of two wishes. Should we die
    right after, its own event tells us what it made.
    """
    profile, subscription = _who_pays(territory)
    made = gateway.subscribe_on_invoice(
        customer_id=_customer(profile),
        charge=_charge(profile, subscription, cents=subscription.price_cents),
        now=now,
        days_until_due=DUE.days,
        after=subscription.stripe_id,
    )
    with transaction.atomic():
        subscription = locked_subscription(territory.pk) or subscription
        if subscription.stripe_id != made.id:
            subscription.stripe_id, subscription.payment = made.id, Payment.TRANSFER
            subscription.period_start, subscription.period_end = made.period_start, made.period_end
            subscription.save(update_fields=["stripe_id", "payment", "period_start", "period_end"])
        record(act="billing.chosen", actor=by, subject=territory, details={"payment": str(Payment.TRANSFER)})
    return subscription


def portal_url(*, territory: Territory, return_url: str) -> str:
    """Stripe's page of this customer. Raises `DetailsMissing`, `PaymentServiceFailed`."""
    profile = BillingProfile.objects.filter(territory=territory).exclude(stripe_customer="").first()
    if profile is None:
        raise DetailsMissing
    return gateway.open_portal(customer_id=profile.stripe_customer, return_url=return_url)


def tell_details(subscription: Subscription) -> None:
    """Tell Stripe who pays now, its VAT number and the VAT that follows. Idempotent. Raises `PaymentServiceFailed`."""
    profile = (
        BillingProfile.objects.filter(territory_id=subscription.territory_id)
        .exclude(stripe_customer="")
        .first()
    )
    if profile is None or not subscription.by_stripe:
        return
    _customer(profile)
    gateway.set_tax_rate(subscription_id=subscription.stripe_id, tax_rate=_tax_rate(profile))


def tell_price(
    subscription: Subscription, *, cents: int, prorate: bool, interval: Interval | None = None
) -> None:
    """Ask another price of Stripe: at once for what is left of the period, or from the next one on. By another
    `interval`, a period begins now.

    Raises `PaymentServiceFailed`.
    """
    profile = BillingProfile.objects.get(territory_id=subscription.territory_id)
    charge = _charge(profile, subscription, cents=cents)
    if interval:
        charge = replace(charge, interval=interval)
    gateway.change_price(subscription_id=subscription.stripe_id, charge=charge, prorate=prorate)


def tell_rest(subscription: Subscription) -> None:
    """Ask Stripe for no other period while the territory is closed for long, and for the next once it is open again.

    One that has ended meanwhile stays ended: the territory pays anew. Raises `PaymentServiceFailed`.
    """
    if subscription.by_stripe:
        rests = subscription.territory.state in RESTING
        gateway.renew(subscription_id=subscription.stripe_id, renews=not rests)


def _who_pays(territory: Territory) -> tuple[BillingProfile, Subscription]:
    profile = BillingProfile.objects.filter(territory=territory).first()
    if profile is None:
        raise DetailsMissing
    subscription = Subscription.objects.select_related("territory").get(territory=territory)
    if subscription.by_stripe:
        raise AlreadyPaying
    return profile, subscription


def _customer(profile: BillingProfile) -> str:
    """Stripe's customer, brought up to date."""
    vat, country = _vat(profile), seller().country
    category = category_of(
        rate=vat.rate, seller=country, buyer=profile.country, vat_number=profile.vat_number
    )
    said = [vat.mention, *(term.text for term in late_terms(country))]
    known = gateway.save_customer(
        gateway.Customer(
            territory_id=profile.territory_id,
            name=profile.legal_name,
            email=profile.email,
            line1=profile.street,
            postcode=profile.postcode,
            city=profile.city,
            country=profile.country,
            vat_number=profile.vat_number,
            fields=_fields(profile),
            footer=" ".join(filter(None, said)),
            reverse_charge=category == VatCategory.REVERSE_CHARGE,
        ),
        customer_id=profile.stripe_customer,
    )
    BillingProfile.objects.filter(pk=profile.pk).update(stripe_customer=known)
    return known


def _fields(profile: BillingProfile) -> tuple[tuple[str, str], ...]:
    """What the e-invoicing of each country asks for, as printed."""
    fields = (
        ("SIRET", format_number("siret", profile.siret) if profile.siret else ""),
        ("BCE", format_number("bce", profile.bce) if profile.bce else ""),
        ("Code service", profile.service_code),
        ("Bon de commande", profile.purchase_order),
    )
    return tuple((name, value) for name, value in fields if value)


def _charge(profile: BillingProfile, subscription: Subscription, *, cents: int) -> gateway.Charge:
    on_trial = subscription.state == SubscriptionState.TRIAL
    return gateway.Charge(
        territory_id=profile.territory_id,
        cents=cents,
        interval=Interval(subscription.interval),
        tax_rate=_tax_rate(profile),
        trial_ends_on=subscription.trial_ends_on if on_trial else None,
    )


def _vat(profile: BillingProfile) -> Vat:
    vendor = seller()
    return vat_for(
        seller=vendor.country,
        buyer=profile.country,
        postcode=profile.postcode,
        vat_number=profile.vat_number,
        registered_abroad=vendor.registered_abroad,
    )


def _tax_rate(profile: BillingProfile) -> str:
    vendor, rate = seller(), _vat(profile).rate
    country = profile.country if vendor.registered_abroad else vendor.country
    key = f"{country}-{rate}"
    found = StripeTaxRate.objects.filter(pk=key).first()
    if found is None:
        made = gateway.make_tax_rate(rate=rate, country=country)
        found, _made = StripeTaxRate.objects.get_or_create(key=key, defaults={"stripe_id": made})
    return found.stripe_id
