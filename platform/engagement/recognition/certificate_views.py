"""Certificates: the volunteer's, and the page where anybody who holds one can verify it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from engagement.recognition import certificates
from engagement.recognition.forms import CertificateForm, CodeForm, RevokeForm
from engagement.recognition.models import Certificate
from engagement.recognition.policies import may_revoke
from engagement.recognition.selectors import certificate_called, certificates_of
from kernel.accounts.limits import client_address, is_within
from kernel.accounts.models import User
from kernel.accounts.requests import signed_in
from kernel.accounts.second_factor import demand

PAGE_SIZE = 20
#: How often codes may be tried from one address.
MOST_TRIES, WINDOW = 30, timedelta(minutes=1)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """Her certificates, and a new one."""
    user, today = signed_in(request), timezone.localdate()
    initial = {"first_day": today.replace(month=1, day=1), "last_day": today}
    form = CertificateForm(request.POST or None, user=user, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            certificates.issue_certificate(user=user, now=timezone.now(), **form.cleaned_data)
        except certificates.CertificateRefused as refusal:
            form.add_error(None, str(refusal.message))
        else:
            messages.success(request, _("Your certificate is ready."))
            return redirect("recognition:certificates")
    page = Paginator(certificates_of(user=user), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"form": form, "issued": [_shown(certificate) for certificate in page], "page": page}
    return render(request, "recognition/certificates.html", context)


@require_safe
@never_cache
@login_required
def pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The paper. A revoked one is no longer handed out."""
    certificate = get_object_or_404(certificates_of(user=signed_in(request)), pk=pk, revoked_at=None)
    return HttpResponse(
        certificates.certificate_pdf(certificate),
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="attestation-{certificate.code}.pdf"'},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a certificate back: by its volunteer, by an association whose hours it counts."""
    user = signed_in(request)
    certificate = get_object_or_404(Certificate, pk=pk)
    if not may_revoke(user, certificate):
        raise Http404
    if certificate.user_id != user.pk:
        demand(user)
    back = (
        "recognition:certificates"
        if certificate.user_id == user.pk
        else "recognition:association_certificates"
    )
    form = RevokeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            certificates.revoke_certificate(
                certificate=certificate,
                by=user,
                role=_role(user, certificate),
                reason=form.cleaned_data["reason"],
                now=timezone.now(),
            )
        except certificates.AlreadyRevoked:
            messages.warning(request, _("This certificate was revoked before."))
        else:
            messages.success(request, _("The certificate is revoked: its page says so from now on."))
        return redirect(back)
    return render(
        request, "recognition/revoke.html", {"form": form, "certificate": certificate, "back": back}
    )


@require_safe
def enter_code(request: HttpRequest) -> HttpResponse:
    """Where to type the code of a paper."""
    form = CodeForm(request.GET or None)
    if form.is_bound and form.is_valid():
        return redirect("recognition:verify", code=form.cleaned_data["code"].replace("/", ""))
    return render(request, "recognition/enter_code.html", {"form": form})


@require_safe
@never_cache
def verify(request: HttpRequest, code: str) -> HttpResponse:
    """What the paper says, to whoever has its code; of a revoked one, only that it is. Codes cannot be tried out."""
    if not is_within(f"certificates:{client_address(request)}", most=MOST_TRIES, window=WINDOW):
        return render(request, "recognition/too_many.html", status=429)
    certificate = certificate_called(code=code)
    context: dict[str, Any] = {"certificate": certificate, "form": CodeForm()}
    if certificate and not certificate.revoked_at:
        context |= {
            "told": certificate.snapshot,
            "sentence": certificates.sentence_of(certificate),
            "lines": certificates.lines_of(certificate),
        }
    response = render(request, "recognition/verify.html", context, status=200 if certificate else 404)
    response["X-Robots-Tag"] = "noindex"
    return response


def _shown(certificate: Certificate) -> dict[str, Any]:
    return {
        "certificate": certificate,
        "sentence": certificates.sentence_of(certificate),
        "url": certificates.certificate_url(certificate),
    }


def _role(user: User, certificate: Certificate) -> str:
    if certificate.user_id == user.pk:
        return "volunteer"
    return "team" if user.has_perm("recognition.change_certificate") else "association"
