"""The door of every contribution: whoever has not signed the charter in force is asked to, and nothing typed is lost.

Who speaks for an association is asked for the association's signature, who speaks for herself for her own.

    if page := charter_to_sign(request):
        return page

Without a published charter the door is open. What was posted travels inside the page that asks, and goes on to the
same address together with the signature: signing and contributing are one press of a button.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from engagement.associations.models import Association
from engagement.charter.forms import SignatureForm
from engagement.charter.models import Charter
from engagement.charter.selectors import charter_to_sign_by
from engagement.charter.services import AnotherVersion, sign_charter
from kernel.accounts.models import User


def charter_to_sign(
    request: HttpRequest, *, association: Association | None = None, holder: User | None = None
) -> HttpResponse | None:
    """None when the way is free; else what asks to sign, to be returned as it is. One query.

    It is about her own signature, or that of an association for which the caller has seen that she may act. Asked with
    GET, she is led to the charter and back; a form that was posted goes on to where it was sent. Nobody signed in:
    None, unless `holder` is whose a link is that acts without signing in, and what it does is posted.

    Files cannot travel inside a page: it names them and has them chosen again. A view whose form has some had better
    ask before showing it.
    """
    user = holder or request.user
    if not isinstance(user, User):
        return None
    charter = charter_to_sign_by(user=user, association=association)
    if charter is None:
        return None
    if request.method != "POST":
        query = {"next": request.get_full_path()} | ({"association": association.slug} if association else {})
        return redirect(f"{reverse('charter:sign')}?{urlencode(query)}")
    form = SignatureForm(request.POST, charter=charter, user=user, association=association)
    if signed(form, charter=charter, user=user, association=association):
        return None
    if user != request.user:
        form.initial["name"] = ""  # a link is forwarded at times: it tells nobody whose it is
    return signing_page(request, form, association=association, action=request.get_full_path())


def charter_signed(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """`charter_to_sign` as a decorator, for what a person does in her own name. Below the one that has her sign in."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return charter_to_sign(request) or view(request, *args, **kwargs)

    return asked


def signed(form: SignatureForm, *, charter: Charter, user: User, association: Association | None) -> bool:
    """Whether the form is a signature, which is then kept."""
    if not form.is_valid():
        return False
    try:
        sign_charter(
            charter=charter,
            user=user,
            name=form.signature,
            association=association,
            now=timezone.now(),
        )
    except AnotherVersion:
        return False
    return True


def signing_page(
    request: HttpRequest, form: SignatureForm, *, association: Association | None, action: str
) -> HttpResponse:
    """The charter and the form below it, with what was posted to be sent on."""
    ours = (form.add_prefix(""), "csrfmiddlewaretoken")
    carried = [
        (name, value)
        for name, values in request.POST.lists()
        if not name.startswith(ours)
        for value in values
    ]
    context = {
        "charter": form.charter,
        "form": form,
        "association": association,
        "action": action,
        "carried": carried,
        "files": [(name, [one.name for one in sent]) for name, sent in request.FILES.lists()],
    }
    return render(request, "charter/sign.html", context)
