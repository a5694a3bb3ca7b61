"""Invoices and credit notes: numbered, fixed, sent, paid."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F

from kernel.accounts.models import User
from kernel.audit.services import record
from kernel.mail.message import Attachment
from kernel.mail.services import send
from tenants.billing.electronic.documents import Electronic, electronic_invoice
from tenants.billing.enums import InvoiceKind, InvoiceState, SubscriptionState
from tenants.billing.models import BillingProfile, Invoice, InvoiceNumber
from tenants.billing.paper import invoice_pdf
from tenants.billing.seller import seller
from tenants.billing.standing import locked_subscription, take_standing
from tenants.billing.vat import vat_for
from tenants.billing.words import billing_url, in_euros
from tenants.registry.models import Territory

#: Days to pay in: the law's limit for public bodies in both countries (directive 2011/7/EU, article 4).
DUE = timedelta(days=30)


class NotOpen(Exception):
    """The invoice is paid or cancelled already."""


@dataclass(frozen=True, slots=True)
class Line:
    """What is charged, in words, and how much before VAT. `start`, `end`: the first and the last day that it is for."""

    label: str
    cents: int
    start: date | None = None
    end: date | None = None

    def as_data(self) -> dict[str, object]:
        """What an invoice keeps of it."""
        kept: dict[str, object] = {"label": self.label, "cents": self.cents}
        if self.start and self.end:
            kept |= {"start": self.start.isoformat(), "end": self.end.isoformat()}
        return kept

    @classmethod
    def from_data(cls, kept: Mapping[str, Any]) -> Line:
        start, end = (date.fromisoformat(kept[name]) if name in kept else None for name in ("start", "end"))
        return cls(kept["label"], kept["cents"], start, end)


@transaction.atomic
def issue_invoice(*, profile: BillingProfile, lines: Sequence[Line], today: date) -> Invoice:
    """Number an invoice and send it to the body that pays. Raises `NoSeller`."""
    invoice = draw_up(profile=profile, lines=lines, today=today)
    _send(invoice, template="invoice_issued")
    return invoice


@transaction.atomic
def draw_up(*, profile: BillingProfile, lines: Sequence[Line], today: date) -> Invoice:
    """Number an invoice and send it to nobody: `issue_invoice` does, and demonstrations do not."""
    vendor = seller()
    vat = vat_for(
        seller=vendor.country,
        buyer=profile.country,
        postcode=profile.postcode,
        vat_number=profile.vat_number,
        registered_abroad=vendor.registered_abroad,
    )
    net = sum(line.cents for line in lines)
    return Invoice.objects.create(
        territory_id=profile.territory_id,
        number=_next_number(today.year),
        issued_on=today,
        due_on=today + DUE,
        lines=[line.as_data() for line in lines],
        net_cents=net,
        vat_rate=vat.rate,
        vat_cents=vat.on(net),
        total_cents=net + vat.on(net),
        vat_mention=vat.mention,
        buyer=profile.as_buyer(),
        seller=vendor.as_data(),
    )


@transaction.atomic
def mark_paid(*, invoice: Invoice, paid_on: date, reference: str, by: User | None) -> Invoice:
    """Note that the transfer has arrived; of a credit note, that it has left. Idempotent.

    Raises `NotOpen` for an invoice that was cancelled.
    """
    current = _locked(invoice)
    if current.state == InvoiceState.PAID:
        return current
    if current.state != InvoiceState.OPEN:
        raise NotOpen
    current.state, current.paid_on, current.payment_reference = InvoiceState.PAID, paid_on, reference.strip()
    current.save(update_fields=["state", "paid_on", "payment_reference"])
    act = "billing.paid_back" if current.is_note else "billing.paid"
    record(act=act, actor=by, subject=current, details={"number": current.number})
    _settle(current)
    return current


@transaction.atomic
def credit(*, invoice: Invoice, reason: str, by: User | None, today: date) -> Invoice:
    """Cancel an invoice by a credit note, which takes the next number. What was paid is then to be paid back.

    Raises `NotOpen` for a credit note, and for what one has cancelled already.
    """
    note = draw_up_note(invoice=invoice, reason=reason, by=by, today=today)
    _send(note, template="credit_note")
    return note


@transaction.atomic
def draw_up_note(*, invoice: Invoice, reason: str, by: User | None, today: date) -> Invoice:
    """As `credit`, sent to nobody."""
    current = _locked(invoice)
    if current.is_note or current.state == InvoiceState.CANCELLED:
        raise NotOpen
    was_paid = current.state == InvoiceState.PAID
    note = Invoice.objects.create(
        territory_id=current.territory_id,
        kind=InvoiceKind.CREDIT_NOTE,
        number=_next_number(today.year),
        corrects=current,
        issued_on=today,
        due_on=today + DUE if was_paid else today,
        lines=[line | {"cents": -line["cents"]} for line in current.lines],
        net_cents=-current.net_cents,
        vat_rate=current.vat_rate,
        vat_cents=-current.vat_cents,
        total_cents=-current.total_cents,
        vat_mention=current.vat_mention,
        buyer=current.buyer,
        seller=current.seller,
        state=InvoiceState.OPEN if was_paid else InvoiceState.PAID,
        paid_on=None if was_paid else today,
    )
    current.state = InvoiceState.CANCELLED
    current.save(update_fields=["state"])
    record(act="billing.credited", actor=by, subject=current, reason=reason, details={"by": note.number})
    _settle(current)
    return note


@transaction.atomic
def issue_again(*, invoice: Invoice, reason: str, by: User | None, today: date) -> Invoice:
    """Cancel an invoice and send the same to who pays by the billing details of today.

    Raises `NotOpen`, and `BillingProfile.DoesNotExist` once the territory has none.
    """
    if invoice.territory_id is None:
        raise BillingProfile.DoesNotExist
    profile = BillingProfile.objects.get(territory_id=invoice.territory_id)
    credit(invoice=invoice, reason=reason, by=by, today=today)
    return issue_invoice(profile=profile, lines=[Line.from_data(line) for line in invoice.lines], today=today)


@transaction.atomic
def remind(*, invoice: Invoice) -> None:
    """Send an unpaid invoice again, with what its lateness means and does not mean."""
    Invoice.objects.filter(pk=invoice.pk).update(reminders=F("reminders") + 1)
    _send(invoice, template="invoice_late", key=f"{invoice.number} {invoice.reminders + 1}")


def _locked(invoice: Invoice) -> Invoice:
    """The territory and its subscription first, then the invoice, then a number: in the order in which `bill` locks."""
    if invoice.territory_id is not None:
        locked_subscription(invoice.territory_id)
    return Invoice.objects.select_for_update(of=("self",)).get(pk=invoice.pk)


def _next_number(year: int) -> str:
    """`F2026-00001`. The year's row stays locked until the caller's transaction ends: a refused one leaves no gap."""
    InvoiceNumber.objects.get_or_create(year=year)
    counter = InvoiceNumber.objects.select_for_update().get(year=year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return f"F{year}-{counter.last:05d}"


def _settle(invoice: Invoice) -> None:
    """A territory with nothing overdue is no longer late."""
    if invoice.territory_id is None or is_overdue(invoice.territory_id):
        return
    subscription = locked_subscription(invoice.territory_id)
    if subscription is not None and subscription.state == SubscriptionState.LATE:
        take_standing(subscription, SubscriptionState.ACTIVE)


def is_overdue(territory_id: int) -> bool:
    """Whether an invoice that was reminded of is still open."""
    return Invoice.objects.open().filter(territory_id=territory_id, reminders__gt=0).exists()


def _send(invoice: Invoice, *, template: str, key: str = "") -> None:
    territory = Territory.objects.filter(pk=invoice.territory_id).first()
    if territory is None:
        return
    electronic = electronic_invoice(invoice)
    files = [Attachment(f"{invoice.number}.pdf", invoice_pdf(invoice), "application/pdf")]
    if electronic and not electronic.profile:  # else it is in the PDF
        files.append(Attachment(f"{invoice.number}.xml", electronic.content, "application/xml"))
    send(
        template=template,
        to=invoice.buyer["email"],
        context=_told(invoice, territory, electronic),
        attachments=files,
        key=key or invoice.number,
    )


def _told(invoice: Invoice, territory: Territory, electronic: Electronic | None) -> Mapping[str, Any]:
    return {
        "territory_name": territory.name,
        "number": invoice.number,
        "corrected": invoice.corrects.number if invoice.corrects else "",
        "total": in_euros(abs(invoice.total_cents)),
        "due_on": invoice.due_on,
        "paid_back": invoice.is_paid_back,
        "iban": invoice.seller["iban"],
        "electronic": electronic.way if electronic else "",
        "action_url": billing_url(territory),
    }
