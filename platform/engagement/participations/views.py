"""Pages of the volunteer: what she takes part in, and giving it up."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from engagement.participations.policies import may_withdraw
from engagement.participations.presenters import own_entry
from engagement.participations.refusals import AlreadyOver
from engagement.participations.selectors import listed_of, participations_of
from engagement.participations.services import withdraw_participation
from kernel.accounts.requests import signed_in
from kernel.lifecycle import ForbiddenTransition

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PAGE_SIZE = 20
#: By the groups of `selectors.listed_of`.
_TITLES: tuple[StrOrPromise, ...] = (
    gettext_lazy("A place is kept for you"),
    gettext_lazy("To come"),
    gettext_lazy("Awaiting an answer"),
    gettext_lazy("On the waiting list"),
    gettext_lazy("Past"),
)
_PAST = len(_TITLES) - 1


@require_safe
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """What awaits her answer, what is to come, what she waits for; then what is past, the latest first."""
    user, now = signed_in(request), timezone.now()
    page = Paginator(listed_of(user=user, now=now), PAGE_SIZE).get_page(request.GET.get("page"))
    groups = [
        {
            "title": _TITLES[number],
            "is_past": number == _PAST,
            "entries": [own_entry(one, user=user, now=now) for one in rows],
        }
        for number, rows in groupby(page, key=attrgetter("group"))
    ]
    context = {"groups": groups, "page": page, "has_past": any(group["is_past"] for group in groups)}
    return render(request, "participations/mine.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Give up a request, a rank or a place: in one click from the list, after a page from a link."""
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
