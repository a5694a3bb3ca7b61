"""Who may do what with invitations. Plain questions, denied by default."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser

from engagement.invitations.models import Answer, MissionInvitation
from engagement.missions.enums import MissionState
from engagement.missions.models import Mission
from engagement.missions.policies import may_manage_mission
from kernel.accounts.models import User


def may_invite(user: User | AnonymousUser, mission: Mission) -> bool:
    """Look for volunteers and invite them: the managers of a mission that takes requests."""
    return mission.state == MissionState.PUBLISHED and mission.is_public and may_manage_mission(user, mission)


def may_answer_invitation(user: User | AnonymousUser, invitation: MissionInvitation) -> bool:
    """Who was invited, once."""
    return user.is_active and invitation.user_id == user.pk and invitation.answer == Answer.NONE
