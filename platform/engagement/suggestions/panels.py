"""What a citizen's profile adds to the pages of missions."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from engagement.missions.models import Mission
from engagement.suggestions.tastes import taste_of
from engagement.volunteers.selectors import profile_of, seeker_of
from matching.network.services import explain_mission
from matching.taxonomy.words import obstacle_in_words, strongest_in_words


def fit_panel(request: HttpRequest, mission: Mission) -> tuple[str, dict[str, Any]] | None:
    """For a citizen with a profile: why this mission would suit her, or why it is not suggested."""
    volunteer = profile_of(request.user)
    if volunteer is None:
        return None
    now = timezone.now()
    found = explain_mission(
        seeker=seeker_of(volunteer, now=now), mission_id=mission.pk, now=now, taste=taste_of(volunteer)
    )
    if found is None:
        return None
    words = (
        strongest_in_words(found.reasons)
        if found.eligible
        else [obstacle_in_words(obstacle) for obstacle in found.obstacles]
    )
    return ("suggestions/fit_panel.html", {"eligible": found.eligible, "words": words}) if words else None
