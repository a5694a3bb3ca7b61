"""The page where the team sets the rules of the territory."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from engagement.rules.forms import RulesForm
from engagement.rules.selectors import current_rules
from engagement.rules.services import change_rules
from kernel.accounts.requests import signed_in

PERMISSION = "rules.change_rules"


@require_http_methods(["GET", "HEAD", "POST"])
def rules(request: HttpRequest) -> HttpResponse:
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    form = RulesForm(request.POST or None, instance=current_rules())
    if request.method == "POST" and form.is_valid():
        change_rules(values=form.cleaned_data, by=signed_in(request), now=timezone.now())
        messages.success(request, _("The rules are saved. They hold from now on."))
        return HttpResponseRedirect(request.path)
    title = _("Rules of the territory")
    context = {
        "form": form,
        "header_title": title,
        "header_icon": "cog",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": "", "label": title},
        ],
    }
    return render(request, "backoffice/rules.html", context)
