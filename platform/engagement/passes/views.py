"""At home: a mission of another territory, the pass that leads there, the way over, the end of it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from engagement.passes.crossing import render_before_crossing
from engagement.passes.elsewhere import find_elsewhere, shown_by
from engagement.passes.exchange import tell_changes
from engagement.passes.forms import PassForm
from engagement.passes.models import Pass
from engagement.passes.selectors import journeys_of, live, pass_to, passes_of
from engagement.passes.services import HostIsClosed, end_pass, issue_pass, note_crossing
from engagement.passes.tickets import issue_ticket
from kernel.accounts.models import User
from kernel.accounts.requests import signed_in
from kernel.tenancy import TerritoryContext, current_territory, territory_called


@require_safe
@never_cache
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """Her passes: where to, what is under way there, to whom her name was given."""
    user = signed_in(request)
    passes = list(passes_of(user=user))
    context = {
        "passes": passes,
        "journeys": journeys_of(user=user),
        "open_hosts": live({one.host for one in passes}),
    }
    return render(request, "passes/mine.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def mission(request: HttpRequest, territory: str, mission_id: int) -> HttpResponse:
    """A mission of another territory, seen from here by anybody, and the agreement by which one takes part in it.

    A guest is sent on to that territory's site: her passes are at home.
    """
    user, now, here = request.user, timezone.now(), current_territory()
    if here is not None and territory == here.slug:
        return redirect(get_object_or_404(shown_by(territory), mission_id=mission_id).path)
    found = find_elsewhere(user=user, territory=territory, mission_id=mission_id, now=now)
    if found is None:
        raise Http404
    if isinstance(user, User) and user.is_guest:
        return redirect(found.url)
    if not isinstance(user, User):
        if request.method == "POST":
            return redirect_to_login(request.path)
        return render(request, "passes/mission.html", {"found": found})
    travel_pass = pass_to(user=user, host=territory)
    form = PassForm(request.POST or None)
    if request.method == "POST" and (travel_pass or form.is_valid()) and not found.is_too_young:
        shows = travel_pass.shows_first_name if travel_pass else form.cleaned_data["shows_first_name"]
        issue_pass(user=user, host=found.host, shows_first_name=shows, now=now)
        return redirect("passes:cross", territory=territory, path=found.opportunity.path.lstrip("/"))
    context = {"found": found, "form": form, "travel_pass": travel_pass}
    return render_before_crossing(request, "passes/mission.html", context, host=found.host)


@require_safe
@never_cache
@login_required
def cross(request: HttpRequest, territory: str, path: str) -> HttpResponse:
    """To a page of another territory's site, with the ticket that lets her in there."""
    user, here, now = signed_in(request), current_territory(), timezone.now()
    query = request.META["QUERY_STRING"]
    path = f"/{path}" + (f"?{query}" if query else "")
    if here is None or not url_has_allowed_host_and_scheme(path, allowed_hosts=None):
        raise Http404
    if territory == here.slug:
        return redirect(path)
    travel_pass, host = _pass_and_host(request, territory)
    try:
        if host is None:
            raise HostIsClosed
        with transaction.atomic():
            note_crossing(travel_pass=travel_pass, host=host, now=now)
            tell_changes(now=now)
    except HostIsClosed:
        messages.warning(
            request, _("The site of %(name)s is closed for now.") % {"name": travel_pass.host_name}
        )
        return redirect("passes:mine")
    assert travel_pass.user_id == user.pk
    return redirect(f"{host.base_url}/laissez-passer/{issue_ticket(travel_pass, path=path)}/")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def end(request: HttpRequest, territory: str) -> HttpResponse:
    """Give a pass up: asked once, then done."""
    travel_pass, _host = _pass_and_host(request, territory)
    if request.method == "POST":
        end_pass(travel_pass=travel_pass, now=timezone.now())
        messages.success(
            request,
            _("Your pass has ended. %(name)s erases what it knew of you.") % {"name": travel_pass.host_name},
        )
        return redirect("passes:mine")
    return render(request, "passes/end.html", {"travel_pass": travel_pass})


def _pass_and_host(request: HttpRequest, territory: str) -> tuple[Pass, TerritoryContext | None]:
    """Hers, or a 404; the host is None once it is gone."""
    travel_pass = get_object_or_404(passes_of(user=signed_in(request)), host=territory)
    return travel_pass, territory_called(territory)
