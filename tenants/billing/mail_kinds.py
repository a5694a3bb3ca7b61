"""The e-mails about paying. They go to the body that pays, from the network."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from kernel.mail.registry import ALWAYS, Category, Kind, register
from tenants.registry.mail_kinds import runs_territory

BILLING = Category(
    name="billing",
    label=_("What the territory pays"),
    description=_("Invoices, reminders, the end of the trial, another price."),
    frequencies=ALWAYS,
    concerns=runs_territory,
)
_INVOICE = {
    "territory_name": "Agglomération de Saint-Dizier",
    "number": "F2026-00012",
    "corrected": "F2026-00011",
    "total": "1\u202f428,00\u00a0€",
    "due_on": date(2026, 12, 22),
    "paid_back": False,
    "iban": "FR76 0000 0000 0000 0000 0000 000",
    "electronic": "factur-x",
    "action_url": "https://saint-dizier.example/admin/facturation/",
}
_OFFER = {
    "territory_name": "Agglomération de Saint-Dizier",
    "price": "1\u202f190,00\u00a0€",
    "interval": "par an",
    "population": 57_000,
    "day": date(2026, 12, 22),
    "details_missing": True,
    "by_stripe": True,
    "action_url": "https://saint-dizier.example/admin/facturation/",
}

register(
    Kind(template="invoice_issued", category=BILLING, label=_("An invoice"), sample=_INVOICE),
    Kind(template="credit_note", category=BILLING, label=_("A credit note"), sample=_INVOICE),
    Kind(template="invoice_late", category=BILLING, label=_("An invoice is overdue"), sample=_INVOICE),
    Kind(template="trial_ends", category=BILLING, label=_("The trial ends"), sample=_OFFER),
    Kind(template="price_changes", category=BILLING, label=_("The price changes"), sample=_OFFER),
    Kind(
        template="interval_changes", category=BILLING, label=_("Paid by the month or the year"), sample=_OFFER
    ),
)
