"""Any invoice that can be drawn up keeps Peppol's own rules, and its sums are right to the cent.

OpenPEPPOL publishes its schematron in no package: what it asks beyond EN 16931 (PEPPOL-EN16931-R…, PEPPOL-COMMON-R043)
and concerns what we write is read here, under its number. EN 16931 itself is run as published in `test_electronic.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tenants.billing.electronic.documents import electronic_invoice
from tenants.billing.invoicing import Line
from tenants.billing.models import Invoice
from tenants.billing.paper import in_percent
from tenants.billing.words import in_euros
from tests.tenants.billing.test_electronic import BELGIAN, BELGIAN_BUYERS, LIBIN, LINES, issued

_NAMES = {
    "cbc": "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2",
    "cac": "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2",
}


@given(BELGIAN_BUYERS, LINES, st.booleans())
@settings(max_examples=15, deadline=None)
def test_peppol_finds_nothing_to_say(parties: tuple[Any, Any], lines: list[Line], note: bool) -> None:
    invoice = issued(parties[0], vendor=parties[1], note=note, lines=lines)
    root = _written(invoice)
    assert list(_peppol(root)) == []
    assert list(_totals(root, invoice)) == []


def test_the_reading_of_the_rules_finds_what_is_wrong() -> None:
    invoice = issued(LIBIN, vendor=BELGIAN)
    root = _written(invoice)
    for path, text in {
        "cbc:ProfileID": "urn:other",
        "cbc:BuyerReference": "",
        "cac:AccountingCustomerParty//cbc:EndpointID": "0207361853",
        "cac:TaxTotal/cbc:TaxAmount": "1.00",
        "cac:InvoiceLine/cac:Price/cbc:PriceAmount": "1.00",
        "cac:LegalMonetaryTotal/cbc:PayableAmount": "0.01",
    }.items():
        _one(root, path).text = text
    _one(root, "cac:LegalMonetaryTotal/cbc:TaxInclusiveAmount").set("currencyID", "USD")
    found = {*_peppol(root), *_totals(root, invoice)}
    assert found >= {"R001", "R003", "R008", "R043", "R051", "R120", "BR-CO-14", "BR-CO-15", "BR-CO-16"}


@pytest.mark.parametrize(("cents", "said"), [(0, "0,00"), (-5, "−0,05"), (123_456_789, "1 234 567,89")])
def test_amounts_are_written_as_they_are_read(cents: int, said: str) -> None:
    assert in_euros(cents).replace("\u202f", " ") == f"{said}\u00a0€"
    assert in_percent(Decimal("8.5")) == "8,5\u00a0%"


def _written(invoice: Invoice) -> etree._Element:
    made = electronic_invoice(invoice)
    assert made is not None
    return etree.fromstring(made.content)


def _peppol(root: etree._Element) -> Iterator[str]:
    """The numbers of Peppol's rules that are broken."""
    note = etree.QName(root).localname == "CreditNote"
    line = "cac:CreditNoteLine" if note else "cac:InvoiceLine"
    quantity = "cbc:CreditedQuantity" if note else "cbc:InvoicedQuantity"
    checks = {
        "R001": _text(root, "cbc:ProfileID").startswith("urn:fdc:peppol.eu:2017:poacc:billing:"),
        "R002": len(root.findall("cbc:Note", _NAMES)) <= 1,
        "R003": bool(_text(root, "cbc:BuyerReference") or _text(root, "cac:OrderReference/cbc:ID")),
        "R004": _text(root, "cbc:CustomizationID").startswith(
            "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"
        ),
        "R005": root.find("cbc:TaxCurrencyCode", _NAMES) is None,
        "R007": _text(root, "cbc:ProfileID") == "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0",
        "R008": all((one.text or "").strip() for one in root.iter() if not len(one)),
        "R010": bool(_one(root, "cac:AccountingCustomerParty/cac:Party/cbc:EndpointID").get("schemeID")),
        "R020": bool(_one(root, "cac:AccountingSupplierParty/cac:Party/cbc:EndpointID").get("schemeID")),
        "R051": {one.get("currencyID") for one in root.iter() if one.get("currencyID")}
        == {_text(root, "cbc:DocumentCurrencyCode")},
        "R053": len(root.findall("cac:TaxTotal[cac:TaxSubtotal]", _NAMES)) == 1,
        "R054": len(root.findall("cac:TaxTotal", _NAMES)) == 1,
        "R080": len(root.findall("cac:ProjectReference", _NAMES)) <= 1,
        "R120": all(
            _amount(one, "cbc:LineExtensionAmount")
            == _amount(one, quantity) * _amount(one, "cac:Price/cbc:PriceAmount")
            for one in root.findall(line, _NAMES)
        ),
        "P0100": _text(root, "cbc:CreditNoteTypeCode" if note else "cbc:InvoiceTypeCode")
        == ("381" if note else "380"),
        "P0104": (_text(root, "cac:TaxTotal/cac:TaxSubtotal/cac:TaxCategory/cbc:ID") != "AE")
        or _text(root, "cac:TaxTotal/cac:TaxSubtotal/cac:TaxCategory/cbc:TaxExemptionReasonCode")
        == "VATEX-EU-AE",
        # PEPPOL-COMMON-R043: a Belgian enterprise number ends by what 97 leaves.
        "R043": all(
            len(one.text) == 10 and 97 - int(one.text[:8]) % 97 == int(one.text[8:])
            for one in root.iter()
            if one.get("schemeID") == "0208"
        ),
        "BR-61": note or _text(root, "cac:PaymentMeans/cbc:PaymentMeansCode") == "58",
    }
    return (number for number, kept in checks.items() if not kept)


def _totals(root: etree._Element, invoice: Invoice) -> Iterator[str]:
    """The numbers of EN 16931's rules of sums that are broken, to the cent; with what the paper says too."""
    sums = {
        name: _amount(root, f"cac:LegalMonetaryTotal/cbc:{name}")
        for name in ("LineExtensionAmount", "TaxExclusiveAmount", "TaxInclusiveAmount", "PayableAmount")
    }
    subtotal = "cac:TaxTotal/cac:TaxSubtotal/"
    vat, part = _amount(root, "cac:TaxTotal/cbc:TaxAmount"), _amount(root, f"{subtotal}cbc:TaxAmount")
    taxed, rate = (
        _amount(root, f"{subtotal}cbc:TaxableAmount"),
        _amount(root, f"{subtotal}cac:TaxCategory/cbc:Percent"),
    )
    lines = [Decimal(one.text) for one in root.iterfind(".//{*}LineExtensionAmount")][1:]
    category = _text(root, f"{subtotal}cac:TaxCategory/cbc:ID")
    reason = root.find(f"{subtotal}cac:TaxCategory/cbc:TaxExemptionReason", _NAMES)
    checks = {
        "BR-CO-10": sums["LineExtensionAmount"] == sum(lines),
        "BR-CO-13": sums["TaxExclusiveAmount"] == sums["LineExtensionAmount"],
        "BR-CO-14": vat == part,
        "BR-CO-15": sums["TaxInclusiveAmount"] == sums["TaxExclusiveAmount"] + vat,
        "BR-CO-16": sums["PayableAmount"] == sums["TaxInclusiveAmount"],
        "BR-CO-17": abs(part - taxed * rate / 100) <= Decimal("0.005"),
        "BR-CO-18": bool(category),
        "BR-S-01": (category == "S") == (rate > 0),
        "BR-S-08": taxed == sum(lines),
        "BR-AE-09": category != "AE" or part == 0,
        "BR-AE-10": (reason is None) == (category == "S"),
        "BR-DEC": all(one.as_tuple().exponent == -2 for one in (*sums.values(), vat, part, taxed)),
        "paper": abs(invoice.total_cents) == sums["PayableAmount"] * 100,
    }
    return (number for number, kept in checks.items() if not kept)


def _one(root: etree._Element, path: str) -> etree._Element:
    found = root.find(path, _NAMES)
    assert found is not None, path
    return found


def _text(root: etree._Element, path: str) -> str:
    return (root.findtext(path, "", _NAMES) or "").strip()


def _amount(root: etree._Element, path: str) -> Decimal:
    return Decimal(_text(root, path))
