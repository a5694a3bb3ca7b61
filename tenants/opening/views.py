"""Beginning, proving one's address, coming back, and the documents."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from kernel.accounts.limits import client_address
from tenants.billing.seller import NoSeller, seller
from tenants.opening.applicants import application_of, enter, leave, next_url
from tenants.opening.codes import VALID, Pending, SpentCode, TooManyCodes, WrongCode, check_code, send_code
from tenants.opening.documents import UnknownVersion, text_of
from tenants.opening.enums import Document
from tenants.opening.forms import CodeForm, EmailForm
from tenants.opening.models import Application
from tenants.opening.selectors import trial_days
from tenants.opening.services import start_or_resume

_PENDING = "opening_pending"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def start(request: HttpRequest) -> HttpResponse:
    """What it takes, and the address that a code is sent to."""
    form = EmailForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            pending = send_code(
                email=form.cleaned_data["email"], client=client_address(request), now=timezone.now()
            )
        except TooManyCodes:
            form.add_error("email", _("Too many codes were asked for. Wait an hour, then try again."))
        else:
            request.session[_PENDING] = pending.stored()
            return HttpResponseRedirect(reverse("opening:code"))
    under_way = application_of(request)
    context = {
        "form": form,
        "trial_days": trial_days(),
        "resume_url": next_url(under_way) if under_way else "",
        "under_way": under_way,
    }
    return render(request, "opening/start.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def code(request: HttpRequest) -> HttpResponse:
    """The code that came by e-mail."""
    stored = request.session.get(_PENDING)
    if stored is None:
        return HttpResponseRedirect(reverse("opening:start"))
    pending, now = Pending(**stored), timezone.now()
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            check_code(pending=pending, code=form.cleaned_data["code"], now=now)
        except WrongCode:
            form.add_error("code", _("This is not the code of the last e-mail."))
        except SpentCode:
            del request.session[_PENDING]
            messages.error(request, _("This code no longer holds. Ask for another one."))
            return HttpResponseRedirect(reverse("opening:start"))
        else:
            del request.session[_PENDING]
            return enter(request, start_or_resume(email=pending.email, now=now))
    context = {"form": form, "email": pending.email, "minutes": VALID.seconds // 60}
    return render(request, "opening/code.html", context)


@require_GET
@never_cache
def resume(request: HttpRequest, token: str) -> HttpResponse:
    """The link of the e-mail."""
    application = Application.objects.filter(token=token).first()
    if application is None:
        messages.info(request, _("This link no longer holds. Your e-mail address leads on."))
        return HttpResponseRedirect(reverse("opening:start"))
    return enter(request, application)


@require_POST
def stop(request: HttpRequest) -> HttpResponse:
    """Leave this browser without a trace; what was said is kept."""
    leave(request)
    messages.success(request, _("What you said is kept. The link that we sent you leads on from there."))
    return HttpResponseRedirect(reverse("portal:home"))


@require_safe
def document(request: HttpRequest, document: str, version: str) -> HttpResponse:
    """A version of a document, for anybody to read."""
    try:
        text = text_of(Document(document), version)
    except (ValueError, UnknownVersion):
        raise Http404 from None
    try:
        operator = seller().name
    except NoSeller:
        operator = ""
    return render(request, "opening/document.html", {"text": text, "operator": operator})
