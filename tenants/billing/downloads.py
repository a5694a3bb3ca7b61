"""An invoice as a file: on paper, and for machines."""

from __future__ import annotations

from django.http import Http404, HttpResponse

from tenants.billing.electronic.documents import electronic_invoice
from tenants.billing.models import Invoice
from tenants.billing.paper import invoice_pdf


def paper_response(invoice: Invoice) -> HttpResponse:
    return _file(f"{invoice.number}.pdf", invoice_pdf(invoice), "application/pdf")


def electronic_response(invoice: Invoice) -> HttpResponse:
    """The XML by itself, in the syntax of the buyer's country."""
    electronic = electronic_invoice(invoice)
    if electronic is None:
        raise Http404
    return _file(f"{invoice.number}.xml", electronic.content, "application/xml")


def _file(name: str, content: bytes, kind: str) -> HttpResponse:
    return HttpResponse(
        content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
