"""The electronic invoice of an invoice: by the buyer's country."""

from __future__ import annotations

from dataclasses import dataclass

from tenants.billing.electronic.cii import profile_of, write_cii
from tenants.billing.electronic.facts import NotElectronic, facts_of
from tenants.billing.electronic.ubl import write_ubl
from tenants.billing.models import Invoice


@dataclass(frozen=True, slots=True)
class Electronic:
    """`profile`: of Factur-X, when the XML also goes into the PDF; empty for Peppol, where it goes beside it."""

    content: bytes
    profile: str = ""

    @property
    def way(self) -> str:
        return "factur-x" if self.profile else "peppol"


def electronic_invoice(invoice: Invoice) -> Electronic | None:
    """What a French or a Belgian public body takes. None where the seller's numbers are none (`SELLER_…`)."""
    try:
        facts = facts_of(invoice)
    except NotElectronic:
        return None
    if facts.buyer.country == "BE":
        return Electronic(write_ubl(facts))
    return Electronic(write_cii(facts), profile_of(facts))


def is_electronic(invoice: Invoice) -> bool:
    """Whether there is one to offer."""
    try:
        return bool(facts_of(invoice))
    except NotElectronic:
        return False
