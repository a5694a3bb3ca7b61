"""The charter as everyone reads it, and as it is signed."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from engagement.associations.models import Association
from engagement.associations.policies import is_manager
from engagement.charter.forms import SignatureForm
from engagement.charter.gate import signed, signing_page
from engagement.charter.selectors import charter_to_sign_by, current_charter
from kernel.accounts.models import User
from kernel.accounts.second_factor import demand


@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: HttpRequest) -> HttpResponse:
    """The version in force; whoever is signed in and has not signed it may, then goes on to `?next=`.

    `?association=<slug>` is about the signature of an association that she manages.
    """
    user = request.user
    association = _association(request)
    charter = charter_to_sign_by(user=user, association=association) if isinstance(user, User) else None
    if charter and association and isinstance(user, User):
        demand(user)
    if charter is None or not isinstance(user, User):
        return _read(request, association)
    form = SignatureForm(request.POST, charter=charter, user=user, association=association)
    if signed(form, charter=charter, user=user, association=association):
        messages.success(request, _("Thank you: your signature of the charter is kept."))
        return redirect(_next(request) or request.get_full_path())
    return signing_page(request, form, association=association, action=request.get_full_path())


def _read(request: HttpRequest, association: Association | None) -> HttpResponse:
    """The text, for somebody who has nothing to sign here; one who has just done it elsewhere goes on."""
    if request.user.is_authenticated and (following := _next(request)):
        return redirect(following)
    charter = current_charter()
    if charter is None:
        raise Http404
    return render(request, "charter/read.html", {"charter": charter, "association": association})


def _association(request: HttpRequest) -> Association | None:
    slug = request.GET.get("association")
    if slug is None:
        return None
    association = get_object_or_404(Association, slug=slug)
    if not is_manager(request.user, association):
        raise Http404
    return association


def _next(request: HttpRequest) -> str:
    """Where she was going, on this site; empty when nowhere."""
    following = request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(following, {request.get_host()}, require_https=request.is_secure())
    return following if safe else ""
