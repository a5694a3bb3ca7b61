"""An invoice in OASIS's syntax (UBL 2.1), as Peppol takes it (BIS Billing 3.0)."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from tenants.billing.electronic.facts import Facts, Identifier, Item, Party
from tenants.billing.electronic.nodes import amount, document, node

_UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
CUSTOMIZATION = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"
PROFILE = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"


def write_ubl(facts: Facts) -> bytes:
    corrected = facts.corrects
    kind = "CreditNote" if corrected else "Invoice"
    namespaces = {
        "xmlns": f"{_UBL}{kind}-2",
        "xmlns:cac": f"{_UBL}CommonAggregateComponents-2",
        "xmlns:cbc": f"{_UBL}CommonBasicComponents-2",
    }
    return document(
        kind,
        namespaces,
        node("cbc:CustomizationID", CUSTOMIZATION),
        node("cbc:ProfileID", PROFILE),
        node("cbc:ID", facts.number),
        node("cbc:IssueDate", facts.issued_on.isoformat()),
        None if corrected else node("cbc:DueDate", facts.due_on.isoformat()),
        node(f"cbc:{kind}TypeCode", "381" if corrected else "380"),
        node("cbc:DocumentCurrencyCode", "EUR"),
        # Peppol wants this or an order (R003); who gave neither, before it was asked for, is named.
        node("cbc:BuyerReference", facts.reference or ("" if facts.order else facts.buyer.name)),
        node("cac:OrderReference", node("cbc:ID", facts.order)),
        node(
            "cac:BillingReference",
            node(
                "cac:InvoiceDocumentReference",
                node("cbc:ID", corrected.number),
                node("cbc:IssueDate", corrected.issued_on.isoformat()),
            ),
        )
        if corrected
        else None,
        _party("cac:AccountingSupplierParty", facts.seller),
        _party("cac:AccountingCustomerParty", facts.buyer),
        _transfer(facts) if facts.iban and not corrected else None,
        node("cac:PaymentTerms", node("cbc:Note", facts.payment_terms)),
        node(
            "cac:TaxTotal",
            _amount("cbc:TaxAmount", facts.vat_cents),
            node(
                "cac:TaxSubtotal",
                _amount("cbc:TaxableAmount", facts.net_cents),
                _amount("cbc:TaxAmount", facts.vat_cents),
                node(
                    "cac:TaxCategory",
                    node("cbc:ID", facts.vat_category),
                    node("cbc:Percent", facts.rate),
                    node("cbc:TaxExemptionReasonCode", facts.vat_category.reason_code),
                    node("cbc:TaxExemptionReason", facts.vat_mention),
                    _vat(),
                ),
            ),
        ),
        node(
            "cac:LegalMonetaryTotal",
            _amount("cbc:LineExtensionAmount", facts.net_cents),
            _amount("cbc:TaxExclusiveAmount", facts.net_cents),
            _amount("cbc:TaxInclusiveAmount", facts.total_cents),
            _amount("cbc:PayableAmount", facts.total_cents),
        ),
        *(_line(facts, kind, place, item) for place, item in enumerate(facts.items, 1)),
    )


def _line(facts: Facts, kind: str, place: int, item: Item) -> Element | None:
    quantity = "CreditedQuantity" if kind == "CreditNote" else "InvoicedQuantity"
    return node(
        f"cac:{kind}Line",
        node("cbc:ID", str(place)),
        node(f"cbc:{quantity}", "1", unitCode="C62"),
        _amount("cbc:LineExtensionAmount", item.cents),
        node(
            "cac:InvoicePeriod",
            node("cbc:StartDate", item.start.isoformat() if item.start else None),
            node("cbc:EndDate", item.end.isoformat() if item.end else None),
        ),
        node(
            "cac:Item",
            node("cbc:Name", item.label),
            node(
                "cac:ClassifiedTaxCategory",
                node("cbc:ID", facts.vat_category),
                node("cbc:Percent", facts.rate),
                _vat(),
            ),
        ),
        node("cac:Price", _amount("cbc:PriceAmount", item.cents)),
    )


def _party(tag: str, party: Party) -> Element | None:
    first, second, third = (*party.address, "", "", "")[:3]
    return node(
        tag,
        node(
            "cac:Party",
            _identifier("cbc:EndpointID", party.endpoint),
            *(node("cac:PartyIdentification", _identifier("cbc:ID", one)) for one in party.others),
            node("cac:PartyName", node("cbc:Name", party.name)),
            node(
                "cac:PostalAddress",
                node("cbc:StreetName", first),
                node("cbc:AdditionalStreetName", second),
                node("cbc:CityName", party.city),
                node("cbc:PostalZone", party.postcode),
                node("cac:AddressLine", node("cbc:Line", third)),
                node("cac:Country", node("cbc:IdentificationCode", party.country)),
            ),
            node("cac:PartyTaxScheme", node("cbc:CompanyID", party.vat_number), _vat())
            if party.vat_number
            else None,
            node(
                "cac:PartyLegalEntity",
                node("cbc:RegistrationName", party.name),
                _identifier("cbc:CompanyID", party.register),
            ),
            node("cac:Contact", node("cbc:ElectronicMail", party.email)),
        ),
    )


def _transfer(facts: Facts) -> Element | None:
    return node(
        "cac:PaymentMeans",
        node("cbc:PaymentMeansCode", "58"),
        node("cbc:PaymentID", facts.number),
        node(
            "cac:PayeeFinancialAccount",
            node("cbc:ID", facts.iban),
            node("cac:FinancialInstitutionBranch", node("cbc:ID", facts.bic)),
        ),
    )


def _vat() -> Element | None:
    return node("cac:TaxScheme", node("cbc:ID", "VAT"))


def _amount(tag: str, cents: int) -> Element | None:
    return node(tag, amount(cents), currencyID="EUR")


def _identifier(tag: str, one: Identifier) -> Element | None:
    return node(tag, one.value, schemeID=one.scheme)
