"""The territory as its operator sees it: where it stands, and its communes."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from cms.territory.forms import CommunesForm
from cms.territory.policies import runs_territory
from kernel.accounts.requests import signed_in
from kernel.audit.services import record
from kernel.tenancy import current_territory
from tenants.billing.selectors import price_with
from tenants.billing.words import price_in_words
from tenants.provisioning.changing import change_communes
from tenants.provisioning.effects import effects_of
from tenants.registry.models import Territory
from tenants.registry.services import OPERATOR

type View = Callable[..., HttpResponseBase]


def for_operators(view: View) -> View:
    """403 for everybody else, also in the team."""

    @wraps(view)
    def admitted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not runs_territory(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return admitted


def territory_at_hand() -> Territory:
    context = current_territory()
    assert context is not None  # the back office is a territory's
    return Territory.objects.get(pk=context.id)


def page(title: str, **context: Any) -> dict[str, Any]:
    """What the back office's header shows, around the page's own context."""
    return {
        "page_title": title,
        "header_title": title,
        "header_icon": "globe",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse("territory"), "label": _("The territory")},
            *([{"url": "", "label": title}] if title != _("The territory") else []),
        ],
        **context,
    }


@require_safe
@for_operators
def overview(request: HttpRequest) -> HttpResponse:
    territory = territory_at_hand()
    context = page(
        _("The territory"),
        territory=territory,
        communes=territory.communes.order_by("search_key"),
        primary=territory.context().primary_host,
        short_paths=territory.short_paths.order_by("path"),
    )
    return render(request, "territory/overview.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_operators
def communes(request: HttpRequest) -> HttpResponse:
    """The form; then what it would change; then the change."""
    territory = territory_at_hand()
    form = CommunesForm(request.POST or None, territory=territory)
    effects = price = None
    if request.method == "POST" and form.is_valid():
        add, remove = form.cleaned_data["add"], form.cleaned_data["remove"]
        if "confirm" in request.POST:
            change_communes(territory=territory, add=add, remove=remove, now=timezone.now(), by=OPERATOR)
            record(
                act="territory.communes",
                actor=signed_in(request),
                details={"added": [c.pk for c in add], "removed": [c.pk for c in remove]},
            )
            messages.success(request, _("The territory has changed. Its site shows it already."))
            return redirect("territory")
        effects = effects_of(territory=territory, communes=[c.pk for c in remove]) if remove else []
        after = price_with(territory=territory, add=add, remove=remove, today=timezone.localdate())
        price = after and price_in_words(after)
    context = page(_("Communes"), form=form, effects=effects, price=price, territory=territory)
    return render(request, "territory/communes.html", context)
