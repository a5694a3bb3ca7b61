"""Amounts and addresses as they are read."""

from __future__ import annotations

from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from kernel.tenancy.context import site_url
from kernel.ui.dates import date_format
from tenants.billing.enums import Interval
from tenants.billing.selectors import PriceAfter
from tenants.registry.models import Territory


def in_euros(cents: int) -> str:
    """“1 190,00 €”, with the no-break spaces of French."""
    sign = "−" if cents < 0 else ""
    euros, rest = divmod(abs(cents), 100)
    return f"{sign}{euros:,}".replace(",", "\u202f") + f",{rest:02d}\u00a0€"


def price_in_words(price: PriceAfter) -> str:
    """What a change of communes does to the price, said before it is made."""
    each = _("every month") if price.interval == Interval.MONTH else _("every year")
    told = {
        "then": f"{in_euros(price.cents)} {each}",
        "now": in_euros(price.before),
        "people": number_format(price.inhabitants, force_grouping=True),
        "day": date_format(price.on, "DATE_FORMAT") if price.on else "",
    }
    if not price.changes:
        return _("The price stays the same for %(people)s inhabitants: %(then)s, before VAT.") % told
    if price.on is None:
        said = _(
            "After the trial: %(then)s instead of %(now)s, before VAT, for %(people)s inhabitants. Nothing now."
        )
        return said % told
    said = _("From %(day)s: %(then)s instead of %(now)s, before VAT, for %(people)s inhabitants.") % told
    if price.more:
        said += " " + _(
            "For the rest of the period that you have paid, %(more)s are invoiced on that day, by the day."
        ) % {"more": in_euros(price.more)}
    return said


def billing_url(territory: Territory) -> str:
    """The page of a territory's back office where its team sees what it pays."""
    return f"{site_url(territory.context().primary_host)}/admin/facturation/"


def in_percent(rate: Decimal) -> str:
    """“20 %”, “8,5 %”."""
    return f"{rate.normalize():f}".replace(".", ",") + "\u00a0%"
