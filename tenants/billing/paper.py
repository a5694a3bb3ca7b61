"""An invoice on paper: tagged PDF in the house's brand, with every mention that France and Belgium ask for.

It is made to be kept (PDF/A-3); for a French body it holds the electronic invoice too (Factur-X).
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from kernel.company_numbers import format_number
from kernel.tenancy import public_context
from kernel.ui.dates import date_format
from tenants.billing.electronic.documents import electronic_invoice
from tenants.billing.electronic.hybrid import FILE, say_hybrid
from tenants.billing.models import Invoice
from tenants.billing.terms import late_terms, paid_back
from tenants.billing.words import in_euros, in_percent
from themes.branding.papers import brand_on_paper, make_pdf

_PAPER = Path(__file__).parent / "typst" / "invoice.typ"
_STANDARDS = ("a-3a", "ua-1")


def invoice_pdf(invoice: Invoice) -> bytes:
    """The paper of an invoice or a credit note, from what was fixed when it was issued.

    The network sends it: its name, mark and mesh, in whichever territory somebody asks for it.
    """
    with public_context():
        return _made(invoice)


def _made(invoice: Invoice) -> bytes:
    is_note = invoice.is_note
    title = (_("Credit note %(number)s") if is_note else _("Invoice %(number)s")) % {"number": invoice.number}
    seller, buyer = invoice.seller, invoice.buyer
    rate = in_percent(Decimal(invoice.vat_rate))
    facts = [(_("Date of issue"), _day(invoice.issued_on))]
    if is_note and invoice.corrects:
        facts.append((_("Cancels invoice"), invoice.corrects.number))
    else:
        facts.append((_("To be paid by"), _day(invoice.due_on)))
    # The kind is a mention of its own since the reform of 2026 (CGI, annex II, article 242 nonies A).
    facts += [(_("Kind of operation"), _("provision of services"))]
    facts += [
        (label, value)
        for label, value in (
            (_("Purchase order"), buyer["purchase_order"]),
            (_("Service code"), buyer["service_code"]),
        )
        if value
    ]
    data: dict[str, Any] = {
        "brand": brand_on_paper(),
        "title": title,
        "description": f"{title}, {buyer['legal_name']}",
        "foot": seller["name"],
        "facts": facts,
        "parties": [
            {"title": _("Seller"), "lines": [seller["name"], *seller["address"], *_numbers(seller)]},
            {
                "title": _("Customer"),
                "lines": [
                    buyer["legal_name"],
                    buyer["street"],
                    f"{buyer['postcode']} {buyer['city']}",
                    *_numbers(buyer),
                ],
            },
        ],
        "columns": [_("Designation"), _("Before VAT")],
        "rows": [[line["label"], in_euros(line["cents"])] for line in invoice.lines],
        "sums": [
            [_("Total before VAT"), in_euros(invoice.net_cents)],
            [_("VAT at %(rate)s") % {"rate": rate}, in_euros(invoice.vat_cents)],
            [_("Total to pay") if not is_note else _("Total credited"), in_euros(invoice.total_cents)],
        ],
        "mention": invoice.vat_mention,
        "terms": _terms(invoice),
    }
    inside = electronic_invoice(invoice)
    if inside is None or not inside.profile:
        return make_pdf(template=_PAPER, data=data, standards=_STANDARDS)
    pdf = make_pdf(
        template=_PAPER,
        data=data | {"inside": FILE, "inside_said": _("The same invoice, for machines (Factur-X)")},
        files={FILE: inside.content},
        standards=_STANDARDS,
    )
    return say_hybrid(pdf, profile=inside.profile)


def _terms(invoice: Invoice) -> list[str]:
    if invoice.is_note:
        return [paid_back(invoice.due_on)] if invoice.is_paid_back else []
    seller = invoice.seller
    by_transfer = _("By transfer to IBAN %(iban)s, BIC %(bic)s, with the reference %(number)s.") % {
        "iban": seller["iban"],
        "bic": seller["bic"],
        "number": invoice.number,
    }
    return [by_transfer, " ".join(term.text for term in late_terms(seller["country"]))]


def _numbers(party: dict[str, Any]) -> list[str]:
    told = []
    if party.get("number"):
        told.append(str(party["number"]))
    if party.get("siret"):
        told.append(f"SIRET {format_number('siret', party['siret'])}")
    if party.get("bce"):
        told.append(f"BCE {format_number('bce', party['bce'])}")
    if party["vat_number"]:
        told.append(_("VAT number %(number)s") % {"number": party["vat_number"]})
    return told


def _day(day: date) -> str:
    return date_format(day, "DATE_FORMAT")
