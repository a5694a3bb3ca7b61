"""A page of help for the team, in place of links that lead to another site."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from engagement.moderation.policies import kinds_for


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    title = _("Help for the team")
    context = {
        "header_title": title,
        "header_icon": "help",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": "", "label": title},
        ],
        "moderates": bool(kinds_for(request.user)),
        "minds_team": request.user.has_perm("accounts.add_user"),
        "search_url": reverse("backoffice_search"),
        "queue_url": reverse("backoffice_moderation:queue"),
    }
    return render(request, "backoffice/help.html", context)
