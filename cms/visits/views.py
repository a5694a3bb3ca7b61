"""The page of the back office that shows them."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from cms.visits.selectors import Views, views_of
from kernel.ui.dates import date_format
from themes.base.charts import Point, columns

PERMISSION = "visits.view_dailyviews"
PERIODS = (4, 12, 26, 52)


@require_safe
def visits(request: HttpRequest) -> HttpResponse:
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    asked = request.GET.get("weeks", "")
    weeks = int(asked) if asked in {str(one) for one in PERIODS} else 12
    views = views_of(weeks=weeks, today=timezone.localdate())
    title = _("Visits")
    context = {
        "views": views,
        "chart": _chart(views),
        "periods": [(one, one == weeks) for one in PERIODS],
        "weeks": weeks,
        "header_title": title,
        "header_icon": "view",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": "", "label": title},
        ],
    }
    return render(request, "visits/visits.html", context)


def _chart(views: Views) -> str:
    best = max(views.weeks, key=lambda week: week.views)
    said = ngettext(
        "The week of %(day)s has most, %(number)s page looked at.",
        "The week of %(day)s has most, %(number)s pages looked at.",
        best.views,
    ) % {"day": date_format(best.monday, "j F"), "number": best.views}
    points = [Point(date_format(week.monday, "j/n"), week.views, str(week.views)) for week in views.weeks]
    return columns(key="visits", title=_("Pages looked at, week by week"), text=said, points=points)
