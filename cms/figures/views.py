"""Figures by period: on a page, as a workbook, as CSV."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cms.figures.forms import PeriodForm
from cms.figures.policies import reads_figures, writes_reports
from engagement.figures.export import csv_of, record_export, workbook_of
from engagement.figures.periods import InvalidPeriod, parse_period
from engagement.figures.selectors import Figures, figures_of
from engagement.figures.words import key_figures, lead_of, sections
from kernel.accounts.requests import signed_in

type View = Callable[..., HttpResponseBase]

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def only(allowed: Callable[[Any], bool]) -> Callable[[View], View]:
    """403 for those of the team of whom the policy says no."""

    def guarded(view: View) -> View:
        @wraps(view)
        def admitted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not allowed(request.user):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return admitted

    return guarded


def header(title: str, *above: dict[str, str]) -> dict[str, Any]:
    """What the back office's header shows; `above` are the pages that lead here."""
    home = {"url": reverse("wagtailadmin_home"), "label": _("Home")}
    return {
        "page_title": title,
        "header_title": title,
        "header_icon": "order",
        "breadcrumbs_items": [home, *above, {"url": "", "label": title}],
    }


@require_safe
@never_cache
@only(reads_figures)
def figures(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    form = PeriodForm(request.GET, today=timezone.localdate(now))
    form.is_valid()
    found = figures_of(period=form.period, now=now)
    context = {
        "form": form,
        "figures": found,
        "lead": lead_of(found),
        "key_figures": key_figures(found),
        "sections": [section for section in sections(found) if section.key != "chiffres"],
        "is_under_way": found.period.last >= timezone.localdate(now),
        "may_report": writes_reports(request.user),
        **header(_("Figures")),
    }
    return render(request, "figures/figures.html", context)


@require_safe
@never_cache
@only(reads_figures)
def workbook(request: HttpRequest, code: str) -> HttpResponse:
    found = _exported(request, code, "xlsx")
    return _download(workbook_of(found), _XLSX, f"chiffres-{found.period.code}.xlsx")


@require_safe
@never_cache
@only(reads_figures)
def table(request: HttpRequest, code: str) -> HttpResponse:
    found = _exported(request, code, "csv")
    return _download(csv_of(found).encode(), "text/csv; charset=utf-8", f"chiffres-{found.period.code}.csv")


def _exported(request: HttpRequest, code: str, kind: str) -> Figures:
    try:
        found = figures_of(period=parse_period(code), now=timezone.now())
    except InvalidPeriod:
        raise Http404(code) from None
    record_export(figures=found, by=signed_in(request), kind=kind)
    return found


def _download(content: bytes, content_type: str, name: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
