"""What the law of the seller's country asks to be written on an invoice about paying late. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from kernel.ui.dates import date_format


@dataclass(frozen=True, slots=True)
class Term:
    """A sentence. `code`: what it is about, as electronic invoices number subjects (UNTDID 4451)."""

    code: str
    text: str


def late_terms(country: str) -> tuple[Term, ...]:
    """The service itself never stops for a late invoice."""
    if country == "FR":
        return (
            Term("AAB", _("No discount for early payment.")),
            Term(
                "PMD",
                _(
                    "Late payment bears interest at the legal rate for late payments"
                    " (article L441-10 of the code de commerce)."
                ),
            ),
            Term(
                "PMT",
                _(
                    "Late payment costs a flat compensation of 40 € for recovery"
                    " (article D441-5 of the code de commerce)."
                ),
            ),
        )
    return (Term("PMD", _("Late payment bears interest at the legal rate (act of 2 August 2002).")),)


def paid_back(by: date) -> str:
    """Of a credit note for an invoice that had been paid."""
    return _("We pay this amount back by transfer by %(day)s.") % {"day": date_format(by, "DATE_FORMAT")}
