"""Requests that associations leave without an answer, as the team's home counts them. The team answers none itself."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from engagement.participations.promise import unanswered

PER_PAGE = 30


@require_safe
def unanswered_requests(request: HttpRequest) -> HttpResponse:
    """The longest waiting first, volunteers by their masked names: for the whole team, which is told by e-mail too."""
    title = _("Requests without an answer")
    context = {
        "rows": Paginator(unanswered(now=timezone.now()), PER_PAGE).get_page(request.GET.get("p")),
        "header_title": title,
        "header_icon": "time",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": "", "label": title},
        ],
    }
    return render(request, "backoffice/unanswered.html", context)
