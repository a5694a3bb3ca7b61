"""What invitations add to the pages of missions."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from engagement.invitations.policies import may_invite
from engagement.invitations.selectors import awaiting_answer
from engagement.missions.models import Mission
from kernel.accounts.models import User


def find_panel(request: HttpRequest, mission: Mission) -> tuple[str, dict[str, Any]] | None:
    """For its association, while it takes requests."""
    return (
        ("invitations/find_panel.html", {"mission": mission}) if may_invite(request.user, mission) else None
    )


def invited_panel(request: HttpRequest, mission: Mission) -> tuple[str, dict[str, Any]] | None:
    """For who was invited and has not answered."""
    user = request.user
    invitation = awaiting_answer(user=user, mission=mission) if isinstance(user, User) else None
    return ("invitations/invited_panel.html", {"invitation": invitation}) if invitation else None
