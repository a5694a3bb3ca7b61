"""The last look, the building, and the way in."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kernel.accounts.limits import client_address, is_within
from kernel.company_numbers import format_number
from tenants.opening.applicants import for_applicants, for_editing, steps_for
from tenants.opening.enums import ApplicationState
from tenants.opening.handover import NoHandover, is_offered, make_link
from tenants.opening.models import Application
from tenants.opening.opening import Incomplete, ask_to_open, is_lost
from tenants.opening.selectors import extent_of, site_of, steps_reached, trial_days, why_not
from tenants.opening.steps import first_missing
from tenants.provisioning.services import Step
from themes.presets import PRESETS

#: Territories that one client may ask for within a day.
A_DAY = 10

_WORDS = {
    Step.REGISTERED: gettext_lazy("Your territory is in the register"),
    Step.STRUCTURE: gettext_lazy("Its own tables, apart from everybody else’s"),
    Step.DATA: gettext_lazy("Lists of causes and skills"),
    Step.RULES: gettext_lazy("The rules that keep data whole"),
    Step.BRAND: gettext_lazy("Your colours"),
    Step.EDITOR: gettext_lazy("Your account"),
    Step.CONTENT: gettext_lazy("Pages to begin with, missions of the neighbours"),
    Step.LIVE: gettext_lazy("The site answers"),
}


@require_GET
@for_editing
def summary(request: HttpRequest, application: Application) -> HttpResponse:
    """All that was said, and the button."""
    extent = extent_of(application)
    context = {
        "application": application,
        "steps": steps_for(application, "summary"),
        "extent": extent,
        "number": format_number("siren" if application.country == "FR" else "bce", application.number),
        "price": extent.prices[application.interval],
        "preset": PRESETS[application.preset].label,
        "site": site_of(application.slug),
        "trial_days": trial_days(),
    }
    return render(request, "opening/summary.html", context)


@require_POST
@for_applicants
def build(request: HttpRequest, application: Application) -> HttpResponse:
    """Once, however often it is pressed."""
    limit = f"opening:built:{client_address(request)}"
    counts = application.is_editable and first_missing(application) is None
    if counts and not is_within(limit, most=A_DAY, window=timedelta(days=1)):
        messages.error(request, _("Too many sites were opened from here today. Try again tomorrow."))
        return HttpResponseRedirect(reverse("opening:summary"))
    try:
        ask_to_open(application=application, now=timezone.now())
    except Incomplete as missing:
        messages.error(request, _("Nothing is opened yet: this step needs another look."))
        return HttpResponseRedirect(reverse(f"opening:{missing.step}"))
    return HttpResponseRedirect(reverse("opening:progress"))


@require_http_methods(["GET", "HEAD"])
@for_applicants
def progress(request: HttpRequest, application: Application) -> HttpResponse:
    """How far the building has come; then the door. Asked again every second by the script."""
    now = timezone.now()
    if application.state == ApplicationState.DRAFT:
        return HttpResponseRedirect(reverse("opening:summary"))
    waits = application.state == ApplicationState.OPENING and not is_lost(application, now=now)
    if request.headers.get("HX-Request"):
        if not waits:
            return HttpResponse(headers={"HX-Redirect": reverse("opening:progress")})
        context = _building(application)
        context["advanced"] = request.GET.get("done", "0") != str(context["done"])
        return render(request, "opening/_progress.html", context)
    if application.state == ApplicationState.OPEN:
        return _ready(request, application)
    return render(
        request,
        "opening/progress.html",
        {
            "application": application,
            "waits": waits,
            "is_taken": application.is_editable and bool(why_not(application.slug)),
            **_building(application),
        },
    )


def _building(application: Application) -> dict[str, Any]:
    reached = steps_reached(application)
    building = [(label, step in reached) for step, label in _WORDS.items()]
    return {"building": building, "done": sum(done for _label, done in building), "advanced": False}


def _ready(request: HttpRequest, application: Application) -> HttpResponse:
    territory = application.territory
    context = {
        "application": application,
        "site": territory.context().base_url if territory else "",
        "offered": is_offered(application, now=timezone.now()),
        "awaits_review": territory is not None and not territory.listed,
    }
    return render(request, "opening/ready.html", context)


@require_GET
@for_applicants
def door(request: HttpRequest, application: Application) -> HttpResponse:
    """To the back office, signed in."""
    try:
        return HttpResponseRedirect(make_link(application=application, now=timezone.now()))
    except NoHandover:
        messages.info(request, _("Sign in at your site with your e-mail address."))
        return HttpResponseRedirect(reverse("opening:progress"))
