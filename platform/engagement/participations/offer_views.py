"""The page behind the link of an offered place. Opening it changes nothing: mail programs open links by themselves."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from engagement.charter.gate import charter_to_sign
from engagement.moments import moment_in_sentence
from engagement.participations.mails import place_in_words
from engagement.participations.models import ParticipationState
from engagement.participations.offer_links import participation_offered_by
from engagement.participations.refusals import ParticipationRefused
from engagement.participations.services import withdraw_participation
from engagement.participations.waiting_list import settle_mission, take_offer
from kernel.lifecycle import ForbiddenTransition


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def offer(request: HttpRequest, token: str) -> HttpResponse:
    """The place, until when it is kept, yes and no. Whoever is signed in as somebody else meets a 404."""
    now = timezone.now()
    participation = participation_offered_by(token)
    if participation is None:
        raise Http404
    if request.user.is_authenticated and request.user.pk != participation.user_id:
        raise Http404
    until = participation.offered_until
    is_open = participation.state == ParticipationState.OFFERED and until is not None and until > now
    if request.method == "POST":
        takes = is_open and "take" in request.POST
        if takes and (page := charter_to_sign(request, holder=participation.user)):
            return page
        settle_mission(mission_id=participation.mission_id, now=now)
        try:
            if "take" in request.POST:
                take_offer(participation=participation, now=now)
                messages.success(request, _("The place is yours. An e-mail confirms it."))
            elif "leave" in request.POST and participation.state == ParticipationState.OFFERED:
                withdraw_participation(participation=participation, now=now)
                messages.success(request, _("It is noted: the place goes to someone else."))
        except ParticipationRefused as refusal:
            messages.warning(request, refusal.message)
        except ForbiddenTransition:
            messages.warning(request, _("This offer has ended or was answered already."))
        return redirect(request.path)
    context = {
        "participation": participation,
        "place": place_in_words(participation.mission),
        "until": moment_in_sentence(until) if until else "",
        "is_open": is_open,
    }
    return render(request, "participations/offer.html", context)
