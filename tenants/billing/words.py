"""Amounts and addresses as they are read."""

from __future__ import annotations

from decimal import Decimal

from kernel.tenancy.context import site_url
from tenants.registry.models import Territory


def in_euros(cents: int) -> str:
    """“1 190,00 €”, with the no-break spaces of French."""
    sign = "−" if cents < 0 else ""
    euros, rest = divmod(abs(cents), 100)
    return f"{sign}{euros:,}".replace(",", "\u202f") + f",{rest:02d}\u00a0€"


def billing_url(territory: Territory) -> str:
    """The page of a territory's back office where its team sees what it pays."""
    return f"{site_url(territory.context().primary_host)}/admin/facturation/"


def in_percent(rate: Decimal) -> str:
    """“20 %”, “8,5 %”."""
    return f"{rate.normalize():f}".replace(".", ",") + "\u00a0%"
