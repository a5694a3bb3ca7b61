"""What an electronic invoice says, whichever way it is written. Terms BT-… are those of EN 16931.

Sources: EN 16931-1; for France AFNOR XP Z12-012 (rules BR-FR of all, BR-FR-CPRO of public bodies); for Belgium Peppol
BIS Billing 3.0. Schemes of identifiers: ISO 6523 (0002 SIREN, 0009 SIRET, 0208 BCE, 0223 VAT, 0224 service code, 0225
French address of invoices).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from kernel.company_numbers import InvalidNumber, clean_bce, clean_siren, clean_siret
from tenants.billing.models import Invoice
from tenants.billing.terms import Term, late_terms, paid_back
from tenants.billing.vat import VatCategory, category_of

#: What an address of the French directory may be made of (BR-FR-23).
_ROUTABLE = re.compile(r"[A-Za-z0-9_.-]{1,95}")
_TOWN = re.compile(r"(?:(?:F|FR|B|BE)-)?(?P<postcode>\d{4,5})\s+(?P<city>\S.*)")


class NotElectronic(Exception):
    """A number that machines want is missing, or is none: there is only paper."""


@dataclass(frozen=True, slots=True)
class Identifier:
    scheme: str
    value: str


@dataclass(frozen=True, slots=True)
class Party:
    """`register`: BT-30, BT-47. `others`: BT-29, BT-46. `endpoint`: where invoices are sent, BT-34, BT-49."""

    name: str
    address: tuple[str, ...]
    postcode: str
    city: str
    country: str
    register: Identifier
    others: tuple[Identifier, ...]
    endpoint: Identifier
    vat_number: str
    email: str


@dataclass(frozen=True, slots=True)
class Item:
    """`start`, `end`: the first and the last day that it is for; older invoices say it in words only."""

    label: str
    cents: int
    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class Corrected:
    number: str
    issued_on: date


@dataclass(frozen=True, slots=True)
class Facts:
    """Amounts are positive in a credit note too: its type says which way they go."""

    number: str
    issued_on: date
    due_on: date
    corrects: Corrected | None
    is_paid_back: bool
    seller: Party
    buyer: Party
    reference: str
    order: str
    items: tuple[Item, ...]
    net_cents: int
    vat_cents: int
    total_cents: int
    vat_rate: Decimal
    vat_category: VatCategory
    vat_mention: str
    iban: str
    bic: str
    terms: tuple[Term, ...]

    @property
    def rate(self) -> str:
        """“20”, “8.5”."""
        return f"{self.vat_rate.normalize():f}"

    @property
    def payment_terms(self) -> str:
        if self.is_paid_back:
            return paid_back(self.due_on)
        if self.corrects:
            return _("Nothing to pay: this cancels invoice %(number)s.") % {"number": self.corrects.number}
        return " ".join(term.text for term in self.terms)


def facts_of(invoice: Invoice) -> Facts:
    """What an invoice says to machines. Raises `NotElectronic`."""
    seller, buyer = invoice.seller, invoice.buyer
    sign = -1 if invoice.is_note else 1
    return Facts(
        number=invoice.number,
        issued_on=invoice.issued_on,
        due_on=invoice.due_on,
        corrects=Corrected(invoice.corrects.number, invoice.corrects.issued_on) if invoice.corrects else None,
        is_paid_back=invoice.is_paid_back,
        seller=party_of_seller(seller),
        buyer=_buyer(buyer),
        reference=buyer["service_code"],
        order=buyer["purchase_order"],
        items=tuple(
            Item(line["label"], sign * line["cents"], _day(line, "start"), _day(line, "end"))
            for line in invoice.lines
        ),
        net_cents=sign * invoice.net_cents,
        vat_cents=sign * invoice.vat_cents,
        total_cents=sign * invoice.total_cents,
        vat_rate=Decimal(invoice.vat_rate),
        vat_category=category_of(
            rate=Decimal(invoice.vat_rate),
            seller=seller["country"],
            buyer=buyer["country"],
            vat_number=buyer["vat_number"],
        ),
        vat_mention=invoice.vat_mention,
        iban=seller["iban"].replace(" ", ""),
        bic=seller["bic"].replace(" ", ""),
        terms=late_terms(seller["country"]),
    )


def _day(line: dict[str, Any], name: str) -> date | None:
    return date.fromisoformat(line[name]) if name in line else None


def party_of_seller(seller: dict[str, Any]) -> Party:
    """Raises `NotElectronic` with the name of the setting that is no number."""
    country, digits = seller["country"], re.sub(r"\D", "", seller["number"])
    others: tuple[Identifier, ...]
    vat_number = re.sub(r"[\s.\-]", "", seller["vat_number"]).upper()
    if not vat_number:
        raise NotElectronic("SELLER_VAT_NUMBER")
    try:
        if country == "BE":
            bce = Identifier("0208", clean_bce(digits))
            register, others, endpoint = bce, (Identifier("0223", vat_number),), bce
        else:
            siren = clean_siren(digits) if len(digits) == 9 else clean_siret(digits)[:9]
            register, endpoint = Identifier("0002", siren), Identifier("0225", siren)
            others = (Identifier("0009", digits),) if len(digits) == 14 else ()
    except InvalidNumber as error:
        raise NotElectronic("SELLER_NUMBER") from error
    *lines, last = [line.strip() for line in seller["address"]] or [""]
    town = _TOWN.fullmatch(last)
    return Party(
        name=seller["name"],
        address=tuple(lines if town else [*lines, last]),
        postcode=town["postcode"] if town else "",
        city=town["city"] if town else "",
        country=country,
        register=register,
        others=others,
        endpoint=endpoint,
        vat_number=vat_number,
        email=seller["email"],
    )


def _buyer(buyer: dict[str, Any]) -> Party:
    if not buyer["bce" if buyer["country"] == "BE" else "siret"]:
        raise NotElectronic("SIRET, BCE")
    if buyer["country"] == "BE":
        register = endpoint = Identifier("0208", buyer["bce"])
        others: tuple[Identifier, ...] = ()
    else:
        siret, code = buyer["siret"], buyer["service_code"]
        register, others = Identifier("0002", siret[:9]), (Identifier("0009", siret),)
        address = f"{siret[:9]}_{siret}"
        if _ROUTABLE.fullmatch(code):
            address, others = f"{address}_{code}", (*others, Identifier("0224", code))
        endpoint = Identifier("0225", address)
    return Party(
        name=buyer["legal_name"],
        address=(buyer["street"],),
        postcode=buyer["postcode"],
        city=buyer["city"],
        country=buyer["country"],
        register=register,
        others=others,
        endpoint=endpoint,
        vat_number=buyer["vat_number"],
        email=buyer["email"],
    )
