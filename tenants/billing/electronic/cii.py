"""An invoice in UN/CEFACT's syntax (CII D22B), as Factur-X and Chorus Pro take it."""

from __future__ import annotations

from datetime import date
from xml.etree.ElementTree import Element

from tenants.billing.electronic.facts import Facts, Identifier, Item, Party
from tenants.billing.electronic.nodes import amount, document, node

_NAMESPACES = {
    "xmlns:rsm": "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100",
    "xmlns:ram": "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100",
    "xmlns:qdt": "urn:un:unece:uncefact:data:standard:QualifiedDataType:100",
    "xmlns:udt": "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100",
}
#: Name of the profile in the PDF to its name in the XML (BT-24).
PROFILES = {
    "EN 16931": "urn:cen.eu:en16931:2017",
    "EXTENDED": "urn:cen.eu:en16931:2017#conformant#urn:factur-x.eu:1p0:extended",
}
#: Services, not paid yet (BT-23).
_PROCESS = "S1"


def profile_of(facts: Facts) -> str:
    """EN 16931 knows one number of the buyer; the service code beside the SIRET number asks for the larger profile."""
    return "EXTENDED" if len(facts.buyer.others) > 1 else "EN 16931"


def write_cii(facts: Facts) -> bytes:
    note = facts.corrects is not None
    return document(
        "rsm:CrossIndustryInvoice",
        _NAMESPACES,
        node(
            "rsm:ExchangedDocumentContext",
            node("ram:BusinessProcessSpecifiedDocumentContextParameter", node("ram:ID", _PROCESS)),
            node(
                "ram:GuidelineSpecifiedDocumentContextParameter", node("ram:ID", PROFILES[profile_of(facts)])
            ),
        ),
        node(
            "rsm:ExchangedDocument",
            node("ram:ID", facts.number),
            node("ram:TypeCode", "381" if note else "380"),
            node("ram:IssueDateTime", _day(facts.issued_on)),
            *(
                node("ram:IncludedNote", node("ram:Content", term.text), node("ram:SubjectCode", term.code))
                for term in facts.terms
            ),
        ),
        node(
            "rsm:SupplyChainTradeTransaction",
            *(_line(facts, place, item) for place, item in enumerate(facts.items, 1)),
            _agreement(facts),
            Element("ram:ApplicableHeaderTradeDelivery"),
            _settlement(facts),
        ),
    )


def _line(facts: Facts, place: int, item: Item) -> Element | None:
    larger = profile_of(facts) == "EXTENDED"  # there the reason is told of each line, elsewhere of none
    return node(
        "ram:IncludedSupplyChainTradeLineItem",
        node("ram:AssociatedDocumentLineDocument", node("ram:LineID", str(place))),
        node("ram:SpecifiedTradeProduct", node("ram:Name", item.label)),
        node(
            "ram:SpecifiedLineTradeAgreement",
            node("ram:NetPriceProductTradePrice", node("ram:ChargeAmount", amount(item.cents))),
        ),
        node("ram:SpecifiedLineTradeDelivery", node("ram:BilledQuantity", "1", unitCode="C62")),
        node(
            "ram:SpecifiedLineTradeSettlement",
            node(
                "ram:ApplicableTradeTax",
                node("ram:TypeCode", "VAT"),
                node("ram:ExemptionReason", facts.vat_mention if larger else ""),
                node("ram:CategoryCode", facts.vat_category),
                node("ram:ExemptionReasonCode", facts.vat_category.reason_code if larger else ""),
                node("ram:RateApplicablePercent", facts.rate),
            ),
            node(
                "ram:BillingSpecifiedPeriod",
                node("ram:StartDateTime", _day(item.start) if item.start else None),
                node("ram:EndDateTime", _day(item.end) if item.end else None),
            ),
            node(
                "ram:SpecifiedTradeSettlementLineMonetarySummation",
                node("ram:LineTotalAmount", amount(item.cents)),
            ),
        ),
    )


def _agreement(facts: Facts) -> Element | None:
    return node(
        "ram:ApplicableHeaderTradeAgreement",
        node("ram:BuyerReference", facts.reference),
        _party("ram:SellerTradeParty", facts.seller),
        _party("ram:BuyerTradeParty", facts.buyer),
        node("ram:BuyerOrderReferencedDocument", node("ram:IssuerAssignedID", facts.order)),
    )


def _party(tag: str, party: Party) -> Element | None:
    return node(
        tag,
        *(_identifier("ram:GlobalID", one) for one in party.others),
        node("ram:Name", party.name),
        node("ram:SpecifiedLegalOrganization", _identifier("ram:ID", party.register)),
        node(
            "ram:PostalTradeAddress",
            node("ram:PostcodeCode", party.postcode),
            *(
                node(f"ram:Line{place}", line)
                for place, line in zip(("One", "Two", "Three"), party.address, strict=False)
            ),
            node("ram:CityName", party.city),
            node("ram:CountryID", party.country),
        ),
        node("ram:URIUniversalCommunication", _identifier("ram:URIID", party.endpoint)),
        node("ram:SpecifiedTaxRegistration", node("ram:ID", party.vat_number, schemeID="VA")),
    )


def _settlement(facts: Facts) -> Element | None:
    corrected = facts.corrects
    return node(
        "ram:ApplicableHeaderTradeSettlement",
        node("ram:PaymentReference", facts.number),
        node("ram:InvoiceCurrencyCode", "EUR"),
        _transfer(facts) if facts.iban and not corrected else None,
        node(
            "ram:ApplicableTradeTax",
            node("ram:CalculatedAmount", amount(facts.vat_cents)),
            node("ram:TypeCode", "VAT"),
            node("ram:ExemptionReason", facts.vat_mention),
            node("ram:BasisAmount", amount(facts.net_cents)),
            node("ram:CategoryCode", facts.vat_category),
            node("ram:ExemptionReasonCode", facts.vat_category.reason_code),
            node("ram:RateApplicablePercent", facts.rate),
        ),
        node(
            "ram:SpecifiedTradePaymentTerms",
            node("ram:Description", facts.payment_terms),
            None if corrected else node("ram:DueDateDateTime", _day(facts.due_on)),
        ),
        node(
            "ram:SpecifiedTradeSettlementHeaderMonetarySummation",
            node("ram:LineTotalAmount", amount(facts.net_cents)),
            node("ram:TaxBasisTotalAmount", amount(facts.net_cents)),
            node("ram:TaxTotalAmount", amount(facts.vat_cents), currencyID="EUR"),
            node("ram:GrandTotalAmount", amount(facts.total_cents)),
            node("ram:DuePayableAmount", amount(facts.total_cents)),
        ),
        node(
            "ram:InvoiceReferencedDocument",
            node("ram:IssuerAssignedID", corrected.number),
            node("ram:FormattedIssueDateTime", _day(corrected.issued_on, "qdt")),
        )
        if corrected
        else None,
    )


def _transfer(facts: Facts) -> Element | None:
    return node(
        "ram:SpecifiedTradeSettlementPaymentMeans",
        node("ram:TypeCode", "58"),
        node("ram:PayeePartyCreditorFinancialAccount", node("ram:IBANID", facts.iban)),
        node("ram:PayeeSpecifiedCreditorFinancialInstitution", node("ram:BICID", facts.bic)),
    )


def _identifier(tag: str, one: Identifier) -> Element | None:
    return node(tag, one.value, schemeID=one.scheme)


def _day(day: date, prefix: str = "udt") -> Element | None:
    return node(f"{prefix}:DateTimeString", f"{day:%Y%m%d}", format="102")
