"""How the console shows states, sums and addresses."""

from __future__ import annotations

from django import template

from kernel.tenancy import TerritoryState
from tenants.billing.words import in_euros
from tenants.registry.models import Territory

register = template.Library()

_TONES = {
    TerritoryState.LIVE: "success",
    TerritoryState.TRIAL: "info",
    TerritoryState.LATE: "warning",
    TerritoryState.SUSPENDED: "warning",
    TerritoryState.LEAVING: "danger",
}

register.filter("euros", in_euros)


@register.filter
def tone(state: str) -> str:
    return _TONES.get(TerritoryState(state), "neutral")


@register.filter
def maybe(territory: Territory, name: str) -> object | None:
    """A row of its own that not every territory has: its vital signs, its subscription."""
    return getattr(territory, name, None)


@register.simple_tag
def primary_host(territory: Territory) -> str:
    """Its main address, from the domains that were fetched with it."""
    return next((domain.domain for domain in territory.domains.all() if domain.is_primary), "—")
