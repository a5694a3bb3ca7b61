"""Pages of who is invited: to what, yes, no, and no more."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from engagement.charter.gate import charter_signed
from engagement.invitations.forms import DeclineForm
from engagement.invitations.from_away import invitations_from_away
from engagement.invitations.models import Answer, MissionInvitation
from engagement.invitations.policies import may_answer_invitation
from engagement.invitations.selectors import invitations_of, refrains_of
from engagement.invitations.services import (
    AlreadyAnswered,
    accept_invitation,
    decline_invitation,
    hear_again,
)
from engagement.missions.models import Mission
from engagement.missions.presenters import span, standing
from engagement.missions.selectors import find_mission, slots_to_come
from engagement.participations.questions import questions_of
from engagement.participations.refusals import ParticipationRefused
from engagement.participations.request_forms import ParticipationForm
from engagement.privacy.services import withdraw_consent
from engagement.rules.selectors import current_rules
from engagement.volunteers.models import Volunteer
from engagement.volunteers.services import FINDABLE
from kernel.accounts.requests import signed_in, signed_in_to_post
from kernel.lifecycle import ForbiddenTransition

PAGE_SIZE = 20


@require_safe
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """To what she was invited, how often that may be, and how to hear less of it."""
    user = signed_in(request)
    context = {
        "page": Paginator(invitations_of(user=user), PAGE_SIZE).get_page(request.GET.get("page")),
        "from_away": invitations_from_away(user=user)[:PAGE_SIZE],
        "refrains": list(refrains_of(user=user)),
        "a_month": current_rules().invitations_a_month,
        "is_findable": Volunteer.objects.filter(user=user, findable=True).exists(),
    }
    return render(request, "invitations/mine.html", context)


@require_safe
@login_required
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """One invitation: the mission, the association's words, yes and no."""
    return _show(request, _hers_or_404(request, pk), None, None)


@require_POST
@signed_in_to_post("invitations:mine")
@charter_signed
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Yes."""
    invitation = _hers_or_404(request, pk)
    form = _form(_mission(invitation), data=request)
    if not form.is_valid():
        return _show(request, invitation, form, None)
    try:
        accept_invitation(
            invitation=invitation,
            slot_id=form.wish().slot_id,
            message=form.cleaned_data["message"],
            replies=form.replies(),
            now=timezone.now(),
        )
    except ParticipationRefused as refusal:
        messages.error(request, refusal.message)
        return redirect(invitation)
    except ForbiddenTransition:
        messages.warning(request, _("You have already answered this invitation."))
        return redirect(invitation)
    thanks = _("Thank you! %(association)s counts on you: an e-mail confirms it.")
    messages.success(request, thanks % {"association": invitation.mission.association.name})
    return redirect("participations:mine")


@require_POST
@signed_in_to_post("invitations:mine")
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    """No, which needs no reason."""
    invitation = _hers_or_404(request, pk)
    form = DeclineForm(request.POST)
    if not form.is_valid():
        return _show(request, invitation, None, form)
    try:
        decline_invitation(invitation=invitation, now=timezone.now(), **form.cleaned_data)
    except AlreadyAnswered as refusal:
        messages.warning(request, refusal.message)
    else:
        messages.success(request, _("It is said, kindly. Thank you for having answered."))
    return redirect("invitations:mine")


@require_POST
@signed_in_to_post("associations:detail")
def again(request: HttpRequest, slug: str) -> HttpResponse:
    """An association may invite her again."""
    user = signed_in(request)
    association = get_object_or_404(refrains_of(user=user), association__slug=slug).association
    hear_again(user=user, association=association)
    messages.success(request, _("%(association)s may invite you again.") % {"association": association.name})
    return redirect("invitations:mine")


@require_POST
@signed_in_to_post("invitations:mine")
def stop(request: HttpRequest) -> HttpResponse:
    """No more invitations from anybody: she can no longer be found."""
    withdraw_consent(user=signed_in(request), purpose=FINDABLE, now=timezone.now())
    messages.success(request, _("Associations no longer find you. You can change your mind in your profile."))
    return redirect("invitations:mine")


def _hers_or_404(request: HttpRequest, pk: int) -> MissionInvitation:
    return get_object_or_404(invitations_of(user=signed_in(request)), pk=pk)


def _mission(invitation: MissionInvitation) -> Mission:
    mission = find_mission(slug=invitation.mission.slug)
    if mission is None:
        raise Http404
    return mission


def _form(mission: Mission, *, data: HttpRequest | None = None) -> ParticipationForm:
    slots = slots_to_come(mission=mission, now=timezone.now())
    return ParticipationForm(
        data.POST if data else None,
        slots=[slot for slot in slots if slot.places_left],
        questions=questions_of(mission=mission),
    )


def _show(
    request: HttpRequest,
    invitation: MissionInvitation,
    form: ParticipationForm | None,
    decline_form: DeclineForm | None,
) -> HttpResponse:
    mission, now = _mission(invitation), timezone.now()
    slots = slots_to_come(mission=mission, now=now)
    state = standing(mission, slots=slots, open_slots=slots, is_mine=False, now=now)
    may_answer = may_answer_invitation(request.user, invitation)
    said = invitation.conversation.messages.order_by("pk").first() if invitation.conversation else None
    context = {
        "invitation": invitation,
        "mission": mission,
        "state": state,
        "when": slots[0].in_words if len(slots) == 1 else span(mission),
        "dates": len(slots),
        "words": said.body if said else "",
        "may_answer": may_answer,
        "declined": invitation.answer == Answer.DECLINED,
        "form": (form or _form(mission)) if may_answer and state == "open" else None,
        "decline_form": decline_form or DeclineForm(),
    }
    return render(request, "invitations/answer.html", context)
