"""Pages of a manager: who suits a mission, and inviting somebody."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from engagement.availability import availability_in_words
from engagement.charter.gate import charter_to_sign
from engagement.invitations.forms import InvitationForm, PeopleForm
from engagement.invitations.people_away import PersonAway, people_away
from engagement.invitations.policies import may_invite
from engagement.invitations.selectors import Match, invitable, invited_to, people_for, sent_away_for
from engagement.invitations.sent_away import invite_away
from engagement.invitations.services import invite
from engagement.messaging.services import ConversationRefused
from engagement.missions.models import Mission
from engagement.volunteers.models import Volunteer
from kernel.accounts.requests import signed_in
from matching.engine import Reason
from matching.taxonomy import SKILL_CODES, skill
from matching.taxonomy.words import seeker_reason_in_words

PAGE_SIZE = 10
#: Those invited last, below the people found; all are in the conversations.
INVITED_SHOWN = 20


@require_safe
@login_required
def find(request: HttpRequest, pk: int) -> HttpResponse:
    """Who suits a mission, among those who agreed to be found: first name, commune, what they can do, and why; and
    those of neighbouring territories, without name or commune, on the first page and on the last."""
    mission, now = _mission_or_404(request, pk), timezone.now()
    form = PeopleForm(request.GET)
    search = form.search()
    page = Paginator(people_for(mission=mission, now=now, search=search), PAGE_SIZE).get_page(
        request.GET.get("page")
    )
    between = page.has_previous() and page.has_next()
    away = None if between else people_away(mission=mission, now=now, search=search)
    context = {
        "mission": mission,
        "filters": form,
        "page": page,
        "people": [_found(match, mission) for match in page],
        "invited": [
            {"invitation": one, "name": _name(one.user)}
            for one in invited_to(mission=mission)[:INVITED_SHOWN]
        ],
        "away": away,
        "people_away": [_found_away(one, mission) for one in away.people[:PAGE_SIZE]] if away else [],
        "sent_away": sent_away_for(mission=mission)[:INVITED_SHOWN],
        "section": "missions",
    }
    return render(request, "invitations/find.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def invite_one(request: HttpRequest, pk: int, card: UUID) -> HttpResponse:
    """Write to one of them. Who can no longer be invited leads back to the others."""
    mission, now = _mission_or_404(request, pk), timezone.now()
    volunteer = invitable(mission=mission, now=now).filter(card=card).first()
    if volunteer is None:
        return _no_longer(request, mission)
    return _write(
        request,
        mission,
        person=_person(volunteer, mission),
        send=lambda words: invite(mission=mission, card=card, by=signed_in(request), message=words, now=now),
        sent=_("Your invitation is on its way to %(name)s. The answer reaches you here, and by e-mail.")
        % {"name": _name(volunteer.user)},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def invite_from_away(request: HttpRequest, pk: int, trace: str) -> HttpResponse:
    """The same for somebody of another territory, of whom only her card is known."""
    mission, now = _mission_or_404(request, pk), timezone.now()
    found = next((one for one in people_away(mission=mission, now=now).people if one.trace == trace), None)
    if found is None:
        return _no_longer(request, mission)
    return _write(
        request,
        mission,
        person=_found_away(found, mission),
        send=lambda words: invite_away(
            mission=mission, trace=trace, by=signed_in(request), message=words, now=now
        ),
        sent=_("Your invitation is on its way: %(territory)s passes it on. The answer is shown here.")
        % {"territory": found.home_name},
    )


def _no_longer(request: HttpRequest, mission: Mission) -> HttpResponse:
    messages.info(request, _("This person can no longer be invited to this mission."))
    return redirect("invitations:find", pk=mission.pk)


def _write(
    request: HttpRequest,
    mission: Mission,
    *,
    person: dict[str, Any],
    send: Callable[[str], object],
    sent: str,
) -> HttpResponse:
    """The page where an invitation is written. `send` takes its words, and may refuse; `sent` is said afterwards."""
    if asked := charter_to_sign(request, association=mission.association):
        return asked
    form = InvitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            send(form.cleaned_data["message"])
        except ConversationRefused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, sent)
            return redirect("invitations:find", pk=mission.pk)
    context = {"mission": mission, "person": person, "form": form, "section": "missions"}
    return render(request, "invitations/invite.html", context)


def _mission_or_404(request: HttpRequest, pk: int) -> Mission:
    mission = get_object_or_404(Mission.objects.select_related("association", "commune"), pk=pk)
    if not may_invite(request.user, mission):
        raise Http404
    return mission


def _found(match: Match, mission: Mission) -> dict[str, Any]:
    return _person(match.volunteer, mission) | {"reasons": _in_words(match.reasons)}


def _found_away(found: PersonAway, mission: Mission) -> dict[str, Any]:
    """What is known of somebody of another territory: neither name nor commune."""
    return {
        "trace": found.trace,
        "name": _("Somebody of %(territory)s") % {"territory": found.home_name},
        "availability": availability_in_words(found.card.availability),
        "skills": _skills(found.card.skills, mission),
        "reasons": _in_words(found.reasons),
    }


def _in_words(reasons: Iterable[Reason]) -> list[str]:
    return [words for reason in reasons if (words := seeker_reason_in_words(reason))]


def _person(volunteer: Volunteer, mission: Mission) -> dict[str, Any]:
    """What she agreed to show: first name, commune, what she can do and when; no address, age or family name."""
    return {
        "card": volunteer.card,
        "name": _name(volunteer.user),
        "commune": volunteer.commune.name if volunteer.commune else "",
        "availability": availability_in_words(volunteer.availability),
        "skills": _skills(volunteer.skills, mission),
    }


def _skills(codes: Iterable[str], mission: Mission) -> list[dict[str, Any]]:
    """By name, those that the mission asks for first."""
    wanted = set(mission.skills)
    known = [code for code in codes if code in SKILL_CODES]
    return [
        {"label": skill(code).label, "wanted": code in wanted}
        for code in sorted(known, key=lambda code: code not in wanted)
    ]


def _name(user: Any) -> str:
    return user.first_name or _("Somebody")
