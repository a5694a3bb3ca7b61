"""What billing reads."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Sum

from tenants.billing.enums import SubscriptionState
from tenants.billing.models import BillingProfile, Invoice, StripeInvoice, Subscription
from tenants.billing.plans import Tier, tier_for
from tenants.registry.models import TerritoryCommune


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


def is_late(*, territory_id: int) -> bool:
    """Whether an invoice is overdue or the billing details are missing. One query."""
    return Subscription.objects.filter(territory_id=territory_id, state=SubscriptionState.LATE).exists()
