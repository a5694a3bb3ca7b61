"""Which VAT an invoice bears between France and Belgium. Pure.

Sources: directive 2006/112/EC, articles 43 to 45 (place of supply), 58 and 59c (electronic services to who is not
identified, €10,000 threshold), 196 (reverse charge); France: CGI articles 259-1°, 259 D, 278, 283-2, 294 and 296
(overseas départements); Belgium: VAT code article 21 and royal decree no. 20.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from django.utils.translation import gettext as _

from kernel.company_numbers import InvalidNumber, clean_bce, clean_siren
from tenants.billing.plans import rounded

STANDARD_RATES = {"FR": Decimal("20.0"), "BE": Decimal("21.0")}
#: Overseas départements by the beginning of their postcodes.
_OVERSEAS = {
    "971": Decimal("8.5"),
    "972": Decimal("8.5"),
    "974": Decimal("8.5"),
    "973": Decimal("0.0"),
    "976": Decimal("0.0"),
}


@dataclass(frozen=True, slots=True)
class Vat:
    """A rate in per cent and the sentence that the law asks for where it is not the usual one."""

    rate: Decimal
    mention: str = ""

    def on(self, net_cents: int) -> int:
        """The VAT on an amount in cents, to the cent."""
        return rounded(int(net_cents * self.rate * 10), 1000)


class VatCategory(StrEnum):
    """How electronic invoices name it (UNTDID 5305)."""

    STANDARD = "S"
    REVERSE_CHARGE = "AE"
    EXEMPT = "E"

    @property
    def reason_code(self) -> str:
        """Why there is no VAT, for machines (BT-121), where the list has a code for it."""
        return "VATEX-EU-AE" if self == VatCategory.REVERSE_CHARGE else ""


def category_of(*, rate: Decimal, seller: str, buyer: str, vat_number: str) -> VatCategory:
    """What `vat_for` decided, read from an invoice.

    Guiana and Mayotte count as exempt: what is outside the scope of VAT may bear no VAT number, and the seller's must.
    """
    if rate:
        return VatCategory.STANDARD
    return VatCategory.REVERSE_CHARGE if seller != buyer and vat_number else VatCategory.EXEMPT


def vat_for(*, seller: str, buyer: str, postcode: str, vat_number: str, registered_abroad: bool) -> Vat:
    """The VAT between two countries, `FR` or `BE`.

    `vat_number`: the buyer's, checked, or empty: a public body may have none, and then counts as a private person.
    `registered_abroad`: whether the seller declares in the buyer's country (one-stop shop), which it must above
    €10,000 a year; below, its own country's rate holds.
    """
    if seller != buyer and vat_number:
        return Vat(
            Decimal("0.0"), _("Reverse charge: VAT due by the customer (article 196, directive 2006/112/EC).")
        )
    if seller != buyer and not registered_abroad:
        return Vat(STANDARD_RATES[seller])
    if buyer == "FR" and postcode[:3] in _OVERSEAS:
        rate = _OVERSEAS[postcode[:3]]
        return Vat(rate, "" if rate else _("VAT not applicable, article 294 of the CGI."))
    return Vat(STANDARD_RATES[buyer])


def clean_vat_number(text: str, *, country: str) -> str:
    """`FR40303265045`, `BE0403019261`. Raises `InvalidNumber`."""
    number = re.sub(r"[\s.\-]+", "", text).upper()
    if country == "BE":
        return f"BE{clean_bce(number)}"
    found = re.fullmatch(r"FR([0-9]{2})([0-9]{9})", number)
    if found is None:
        raise InvalidNumber(_("A French VAT number is FR, two digits and the SIREN number."))
    siren = clean_siren(found[2])
    if int(found[1]) != (12 + 3 * (int(siren) % 97)) % 97:
        raise InvalidNumber(_("This is no VAT number: a digit must be wrong."))
    return number
