"""The association's inbox: everything asked of all its missions, answered one by one or together."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from engagement.associations.selectors import managed_associations
from engagement.participations.bulk import Answer, Outcome, answer_many
from engagement.participations.export import MOST_ROWS, export_participations
from engagement.participations.forms import AnswerForm, InboxFilterForm
from engagement.participations.inbox import (
    count_unanswered,
    inbox_rows,
    managed_rows,
    missions_asked_for,
    slots_asked_for,
)
from engagement.participations.models import Participation
from engagement.participations.policies import may_answer
from engagement.participations.presenters import inbox_entry
from engagement.participations.refusals import MissionIsFull, ParticipationRefused
from engagement.participations.services import (
    accept_participation,
    decline_participation,
    put_on_waiting_list,
)
from kernel.accounts.models import User
from kernel.accounts.requests import signed_in, signed_in_to_post
from kernel.lifecycle import ForbiddenTransition
from kernel.numbers import whole_number

PAGE_SIZE = 20
_ANSWERS: tuple[Answer, ...] = ("accept", "decline", "wait")
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@login_required
def inbox(request: HttpRequest) -> HttpResponse:
    """Everything asked of the associations she manages; for others, how one comes to manage one."""
    user = signed_in(request)
    associations = list(managed_associations(user=user))
    if not associations:
        return render(request, "engagement/no_association.html")
    form = _filter(user, request.GET)
    now = timezone.now()
    rows = inbox_rows(user=user, search=form.search(), now=now)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    entries = [inbox_entry(participation, now=now) for participation in page]
    query = request.GET.copy()
    query.pop("tout", None)
    context = {
        "filters": form,
        "page": page,
        "entries": entries,
        "answerable": any(entry["may_accept"] or entry["may_decline"] for entry in entries),
        "all_ticked": "tout" in request.GET,
        "tick_url": f"?{query.urlencode()}&tout=1" if query else "?tout=1",
        "query": query.urlencode(),
        "unanswered": count_unanswered(user=user),
        "associations": associations,
        "section": "inbox",
    }
    return render(request, "participations/inbox.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """One request: who asks, and yes, no, or the waiting list."""
    rows = inbox_rows(user=signed_in(request), now=timezone.now())
    participation = get_object_or_404(rows, pk=pk)
    if not may_answer(request.user, participation):
        raise Http404
    how = _how(request.POST)
    form = AnswerForm(request.POST or None, declining=how == "decline")
    if (
        request.method == "POST"
        and how
        and form.is_valid()
        and _answered(request, participation, form, how=how)
    ):
        return redirect("participations:inbox")
    context = {"entry": inbox_entry(participation, now=timezone.now()), "form": form, "section": "inbox"}
    return render(request, "participations/answer.html", context)


@require_POST
@signed_in_to_post("participations:inbox")
def answer_many_at_once(request: HttpRequest) -> HttpResponse:
    """The ticked requests, each answered the same way; who could not be is named with the reason."""
    user, now = signed_in(request), timezone.now()
    back = redirect(
        f"{reverse('participations:inbox')}?{QueryDict(request.POST.get('query', '')).urlencode()}"
    )
    how = _how(request.POST)
    ids = [key for one in request.POST.getlist("request") if (key := whole_number(one))]
    chosen = list(managed_rows(user=user).filter(pk__in=ids[:PAGE_SIZE]).select_related("user"))
    form = AnswerForm(request.POST, declining=how == "decline")
    if not chosen or not how:
        messages.warning(request, _("Tick the requests to answer first."))
    elif not form.is_valid():
        messages.error(request, " ".join(map(str, form.errors["answer"])))
    else:
        outcome = answer_many(
            participations=chosen, how=how, answered_by=user, now=now, answer=form.cleaned_data["answer"]
        )
        _report(request, outcome, how)
    return back


@require_safe
@login_required
def export(request: HttpRequest) -> HttpResponse:
    """What the filter shows, as a workbook: masked names, answers, states, hours; nobody's address."""
    user, now = signed_in(request), timezone.now()
    if not managed_associations(user=user).exists():
        raise Http404
    rows = inbox_rows(user=user, search=_filter(user, request.GET).search(), now=now)
    content = export_participations(participations=rows[:MOST_ROWS], by=user)
    response = HttpResponse(content, content_type=_XLSX)
    day = timezone.localdate(now).isoformat()
    response["Content-Disposition"] = f'attachment; filename="participations-{day}.xlsx"'
    response["Cache-Control"] = "private, no-store"
    return response


def _filter(user: User, data: QueryDict) -> InboxFilterForm:
    mission_id = whole_number(data.get("mission"))
    slots = slots_asked_for(user=user, mission_id=mission_id) if mission_id else []
    return InboxFilterForm(data, missions=missions_asked_for(user=user), slots=slots)


def _how(data: QueryDict) -> Answer | None:
    return next((how for how in _ANSWERS if how in data), None)


def _answered(request: HttpRequest, participation: Participation, form: AnswerForm, *, how: Answer) -> bool:
    """Whether the answer was given; when it was not, the form or a message says why."""
    services: dict[Answer, Any] = {
        "accept": accept_participation,
        "decline": decline_participation,
        "wait": put_on_waiting_list,
    }
    words = {
        "accept": _("%(name)s is told: you can count on one more person."),
        "decline": _("%(name)s is told, with your reason."),
        "wait": _("%(name)s is told, and is on the waiting list."),
    }
    try:
        services[how](
            participation=participation,
            answered_by=signed_in(request),
            now=timezone.now(),
            answer=form.cleaned_data["answer"],
        )
    except MissionIsFull:
        form.add_error(
            None, _("There is no place left: put on the waiting list, decline, or add places to the mission.")
        )
        return False
    except ParticipationRefused as refusal:
        form.add_error(None, refusal.message)
        return False
    except ForbiddenTransition:
        messages.warning(request, _("Somebody answered or withdrew this request in the meantime."))
        return True
    messages.success(request, words[how] % {"name": participation.user.masked_name})
    return True


def _report(request: HttpRequest, outcome: Outcome, how: Answer) -> None:
    if number := len(outcome.answered):
        words = {
            "accept": ngettext("%(number)s person accepted.", "%(number)s people accepted.", number),
            "decline": ngettext("%(number)s person declined.", "%(number)s people declined.", number),
            "wait": ngettext(
                "%(number)s person put on the waiting list.",
                "%(number)s people put on the waiting list.",
                number,
            ),
        }[how]
        messages.success(request, words % {"number": number})
    for reason, names in outcome.refused.items():
        words = ngettext(
            "%(number)s request could not be answered so. %(reason)s (%(names)s)",
            "%(number)s requests could not be answered so. %(reason)s (%(names)s)",
            len(names),
        )
        messages.warning(request, words % {"number": len(names), "reason": reason, "names": ", ".join(names)})
