"""Reports to an assembly: the words that go around a period's figures, and the paper."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from cms.figures.forms import ReportForm
from cms.figures.policies import reads_figures, writes_reports
from cms.figures.views import header, only
from engagement.figures.models import Report
from engagement.figures.paper import report_pdf
from engagement.figures.periods import year_of
from engagement.figures.selectors import reports as all_reports
from kernel.ui.slugs import slug_of


def _above(*more: dict[str, str]) -> list[dict[str, str]]:
    return [{"url": reverse("figures:page"), "label": _("Figures")}, *more]


@require_safe
@only(reads_figures)
def reports(request: HttpRequest) -> HttpResponse:
    context = {
        "reports": all_reports(),
        "may_report": writes_reports(request.user),
        **header(_("Reports to assemblies"), *_above()),
    }
    return render(request, "figures/reports.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@only(writes_reports)
def write(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """A new report, of the year before the one at hand, or one to change."""
    report = get_object_or_404(Report, pk=pk) if pk else None
    year = year_of(timezone.localdate()).before
    initial = {
        "title": _("Report of activity %(year)s") % {"year": year.label},
        "first_day": year.first,
        "last_day": year.last,
    }
    form = ReportForm(request.POST or None, instance=report, initial=None if report else initial)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("The report is saved. Its figures are counted each time it is printed."))
        return redirect("figures:report", pk=form.instance.pk)
    reports_page = {"url": reverse("figures:reports"), "label": _("Reports to assemblies")}
    title = report.title if report else _("New report")
    return render(
        request,
        "figures/report.html",
        {"form": form, "report": report, **header(title, *_above(reports_page))},
    )


@require_POST
@only(writes_reports)
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    get_object_or_404(Report, pk=pk).delete()
    messages.success(request, _("The report is deleted."))
    return redirect("figures:reports")


@require_safe
@never_cache
@only(reads_figures)
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    report = get_object_or_404(Report, pk=pk)
    name = slug_of(report.title) or "bilan"
    return HttpResponse(
        report_pdf(report=report, now=timezone.now()),
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}.pdf"'},
    )
