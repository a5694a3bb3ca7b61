"""The book of invoices and credit notes, of whichever territory, deleted ones too: ten years of accounts."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import StringIO

from django.db.models import Q, QuerySet, Sum, TextChoices
from django.db.models.fields.json import KeyTextTransform
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kernel.accounts.models import User
from kernel.audit.services import record
from kernel.spreadsheets import plain_text
from tenants.billing.enums import InvoiceKind, InvoiceState
from tenants.billing.models import Invoice


class Standing(TextChoices):
    """What the book is narrowed to."""

    OPEN = "open", gettext_lazy("to be paid")
    OVERDUE = "overdue", gettext_lazy("overdue")
    PAID = "paid", gettext_lazy("paid")
    CANCELLED = "cancelled", gettext_lazy("cancelled by a credit note")
    NOTE = "note", gettext_lazy("credit notes")
    PAY_BACK = "pay-back", gettext_lazy("to be paid back")


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """`words`: a number, a body, its SIRET or BCE number, a territory."""

    words: str = ""
    year: int | None = None
    standing: str = ""


@dataclass(frozen=True, slots=True)
class Sums:
    """Of what was found, in cents; credit notes count against."""

    net: int
    vat: int
    total: int


def find_invoices(*, search: Search, today: date) -> QuerySet[Invoice]:
    """The latest first. One query."""
    found = Invoice.objects.select_related("territory", "corrects").order_by("-issued_on", "-number")
    if search.year:
        found = found.filter(issued_on__year=search.year)
    if search.standing:
        found = found.filter(_standing(Standing(search.standing), today))
    if words := search.words.strip():
        digits = "".join(letter for letter in words if letter.isdigit())
        wanted = Q(number__icontains=words) | Q(body__unaccent__icontains=words)
        wanted |= Q(territory__name__unaccent__icontains=words)
        if len(digits) >= 9:
            wanted |= Q(buyer__siret__startswith=digits) | Q(buyer__bce=digits)
        found = found.alias(body=KeyTextTransform("legal_name", "buyer")).filter(wanted)
    return found


def _standing(standing: Standing, today: date) -> Q:
    sold, noted = Q(kind=InvoiceKind.INVOICE), Q(kind=InvoiceKind.CREDIT_NOTE)
    match standing:
        case Standing.OPEN:
            return sold & Q(state=InvoiceState.OPEN)
        case Standing.OVERDUE:
            return sold & Q(state=InvoiceState.OPEN, due_on__lt=today)
        case Standing.PAID:
            return sold & Q(state=InvoiceState.PAID)
        case Standing.CANCELLED:
            return Q(state=InvoiceState.CANCELLED)
        case Standing.NOTE:
            return noted
        case Standing.PAY_BACK:
            return noted & Q(state=InvoiceState.OPEN)


def sums_of(found: QuerySet[Invoice]) -> Sums:
    """One query."""
    sums = found.order_by().aggregate(net=Sum("net_cents"), vat=Sum("vat_cents"), total=Sum("total_cents"))
    return Sums(sums["net"] or 0, sums["vat"] or 0, sums["total"] or 0)


def years_of_invoices() -> list[int]:
    """Years in which something was issued, the latest first. One query."""
    return [day.year for day in Invoice.objects.dates("issued_on", "year", order="DESC")]


def as_csv(invoices: Iterable[Invoice]) -> str:
    """A line each. Semicolons and decimal commas, as French accounting reads them; credit notes are negative."""
    content = StringIO()
    lines = csv.writer(content, delimiter=";", lineterminator="\r\n")
    names = (
        *(_("Number"), _("Kind"), _("Cancels invoice"), _("Date of issue"), _("To be paid by"), _("State")),
        *(_("Paid on"), _("Reference on the statement"), _("Territory"), _("Customer"), _("Country")),
        *(_("SIRET number"), _("BCE number"), _("VAT number"), _("Purchase order"), _("Service code")),
        *(_("Before VAT"), _("VAT rate"), _("VAT"), _("Total with VAT"), _("Mention")),
    )
    lines.writerow(names)
    for one in invoices:
        texts = (
            *(one.number, one.get_kind_display(), one.corrects.number if one.corrects else ""),
            *(_day(one.issued_on), _day(one.due_on), one.standing, _day(one.paid_on), one.payment_reference),
            *(one.territory.name if one.territory else "", one.buyer["legal_name"], one.buyer["country"]),
            *(one.buyer["siret"], one.buyer["bce"], one.buyer["vat_number"]),
            *(one.buyer["purchase_order"], one.buyer["service_code"]),
        )
        amounts = (_amount(one.net_cents), f"{one.vat_rate}".replace(".", ","), _amount(one.vat_cents))
        last = (_amount(one.total_cents), plain_text(one.vat_mention))
        lines.writerow([*map(plain_text, texts), *amounts, *last])
    return "\N{ZERO WIDTH NO-BREAK SPACE}" + content.getvalue()


def record_export(*, search: Search, count: int, by: User | None) -> None:
    """A line in the network's journal: who took which invoices."""
    details = {"year": search.year or "", "state": search.standing, "invoices": count}
    record(act="billing.exported", actor=by, details=details)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _amount(cents: int) -> str:
    return f"{Decimal(cents).scaleb(-2):.2f}".replace(".", ",")
