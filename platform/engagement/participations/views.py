"""Pages of taking part: the volunteer's own list, the association's inbox."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from engagement.associations.selectors import managed_associations
from engagement.lifecycle import ForbiddenTransition
from engagement.participations.forms import AnswerForm, InboxFilterForm
from engagement.participations.models import Participation
from engagement.participations.policies import may_answer, may_withdraw
from engagement.participations.presenters import inbox_entry, own_entry
from engagement.participations.refusals import AlreadyOver, MissionIsFull, ParticipationRefused
from engagement.participations.selectors import count_waiting, inbox_rows, participations_of
from engagement.participations.services import (
    accept_participation,
    decline_participation,
    withdraw_participation,
)
from kernel.accounts.requests import signed_in

PAGE_SIZE = 20


@require_safe
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """What she asked for and takes part in, the latest first, with the answers."""
    user, now = signed_in(request), timezone.now()
    page = Paginator(participations_of(user=user), PAGE_SIZE).get_page(request.GET.get("page"))
    entries = [own_entry(participation, user=user, now=now) for participation in page]
    return render(request, "participations/mine.html", {"page": page, "entries": entries})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Give up a request or a place: asked once, then done."""
    user, now = signed_in(request), timezone.now()
    participation = get_object_or_404(participations_of(user=user), pk=pk)
    if not may_withdraw(user, participation, now=now):
        return redirect("participations:mine")
    if request.method != "POST":
        return render(request, "participations/withdraw.html", {"participation": participation})
    try:
        withdraw_participation(participation=participation, now=now)
    except ForbiddenTransition:
        messages.warning(request, _("This request had just been answered."))
    except AlreadyOver as refusal:
        messages.warning(request, refusal.message)
    else:
        messages.success(
            request,
            _("It is done: you no longer take part in “%(mission)s”.")
            % {"mission": participation.mission.title},
        )
    return redirect("participations:mine")


@require_safe
@login_required
def inbox(request: HttpRequest) -> HttpResponse:
    """Everything asked of the associations she manages; for others, how one comes to manage one."""
    user = signed_in(request)
    associations = list(managed_associations(user=user))
    if not associations:
        return render(request, "engagement/no_association.html")
    form = InboxFilterForm(request.GET)
    state = form.cleaned_data.get("state", "") if form.is_valid() else ""
    page = Paginator(inbox_rows(user=user, state=state), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "entries": [inbox_entry(participation) for participation in page],
        "state": state,
        "waiting": count_waiting(user=user),
        "associations": associations,
        "section": "inbox",
    }
    return render(request, "participations/inbox.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """One request: who asks, and yes or no."""
    participation = get_object_or_404(inbox_rows(user=signed_in(request)), pk=pk)
    if not may_answer(request.user, participation):
        raise Http404
    declining = "decline" in request.POST
    form = AnswerForm(request.POST or None, declining=declining)
    if (
        request.method == "POST"
        and (declining or "accept" in request.POST)
        and form.is_valid()
        and _answered(request, participation, form, declining=declining)
    ):
        return redirect("participations:inbox")
    context = {"entry": inbox_entry(participation), "form": form, "section": "inbox"}
    return render(request, "participations/answer.html", context)


def _answered(
    request: HttpRequest, participation: Participation, form: AnswerForm, *, declining: bool
) -> bool:
    """Whether the answer was given; when it was not, the form or a message says why."""
    service = decline_participation if declining else accept_participation
    name = participation.user.masked_name
    try:
        service(
            participation=participation,
            answered_by=signed_in(request),
            now=timezone.now(),
            answer=form.cleaned_data["answer"],
        )
    except MissionIsFull:
        form.add_error(None, _("There is no place left: decline, or add places to the mission."))
        return False
    except ParticipationRefused as refusal:
        form.add_error(None, refusal.message)
        return False
    except ForbiddenTransition:
        messages.warning(request, _("Somebody answered or withdrew this request in the meantime."))
        return True
    if declining:
        messages.success(request, _("%(name)s is told, with your reason.") % {"name": name})
    else:
        messages.success(request, _("%(name)s is told: you can count on one more person.") % {"name": name})
    return True
