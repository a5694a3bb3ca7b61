"""What taking part adds to the pages of missions."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from engagement.missions.models import Mission
from engagement.participations.promise import answer_time_in_words


def people_panel(request: HttpRequest, mission: Mission) -> tuple[str, dict[str, Any]] | None:
    """For its association: the people of a mission, and what they are asked."""
    return "participations/people_panel.html", {"mission": mission}


def answer_time_panel(request: HttpRequest, mission: Mission) -> tuple[str, dict[str, Any]] | None:
    """For citizens: how fast the association answers, when that is good."""
    words = answer_time_in_words(association_id=mission.association_id, now=timezone.now())
    return ("participations/answer_time.html", {"words": words}) if words else None
