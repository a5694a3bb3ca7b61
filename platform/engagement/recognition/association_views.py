"""The association's part: hours to answer, thanks, certificates that count its hours."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from engagement.associations.selectors import managed_associations
from engagement.recognition import services
from engagement.recognition.certificates import sentence_of
from engagement.recognition.forms import HoursAnswerForm, HoursFilterForm, ThanksForm
from engagement.recognition.models import Hours
from engagement.recognition.presenters import association_hours
from engagement.recognition.selectors import certificates_counting, count_to_answer, hours_to_answer
from kernel.accounts.models import User
from kernel.accounts.requests import signed_in
from kernel.lifecycle import ForbiddenTransition

PAGE_SIZE = 20
_LIST = "recognition:association_hours"


@require_safe
@login_required
def hours(request: HttpRequest) -> HttpResponse:
    """Hours given to her associations; those to answer first."""
    user = signed_in(request)
    associations = list(managed_associations(user=user))
    if not associations:
        return render(request, "engagement/no_association.html", status=403)
    form = HoursFilterForm(request.GET)
    state = form.cleaned_data["state"] if form.is_valid() else ""
    page = Paginator(hours_to_answer(user=user, state=state), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "entries": [association_hours(one) for one in page],
        "waiting": count_to_answer(user=user),
        "associations": associations,
        "section": "hours",
    }
    return render(request, "recognition/association_hours.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm, correct, refuse; on a dispute, correct or stand by one's number."""
    user = signed_in(request)
    one = get_object_or_404(hours_to_answer(user=user), pk=pk)
    action = next((name for name in ("confirm", "correct", "refuse", "maintain") if name in request.POST), "")
    form = HoursAnswerForm(
        request.POST if action else None,
        initial={"hours": f"{one.minutes / 60:g}".replace(".", ",")},
        contradicting=action in {"correct", "refuse", "maintain"},
        correcting=action == "correct",
    )
    if action and form.is_valid():
        try:
            _perform(action, one, form, user)
        except ForbiddenTransition:
            messages.warning(request, _("Somebody was quicker: here is how things stand now."))
        else:
            messages.success(request, _("Done. The volunteer is told by e-mail."))
        return redirect(_LIST)
    return render(request, "recognition/answer.html", {"form": form, "entry": association_hours(one)})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def thanks(request: HttpRequest, pk: int) -> HttpResponse:
    """A note to the volunteer who gave these hours."""
    user = signed_in(request)
    one = get_object_or_404(hours_to_answer(user=user), pk=pk)
    form = ThanksForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and one.user:
        try:
            services.thank(
                user=one.user,
                association=one.association,
                author=user,
                text=form.cleaned_data["text"],
                now=timezone.now(),
            )
        except services.HoursRefused:
            messages.warning(request, _("This person has no accepted participation with you."))
        else:
            messages.success(request, _("Your note is sent."))
        return redirect(_LIST)
    return render(request, "recognition/thanks.html", {"form": form, "entry": association_hours(one)})


@require_safe
@login_required
def certificates(request: HttpRequest) -> HttpResponse:
    """Certificates that count hours given to her associations."""
    user = signed_in(request)
    associations = list(managed_associations(user=user))
    if not associations:
        return render(request, "engagement/no_association.html", status=403)
    page = Paginator(certificates_counting(user=user), PAGE_SIZE).get_page(request.GET.get("page"))
    issued = [
        {"certificate": one, "name": one.snapshot["name"], "sentence": sentence_of(one)} for one in page
    ]
    context = {"page": page, "issued": issued, "associations": associations, "section": "hours"}
    return render(request, "recognition/association_certificates.html", context)


def _perform(action: str, one: Hours, form: HoursAnswerForm, user: User) -> None:
    now, words = timezone.now(), form.cleaned_data["answer"]
    if action == "confirm":
        services.confirm_hours(hours=one, now=now)
    elif action == "refuse":
        services.refuse_hours(hours=one, answer=words, now=now)
    elif action == "correct":
        services.correct_hours(hours=one, minutes=form.minutes, answer=words, by=user, now=now)
    else:
        services.maintain_hours(hours=one, answer=words, by=user, now=now)
