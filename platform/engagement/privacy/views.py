"""« Mes données »: what is held about a person, and what she can do about it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from engagement.privacy import services
from engagement.privacy.confirmation import LASTS_MINUTES, TooManyAttempts, send_code
from engagement.privacy.erasure import ErasureBlocked, erase_person
from engagement.privacy.forms import ErasureForm
from engagement.privacy.registry import holders
from engagement.privacy.selectors import (
    agreements_of,
    downloadable,
    export_of,
    held_about,
    obstacles_to_erasure,
    what_stays,
)
from engagement.privacy.tasks import build_export
from engagement.rules.selectors import current_rules
from kernel.accounts.requests import signed_in, signed_in_to_post

_PAGE = "privacy:my_data"


@require_safe
@never_cache
@login_required
def my_data(request: HttpRequest) -> HttpResponse:
    """What is held, her consents, her export, and the way to erasure."""
    user, now = signed_in(request), timezone.now()
    export = export_of(user=user)
    context = {
        "held": held_about(user=user),
        "agreements": agreements_of(user=user),
        "export": export,
        "export_is_there": export is not None and export.is_there(now),
        "retention_months": current_rules().retention_months,
    }
    return render(request, "privacy/my_data.html", context)


@require_POST
@signed_in_to_post(_PAGE)
def ask_for_export(request: HttpRequest) -> HttpResponse:
    """Ask for the archive; a task makes it."""
    with transaction.atomic():
        export = services.request_export(user=signed_in(request), now=timezone.now())
        build_export.delay_on_commit(export_id=export.pk)
    messages.success(request, _("Your copy is being prepared. You will receive an e-mail with its link."))
    return redirect(_PAGE)


@require_safe
@never_cache
@login_required
def download(request: HttpRequest, code: str) -> HttpResponseBase:
    """Her own archive, as long as its link lasts."""
    export = downloadable(user=signed_in(request), code=code, now=timezone.now())
    if export is None:
        raise Http404
    return FileResponse(export.file.open("rb"), as_attachment=True, filename="mes-donnees.zip")


@require_POST
@signed_in_to_post(_PAGE)
def withdraw(request: HttpRequest, purpose: str) -> HttpResponse:
    """She no longer agrees."""
    try:
        services.withdraw_consent(user=signed_in(request), purpose=purpose, now=timezone.now())
    except KeyError:
        raise Http404 from None
    messages.success(request, _("Done: you no longer agree to this."))
    return redirect(_PAGE)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def erase(request: HttpRequest) -> HttpResponse:
    """What goes, what stays, and the confirmation."""
    user = signed_in(request)
    by_code = not user.has_usable_password() or "code" in request.GET
    form = ErasureForm(request.POST or None, user=user, by_code=by_code)
    if request.method == "POST" and not obstacles_to_erasure(user=user) and form.is_valid():
        try:
            erase_person(user=user, now=timezone.now())
        except ErasureBlocked:
            return redirect("privacy:erase")
        logout(request)
        return redirect("privacy:erased")
    context = {
        "form": form,
        "by_code": by_code,
        "has_password": user.has_usable_password(),
        "goes": [holder.label for holder in holders() if not holder.kept],
        "stays": what_stays(),
        "obstacles": obstacles_to_erasure(user=user),
    }
    return render(request, "privacy/erase.html", context)


@require_POST
@signed_in_to_post("privacy:erase")
def ask_for_code(request: HttpRequest) -> HttpResponse:
    """Send the code that confirms."""
    try:
        send_code(user=signed_in(request))
    except TooManyAttempts:
        messages.error(request, _("Too many codes were sent. Please wait a quarter of an hour."))
    else:
        messages.success(
            request,
            _("A code was sent to your e-mail address. It is good for %(minutes)s minutes.")
            % {"minutes": LASTS_MINUTES},
        )
    return redirect("/mes-donnees/effacer/?code")


@require_safe
def erased(request: HttpRequest) -> HttpResponse:
    """A last word."""
    return render(request, "privacy/erased.html")
