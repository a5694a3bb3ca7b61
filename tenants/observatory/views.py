"""The observatory on the portal, and its open data."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from tenants.observatory.disclosure import FEWEST
from tenants.observatory.models import Axis, Publication
from tenants.observatory.open_data import LICENCE, as_csv, as_json, json_schema
from tenants.observatory.presenters import causes_chart, crossed_of, map_of, shown, table_of, trend, year_of
from tenants.observatory.selectors import published_months, rows_of, years

#: A month is published once: what is kept for an hour is late by an hour at most.
FRESH_FOR = 3600


@require_safe
@conditional_page
@cache_control(public=True, max_age=FRESH_FOR)
def observatory(request: HttpRequest) -> HttpResponse:
    """The network in figures: one month, by département or province and by cause, and how it went."""
    publications = published_months()
    context: dict[str, Any] = {
        "publications": publications,
        "fewest": FEWEST,
        "licence": LICENCE,
        "publication": None,
    }
    if publications:
        context |= _month(_asked(request, publications))
    return render(request, "observatory/observatory.html", context)


def _month(publication: Publication) -> dict[str, Any]:
    by_axis: dict[str, list[Any]] = {axis: [] for axis in Axis.values}
    for row in rows_of(month=publication.month):
        by_axis[row.level].append(row)
    (whole,) = by_axis[Axis.NETWORK]
    divisions, causes = by_axis[Axis.DIVISION], by_axis[Axis.CAUSE]
    return {
        "publication": publication,
        "whole_is_withheld": whole.volunteers is None,
        "whole": {
            name: shown(getattr(whole, name))
            for name in ("missions", "places", "volunteers", "participations", "hours")
        },
        "map": map_of(divisions),
        "divisions": table_of(divisions),
        "causes_chart": causes_chart(causes),
        "causes": table_of(causes),
        "crossed": crossed_of(by_axis[Axis.CROSSED], divisions=divisions, causes=causes),
        "trend": trend(rows_of(axis=Axis.NETWORK)),
        "years": [year_of(one) for one in years()],
    }


def _asked(request: HttpRequest, publications: list[Publication]) -> Publication:
    """`?mois=2026-10`; the latest when none is asked for. 404 for one that is not public."""
    asked = request.GET.get("mois")
    if not asked:
        return publications[0]
    for one in publications:
        if asked == f"{one.month:%Y-%m}":
            return one
    raise Http404(asked)


@require_safe
@conditional_page
@cache_control(public=True, max_age=FRESH_FOR)
def table(request: HttpRequest) -> HttpResponse:
    answer = HttpResponse(as_csv(rows_of()), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="observatoire.csv"'
    return _open(answer)


@require_safe
@conditional_page
@cache_control(public=True, max_age=FRESH_FOR)
def document(request: HttpRequest) -> HttpResponse:
    told = as_json(publications=published_months(), rows=rows_of(), schema_url=_schema_url(request))
    return _open(JsonResponse(told, json_dumps_params={"ensure_ascii": False}))


@require_safe
@conditional_page
@cache_control(public=True, max_age=FRESH_FOR)
def schema(request: HttpRequest) -> HttpResponse:
    return _open(JsonResponse(json_schema(url=_schema_url(request)), content_type="application/schema+json"))


def _schema_url(request: HttpRequest) -> str:
    return f"{settings.PUBLIC_SCHEME}://{request.get_host()}{reverse('observatory:schema')}"


def _open(answer: HttpResponse) -> HttpResponse:
    """Readable by scripts of any site: nothing in it is anybody's."""
    answer["Access-Control-Allow-Origin"] = "*"
    return answer
