"""The network's accounts: every invoice of every territory; paid, cancelled, taken to the accountant."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kernel.accounts.requests import signed_in
from tenants.billing import register
from tenants.billing.downloads import electronic_response, paper_response
from tenants.billing.electronic.documents import is_electronic
from tenants.billing.invoicing import NotOpen, credit, issue_again, mark_paid
from tenants.billing.models import BillingProfile, Invoice
from tenants.billing.seller import NoSeller
from tenants.console.forms import CreditForm, InvoiceSearchForm, PaymentForm
from tenants.console.views import PER_PAGE, for_administrators


@require_safe
@for_administrators
def invoices(request: HttpRequest) -> HttpResponse:
    """The book, the latest first, with what it comes to."""
    form = _search_form(request)
    search, today = form.search(), timezone.localdate()
    found = register.find_invoices(search=search, today=today)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    chosen = {name: value for name, value in form.cleaned_data.items() if value}
    context = {
        "form": form,
        "page": page,
        "rows": [_row(one, today) for one in page],
        "sums": register.sums_of(found),
        "chosen": urlencode(chosen),
    }
    return render(request, "console/invoices.html", context)


@require_safe
@for_administrators
def export(request: HttpRequest) -> HttpResponse:
    """What is found, as the accountant's software takes it."""
    search = _search_form(request).search()
    found = register.find_invoices(search=search, today=timezone.localdate())
    rows = list(found.order_by("issued_on", "number"))
    if request.method == "GET":
        register.record_export(search=search, count=len(rows), by=signed_in(request))
    answer = HttpResponse(register.as_csv(rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{_("invoices")}{search.year or ""}.csv"'
    return answer


@require_safe
@for_administrators
def invoice(request: HttpRequest, number: str) -> HttpResponse:
    """What a body was sent, on paper."""
    return paper_response(_invoice(number))


@require_safe
@for_administrators
def electronic_invoice(request: HttpRequest, number: str) -> HttpResponse:
    """The same for machines: what is handed to Chorus Pro, to Peppol or to a platform of invoices."""
    return electronic_response(_invoice(number))


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def paid(request: HttpRequest, number: str) -> HttpResponse:
    """A transfer has arrived for an invoice, or has left for a credit note."""
    current = _invoice(number)
    form = PaymentForm(request.POST or None, initial={"paid_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            mark_paid(invoice=current, by=signed_in(request), **form.cleaned_data)
        except NotOpen:
            messages.error(request, _("It was cancelled meanwhile."))
        else:
            said = (
                _("Credit note %(number)s is paid back.")
                if current.is_note
                else _("Invoice %(number)s is paid.")
            )
            messages.success(request, said % {"number": number})
        return _back(current)
    return render(request, "console/paid.html", {"invoice": current, "form": form, "back": _page_of(current)})


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def credited(request: HttpRequest, number: str) -> HttpResponse:
    """An invoice is cancelled by a credit note, and sent anew if it was only wrong."""
    current = _invoice(number)
    form = CreditForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        cancel = issue_again if form.cleaned_data["again"] else credit
        try:
            made = cancel(
                invoice=current,
                reason=form.cleaned_data["reason"],
                by=signed_in(request),
                today=timezone.localdate(),
            )
        except NotOpen:
            messages.error(request, _("It was cancelled meanwhile."))
        except (BillingProfile.DoesNotExist, NoSeller):
            messages.error(request, _("Nothing was done: nobody is left to send it to, or nobody sends it."))
        else:
            said = _("Invoice %(number)s is cancelled; %(made)s was sent.")
            messages.success(request, said % {"number": number, "made": made.number})
        return _back(current)
    context = {"invoice": current, "form": form, "back": _page_of(current)}
    return render(request, "console/credited.html", context)


def _search_form(request: HttpRequest) -> InvoiceSearchForm:
    return InvoiceSearchForm(request.GET, years=register.years_of_invoices())


def _invoice(number: str) -> Invoice:
    return get_object_or_404(Invoice.objects.select_related("corrects", "territory"), number=number)


def _row(one: Invoice, today: date) -> dict[str, Any]:
    return {
        "invoice": one,
        "electronic": is_electronic(one),
        "overdue": one.is_open and one.due_on < today,
    }


def _page_of(current: Invoice) -> str:
    """Where one came from: its territory, or the book once that is gone."""
    territory = current.territory
    return reverse("console:territory", args=[territory.slug]) if territory else reverse("console:invoices")


def _back(current: Invoice) -> HttpResponse:
    return redirect(_page_of(current))
