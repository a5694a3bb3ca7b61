"""What billing reads."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Sum

from tenants.billing.enums import Interval, SubscriptionState
from tenants.billing.models import BillingProfile, Invoice, StripeInvoice, Subscription
from tenants.billing.plans import NOTICE, Tier, in_interval, price_for, prorated, tier_for
from tenants.geography.models import Commune
from tenants.registry.models import Territory, TerritoryCommune


@dataclass(frozen=True, slots=True)
class Population:
    """Inhabitants of a territory's communes. `unknown`: communes whose figure the reference lacks."""

    inhabitants: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Account:
    """All that a territory's team sees of what it pays."""

    subscription: Subscription | None
    profile: BillingProfile | None
    population: Population
    invoices: tuple[Invoice, ...]
    stripe_invoices: tuple[StripeInvoice, ...]

    @property
    def tier(self) -> Tier:
        return tier_for(self.population.inhabitants)


def population_of(*, territory_id: int) -> Population:
    """One query."""
    sums = TerritoryCommune.objects.filter(territory_id=territory_id).aggregate(
        inhabitants=Sum("commune__population"), known=Count("commune__population"), communes=Count("pk")
    )
    return Population(sums["inhabitants"] or 0, sums["communes"] - sums["known"])


@dataclass(frozen=True, slots=True)
class PriceAfter:
    """What a period costs after communes came or went, in cents before VAT.

    `on`: from which day, None: at once, during the trial. `more`: for what is left of the period that runs.
    """

    inhabitants: int
    interval: Interval
    before: int
    cents: int
    on: date | None
    more: int

    @property
    def changes(self) -> bool:
        return self.cents != self.before


def price_after(*, subscription: Subscription, inhabitants: int, today: date) -> PriceAfter:
    """A higher price holds after `NOTICE`, prorated for the rest of the period; a lower one from the next period on."""
    interval, before = Interval(subscription.interval), subscription.price_cents
    cents = price_for(inhabitants, interval)
    if subscription.state == SubscriptionState.TRIAL or cents == before:
        return PriceAfter(inhabitants, interval, before, cents, None, 0)
    end = subscription.period_end
    if cents == subscription.next_price_cents:
        on = subscription.next_price_on
    elif cents < before and end:
        on = max(end, today)
    else:
        on = today + NOTICE
    assert on is not None  # an announced price has its day
    more = more_for_the_period(subscription, cents=cents, on=on)
    return PriceAfter(inhabitants, interval, before, cents, on, more)


def more_for_the_period(subscription: Subscription, *, cents: int, on: date) -> int:
    """What a higher price adds from a day on to the period that runs, which may have been paid by another interval."""
    start, end = subscription.period_start, subscription.period_end
    if start is None or end is None or not start <= on < end or cents <= subscription.price_cents:
        return 0
    more = cents - subscription.price_cents
    chosen = Interval(subscription.interval)
    more = in_interval(more, was=chosen, becomes=subscription.running_interval)
    return prorated(more, start=start, end=end, on=on)


def price_with(
    *, territory: Territory, add: Collection[Commune], remove: Collection[Commune], today: date
) -> PriceAfter | None:
    """What it would cost with these communes more and those less. None where nothing is paid. Two queries."""
    subscription = Subscription.objects.filter(territory=territory).first()
    if subscription is None or subscription.state == SubscriptionState.ENDED:
        return None
    inhabitants = population_of(territory_id=territory.pk).inhabitants
    inhabitants += sum(one.population or 0 for one in add) - sum(one.population or 0 for one in remove)
    return price_after(subscription=subscription, inhabitants=inhabitants, today=today)


def account_of(*, territory_id: int) -> Account:
    """Five queries."""
    return Account(
        subscription=Subscription.objects.select_related("territory")
        .filter(territory_id=territory_id)
        .first(),
        profile=BillingProfile.objects.filter(territory_id=territory_id).first(),
        population=population_of(territory_id=territory_id),
        invoices=tuple(Invoice.objects.filter(territory_id=territory_id).select_related("corrects")),
        stripe_invoices=tuple(StripeInvoice.objects.filter(territory_id=territory_id)),
    )


@dataclass(frozen=True, slots=True)
class Dues:
    """What a territory that leaves has paid and still owes. `paid_until`: the last day of the period that runs."""

    paid_until: date | None
    open: tuple[str, ...]


def dues_of(*, territory_id: int) -> Dues:
    """Three queries."""
    subscription = Subscription.objects.filter(territory_id=territory_id).first()
    end = subscription.period_end if subscription else None
    ours = Invoice.objects.open().filter(territory_id=territory_id).values_list("number", flat=True)
    stripes = StripeInvoice.objects.filter(territory_id=territory_id, state="open")
    return Dues(end - timedelta(days=1) if end else None, (*ours, *stripes.values_list("number", flat=True)))


def is_late(*, territory_id: int) -> bool:
    """Whether an invoice is overdue, the billing details are missing, or the subscription has ended. One query."""
    late = (SubscriptionState.LATE, SubscriptionState.ENDED)
    return Subscription.objects.filter(territory_id=territory_id, state__in=late).exists()
