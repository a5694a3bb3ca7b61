"""A citizen's own pages: her profile, and what is suggested to her."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from engagement.missions.cards import mission_card
from engagement.missions.selectors import MissionSearch, search_missions
from engagement.moments import moment_in_words
from engagement.participations.selectors import active_mission_ids
from engagement.volunteers.forms import ProfileForm
from engagement.volunteers.models import Volunteer
from engagement.volunteers.selectors import profile_of, seeker_of
from engagement.volunteers.services import save_profile
from kernel.accounts.requests import signed_in
from matching.catalogue.models import Opportunity
from matching.engine import ChangeKind
from matching.network.services import SuggestedOpportunity, gains, suggest
from matching.taxonomy import gain_in_words

SUGGESTIONS = 12
WITHOUT_PROFILE = 6
#: Where in the form of her profile she says otherwise.
GAIN_FIELDS = {
    ChangeKind.DAY: "id_availability",
    ChangeKind.RADIUS: "id_radius_km",
    ChangeKind.REMOTE: "id_remote_ok",
}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def profile(request: HttpRequest) -> HttpResponse:
    """Her profile, read and written. Once saved, it leads to the suggestions."""
    user = signed_in(request)
    volunteer = profile_of(user)
    initial = ProfileForm.initial_of(volunteer) if volunteer else {}
    form = ProfileForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        save_profile(user=user, profile=form.profile())
        messages.success(request, _("Your profile is saved. Here is what it brings up."))
        return redirect("volunteers:suggestions")
    return render(request, "volunteers/profile.html", {"form": form, "is_new": volunteer is None})


@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """What the engine suggests to her and why; without a profile, how to get suggestions, and the next missions."""
    now = timezone.now()
    volunteer = profile_of(request.user)
    if volunteer is None:
        missions = search_missions(search=MissionSearch(), now=now)[:WITHOUT_PROFILE]
        cards = [mission_card(mission) for mission in missions]
        return render(request, "volunteers/suggestions_without_profile.html", {"cards": cards})
    seeker = seeker_of(volunteer, now=now)
    found = suggest(
        seeker=seeker,
        now=now,
        top=SUGGESTIONS,
        already=active_mission_ids(user_id=volunteer.user_id),
    )
    gained = gains(seeker=seeker, now=now, top=SUGGESTIONS)
    context = {
        "suggestions": [_described(suggestion, now=now) for suggestion in found],
        "volunteer": volunteer,
        "missing": _missing(volunteer),
        "gains": [(gain_in_words(gain), GAIN_FIELDS[gain.kind]) for gain in gained],
    }
    return render(request, "volunteers/suggestions.html", context)


def _described(suggestion: SuggestedOpportunity, *, now: datetime) -> dict[str, Any]:
    row = suggestion.opportunity
    return {
        "title": row.title,
        "url": suggestion.url if suggestion.is_own else _from_here(row),
        "summary": row.summary,
        "association": row.association_name,
        "commune": row.commune.name if row.commune else "",
        "from_home": row.remote == "full",
        "origin": "" if suggestion.is_own else suggestion.territory_name,
        "when": moment_in_words(row.starts_at) if row.starts_at and row.starts_at > now else "",
        "reasons": [reason for reason in suggestion.reasons if reason],
    }


def _from_here(row: Opportunity) -> str:
    """A mission of another territory as seen from her own, whence she takes part in it."""
    return reverse("passes:mission", kwargs={"territory": row.territory.slug, "mission_id": row.mission_id})


def _missing(volunteer: Volunteer) -> list[str]:
    """What would bring better suggestions, in words."""
    gaps = [
        (volunteer.commune_id, _("your commune")),
        (volunteer.availability, _("when you are free")),
        (volunteer.causes, _("the causes you care about")),
        (volunteer.skills, _("what you can do")),
    ]
    return [words for value, words in gaps if not value]
