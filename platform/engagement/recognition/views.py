"""« Mon engagement »: her year, her hours, her expenses."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from engagement.recognition import services
from engagement.recognition.forms import DeclareForm, DisputeForm, ExpenseForm
from engagement.recognition.models import Expense
from engagement.recognition.policies import may_accept, may_dispute, may_take_back
from engagement.recognition.presenters import months_in_words, named_minutes, own_hours
from engagement.recognition.record_paper import year_pdf
from engagement.recognition.selectors import (
    account_progress,
    associations_of,
    expense_totals,
    hours_of,
    year_record,
    years_of,
)
from kernel.accounts.models import User
from kernel.accounts.requests import signed_in
from kernel.lifecycle import ForbiddenTransition
from kernel.tenancy import current_territory

PAGE_SIZE = 20
_FIRST_YEAR = 2000


@require_safe
@login_required
def record(request: HttpRequest, year: int | None = None) -> HttpResponse:
    """Her year: hours that stand by association, cause and month, counters, thanks; every line of hours."""
    user, now = signed_in(request), timezone.now()
    this_year = timezone.localtime(now).year
    year = year or this_year
    if not _FIRST_YEAR <= year <= this_year:
        raise Http404
    told = year_record(user=user, year=year)
    rows = hours_of(user=user).filter(day__year=year)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "record": told,
        "total": named_minutes([("", told.minutes)])[0]["hours"],
        "associations": named_minutes(told.by_association),
        "causes": named_minutes(told.by_cause),
        "months": months_in_words(told),
        "years": sorted({this_year, year, *years_of(user=user)}, reverse=True),
        "page": page,
        "entries": [own_hours(hours, user=user) for hours in page],
        "can_declare": associations_of(user=user).exists(),
    }
    return render(request, "recognition/record.html", context | _counters(user, year, told))


@require_safe
@login_required
def record_pdf(request: HttpRequest, year: int) -> HttpResponse:
    """The same on paper."""
    if not _FIRST_YEAR <= year <= timezone.localdate().year:
        raise Http404
    user = signed_in(request)
    content = year_pdf(user=user, record=year_record(user=user, year=year), now=timezone.now())
    return _as_pdf(content, f"bilan-{year}.pdf")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def declare(request: HttpRequest) -> HttpResponse:
    """Declare hours of a regular mission."""
    user = signed_in(request)
    form = DeclareForm(request.POST or None, user=user, initial={"day": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            services.declare_hours(
                user=user,
                association=given["association"],
                mission=given["mission"],
                day=given["day"],
                minutes=form.minutes,
                note=given["note"],
                now=timezone.now(),
            )
        except services.HoursRefused as refusal:
            form.add_error(None, str(refusal.message))
        else:
            messages.success(request, _("Your hours are declared. The association is asked to confirm them."))
            return redirect("recognition:year", year=given["day"].year)
    return render(request, "recognition/declare.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def dispute(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that hours are wrong."""
    user = signed_in(request)
    hours = get_object_or_404(hours_of(user=user), pk=pk)
    if not may_dispute(user, hours):
        return redirect("recognition:record")
    form = DisputeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.dispute_hours(hours=hours, reason=form.cleaned_data["reason"], now=timezone.now())
        except ForbiddenTransition:
            messages.warning(request, _("Somebody was quicker: here is how things stand now."))
        else:
            messages.success(request, _("The association is told. You will receive its answer by e-mail."))
        return redirect("recognition:year", year=hours.day.year)
    return render(request, "recognition/dispute.html", {"form": form, "entry": own_hours(hours, user=user)})


@require_POST
@login_required
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Agree with a correction."""
    user = signed_in(request)
    hours = get_object_or_404(hours_of(user=user), pk=pk)
    if may_accept(user, hours):
        services.accept_correction(hours=hours, now=timezone.now())
        messages.success(request, _("Thank you: these hours are settled."))
    return redirect("recognition:year", year=hours.day.year)


@require_POST
@login_required
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete what she declared and nobody answered."""
    user = signed_in(request)
    hours = get_object_or_404(hours_of(user=user), pk=pk)
    if may_take_back(user, hours):
        services.take_back_hours(hours=hours)
        messages.success(request, _("These hours are taken back."))
    return redirect("recognition:year", year=hours.day.year)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def expenses(request: HttpRequest) -> HttpResponse:
    """Lump sums received, against the law's ceilings. Only where the law has some."""
    user, territory = signed_in(request), current_territory()
    if territory is None or territory.country != "BE":
        raise Http404
    today = timezone.localdate()
    form = ExpenseForm(request.POST or None, user=user, initial={"day": today})
    if request.method == "POST" and form.is_valid():
        services.note_expense(user=user, **form.cleaned_data)
        messages.success(request, _("Noted."))
        return redirect("recognition:expenses")
    return render(
        request,
        "recognition/expenses.html",
        {"form": form, "totals": expense_totals(user=user, year=today.year), "year": today.year},
    )


@require_POST
@login_required
def drop_expense(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what she noted."""
    services.drop_expense(expense=get_object_or_404(Expense, user=signed_in(request), pk=pk))
    messages.success(request, _("Taken back."))
    return redirect("recognition:expenses")


def _counters(user: User, year: int, told: Any) -> dict[str, Any]:
    """The counter that makes sense in the territory's country."""
    territory = current_territory()
    country = territory.country if territory else ""
    return {
        "account": account_progress(told) if country == "FR" else None,
        "ceilings": expense_totals(user=user, year=year) if country == "BE" else None,
    }


def _as_pdf(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "private, no-store",
        },
    )
