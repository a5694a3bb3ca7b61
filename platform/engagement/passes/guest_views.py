"""At the host: a guest comes in by a ticket; what is known of her here."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from engagement.passes.exchange import exchange
from engagement.passes.models import Release
from engagement.passes.selectors import guest_called, here_as_guest
from engagement.passes.tickets import read_ticket, use_up
from kernel.accounts.models import User
from kernel.accounts.requests import signed_in
from kernel.tenancy import current_territory, territory_called

#: A guest comes back by her own site: a session here is for one visit.
VISIT = timedelta(hours=2)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def enter(request: HttpRequest, text: str) -> HttpResponse:
    """Where she comes from and what is known of her; on, as a guest. Opening the page signs nobody in."""
    here = current_territory()
    ticket = read_ticket(text, host=here) if here else None
    home = territory_called(ticket.home) if ticket else None
    if ticket is None or home is None or not home.is_open:
        return render(request, "passes/expired.html", {"home": home}, status=410)
    visitor = request.user if isinstance(request.user, User) else None
    if visitor is not None and (guest := here_as_guest(visitor)) and str(guest.code) == ticket.code:
        return redirect(ticket.path)
    if request.method == "POST":
        exchange(now=timezone.now())
        guest = guest_called(code=ticket.code, home=home.slug)
        if guest is None or not use_up(ticket):
            return render(request, "passes/expired.html", {"home": home}, status=410)
        login(request, guest.user, backend=settings.AUTHENTICATION_BACKENDS[0])
        request.session.set_expiry(VISIT)
        return redirect(ticket.path)
    context = {"home": home, "path": ticket.path, "is_known": visitor is not None and not visitor.is_guest}
    return render(request, "passes/enter.html", context)


@require_safe
@never_cache
@login_required
def known(request: HttpRequest) -> HttpResponse:
    """What is known of a guest here, to herself. Somebody of this territory is led to her own passes."""
    user = signed_in(request)
    guest = here_as_guest(user)
    if guest is None:
        return redirect("passes:mine")
    releases = Release.objects.filter(participation__user=user).select_related(
        "participation__mission__association"
    )
    return render(
        request,
        "passes/known.html",
        {"guest": guest, "home": territory_called(guest.home), "releases": releases},
    )
