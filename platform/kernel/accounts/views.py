"""A person's account: what it is made of, her name, and where she is signed in."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from allauth.account.utils import perform_login
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kernel.accounts.devices import devices_of, end_others
from kernel.accounts.forms import NameForm
from kernel.accounts.links import person_of
from kernel.accounts.models import User
from kernel.accounts.requests import signed_in
from kernel.accounts.second_factor import has_second_factor, needs_second_factor


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """The link of an e-mail: a button, since machines that read mail follow links, and it works once.

    Like the code beside it, it proves the address.
    """
    person = person_of(token)
    if person is None:
        return render(request, "accounts/enter.html", {"is_valid": False}, status=410)
    if request.method == "POST":
        for address in EmailAddress.objects.filter(user=person, email__iexact=person.email, verified=False):
            address.user = person  # what is changed with the proof is changed on the one who signs in
            get_adapter().confirm_email(request, address)
        answer: HttpResponse = perform_login(request, person, email=person.email)
        return answer
    return render(request, "accounts/enter.html", {"is_valid": True})


@require_safe
@login_required
def account(request: HttpRequest) -> HttpResponse:
    """Everything about the account, with the way to each page."""
    user = signed_in(request)
    context = {
        "has_second_factor": has_second_factor(user),
        "needs_second_factor": needs_second_factor(user),
        "has_password": user.has_usable_password(),
    }
    return render(request, "accounts/account.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def name(request: HttpRequest) -> HttpResponse:
    """First and last name."""
    person = User.objects.get(pk=signed_in(request).pk)  # a refused name must not show in the page's menu
    form = NameForm(request.POST or None, instance=person)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Your name is saved."))
        return redirect("accounts:account")
    return render(request, "accounts/name.html", {"form": form})


@require_safe
@login_required
def devices(request: HttpRequest) -> HttpResponse:
    """Where she is signed in."""
    session_key = request.session.session_key
    if not UserSession.objects.filter(session_key=session_key).exists():
        UserSession.objects.create_from_request(request)
    listed = devices_of(signed_in(request), current_key=session_key)
    return render(request, "accounts/devices.html", {"devices": listed})


@require_POST
@login_required
def sign_out_device(request: HttpRequest, pk: int) -> HttpResponse:
    """End one of her sessions; her own is ended as by signing out."""
    session = get_object_or_404(UserSession, pk=pk, user=signed_in(request))
    if session.session_key == request.session.session_key:
        logout(request)
    session.end()
    messages.success(request, _("That device is signed out."))
    return redirect("accounts:devices")


@require_POST
@login_required
def sign_out_others(request: HttpRequest) -> HttpResponse:
    """End every session but this one."""
    end_others(signed_in(request), current_key=request.session.session_key)
    messages.success(request, _("All your other devices are signed out."))
    return redirect("accounts:devices")
