"""What is suggested to a person, and why."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from engagement.missions.cards import mission_card
from engagement.missions.selectors import MissionSearch, search_missions
from engagement.participations.selectors import active_mission_ids
from engagement.suggestions.cards import suggestion_card
from engagement.suggestions.mail_kinds import WEEKLY
from engagement.suggestions.tastes import allow_learning, is_learning_of, liked_in_words, taste_of
from engagement.volunteers.models import Volunteer
from engagement.volunteers.selectors import profile_of, seeker_of
from kernel.accounts.requests import signed_in
from kernel.mail.enums import Frequency
from kernel.mail.preferences import choose_frequencies
from kernel.mail.selectors import frequency_of
from matching.engine import ChangeKind
from matching.network.services import gains, suggest
from matching.taxonomy import gain_in_words

SUGGESTIONS = 12
WITHOUT_PROFILE = 6
#: Where in the form of her profile she says otherwise.
GAIN_FIELDS = {
    ChangeKind.DAY: "id_availability",
    ChangeKind.RADIUS: "id_radius_km",
    ChangeKind.REMOTE: "id_remote_ok",
}


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """What the engine suggests to her and why; without a profile, how to get suggestions, and the next missions."""
    now = timezone.now()
    volunteer = profile_of(request.user)
    if volunteer is None:
        missions = search_missions(search=MissionSearch(), now=now)[:WITHOUT_PROFILE]
        cards = [mission_card(mission) for mission in missions]
        return render(request, "suggestions/without_profile.html", {"cards": cards})
    seeker = seeker_of(volunteer, now=now)
    already = active_mission_ids(user_id=volunteer.user_id)
    taste = taste_of(volunteer)
    found = suggest(seeker=seeker, now=now, top=SUGGESTIONS, already=already, taste=taste)
    gained = gains(seeker=seeker, now=now, top=SUGGESTIONS, taste=taste)
    context = {
        "suggestions": [suggestion_card(suggestion, now=now) for suggestion in found],
        "volunteer": volunteer,
        "missing": _missing(volunteer),
        "is_weekly": frequency_of(user=signed_in(request), category=WEEKLY) == Frequency.WEEKLY,
        "liked": liked_in_words(taste) if taste else [],
        "is_learning": is_learning_of(signed_in(request)),
        "gains": [(gain_in_words(gain), GAIN_FIELDS[gain.kind]) for gain in gained],
    }
    return render(request, "suggestions/mine.html", context)


@require_POST
@login_required
def weekly(request: HttpRequest) -> HttpResponse:
    """A few of them by e-mail each week, or no longer (`stop`)."""
    chosen = Frequency.NEVER if "stop" in request.POST else Frequency.WEEKLY
    choose_frequencies(user=signed_in(request), chosen={WEEKLY.name: chosen})
    if chosen == Frequency.WEEKLY:
        messages.success(request, _("Noted: a few missions chosen for you, once a week at most."))
    else:
        messages.success(request, _("Noted: we no longer write to you about missions that suit you."))
    return redirect("suggestions:mine")


@require_POST
@login_required
def learning(request: HttpRequest) -> HttpResponse:
    """Let her choices be learned from, or no longer (`stop`)."""
    allowed = "stop" not in request.POST
    allow_learning(user=signed_in(request), allowed=allowed)
    if allowed:
        messages.success(request, _("Noted: from tomorrow on, your requests help us choose for you."))
    else:
        messages.success(
            request, _("Noted: what your requests had taught us is erased, and nothing more is learned.")
        )
    return redirect("suggestions:mine")


def _missing(volunteer: Volunteer) -> list[str]:
    """What would bring better suggestions, in words."""
    gaps = [
        (volunteer.commune_id, _("your commune")),
        (volunteer.availability, _("when you are free")),
        (volunteer.causes, _("the causes you care about")),
        (volunteer.skills, _("what you can do")),
    ]
    return [words for value, words in gaps if not value]
