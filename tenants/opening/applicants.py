"""Which application a browser is filling in: its session says so, after a code or a link."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from tenants.opening.enums import ApplicationState
from tenants.opening.models import Application
from tenants.opening.services import NotEditable
from tenants.opening.steps import STEPS, first_missing

_KEY = "opening"


def enter(request: HttpRequest, application: Application) -> HttpResponse:
    """Fill in this application from now on, where it was left."""
    request.session.cycle_key()
    request.session[_KEY] = application.pk
    return HttpResponseRedirect(next_url(application))


def leave(request: HttpRequest) -> None:
    request.session.pop(_KEY, None)


def application_of(request: HttpRequest) -> Application | None:
    pk = request.session.get(_KEY)
    return Application.objects.select_related("territory").filter(pk=pk).first() if pk else None


def next_url(application: Application) -> str:
    """The page to go on with."""
    if application.state in (ApplicationState.OPENING, ApplicationState.OPEN):
        return reverse("opening:progress")
    missing = first_missing(application)
    return reverse(f"opening:{missing.name}" if missing else "opening:summary")


def for_applicants(view: Callable[..., HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """The view takes the application; who has none begins."""

    @wraps(view)
    @never_cache
    def admitted(request: HttpRequest) -> HttpResponse:
        application = application_of(request)
        if application is None:
            messages.info(request, _("Prove your e-mail address to begin, or to go on where you were."))
            return HttpResponseRedirect(reverse("opening:start"))
        return view(request, application)

    return admitted


def for_editing(view: Callable[..., HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """The same, as long as something may be changed, and one step after the other."""

    @wraps(view)
    def admitted(request: HttpRequest, application: Application) -> HttpResponse:
        missing = first_missing(application)
        name = request.resolver_match.url_name if request.resolver_match else ""
        order = [step.name for step in STEPS]
        too_early = missing and (name not in order or order.index(name) > order.index(missing.name))
        if not application.is_editable or too_early:
            return HttpResponseRedirect(next_url(application))
        try:
            return view(request, application)
        except NotEditable:  # opened from another window in the same moment
            return HttpResponseRedirect(reverse("opening:progress"))

    return for_applicants(admitted)


def steps_for(application: Application, current: str) -> list[dict[str, Any]]:
    """The list of steps beside the form: those that one may go to have an address."""
    missing, reachable, shown = first_missing(application), True, []
    for number, step in enumerate(STEPS, start=1):
        shown.append(
            {
                "number": number,
                "label": step.label,
                "url": reverse(f"opening:{step.name}") if reachable else "",
                "done": step.is_done(application),
                "current": step.name == current,
            }
        )
        reachable = reachable and step != missing
    return shown
