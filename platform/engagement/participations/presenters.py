"""Participations as their pages show them: no query, no address, no age."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from engagement.availability import availability_in_words
from engagement.participations.models import Participation, ParticipationState
from engagement.participations.policies import may_withdraw
from engagement.participations.states import PARTICIPATION
from kernel.accounts.models import User
from matching.taxonomy import SKILL_CODES, skill

_TONES = {
    ParticipationState.REQUESTED: "info",
    ParticipationState.WAITING: "info",
    ParticipationState.OFFERED: "accent",
    ParticipationState.ACCEPTED: "success",
    ParticipationState.ATTENDED: "success",
}


def own_entry(participation: Participation, *, user: User, now: datetime) -> dict[str, Any]:
    """For the volunteer: the mission, the state, the answer, and whether she may still withdraw."""
    return _entry(participation) | {"may_withdraw": may_withdraw(user, participation, now=now)}


def inbox_entry(participation: Participation) -> dict[str, Any]:
    """For the association: who asks, in what she said of herself that bears on the mission."""
    volunteer = getattr(participation.user, "volunteer", None)
    wanted = set(participation.mission.skills)
    known = [code for code in (volunteer.skills if volunteer else []) if code in SKILL_CODES]
    return _entry(participation) | {
        "name": participation.user.masked_name,
        "commune": volunteer.commune.name if volunteer and volunteer.commune else "",
        "skills": [{"label": skill(code).label, "wanted": code in wanted} for code in known],
        "availability": availability_in_words(volunteer.availability) if volunteer else "",
        "may_accept": PARTICIPATION.allows("accept", participation.state),
        "may_decline": PARTICIPATION.allows("decline", participation.state),
    }


def _entry(participation: Participation) -> dict[str, Any]:
    return {
        "participation": participation,
        "mission": participation.mission,
        "slot": participation.slot.in_words if participation.slot else "",
        "state": participation.get_state_display(),
        "tone": _TONES.get(ParticipationState(participation.state), "neutral"),
    }
