"""Who may do what with a mission. Plain questions, denied by default."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser

from engagement.associations.policies import is_manager
from engagement.missions.models import Mission
from kernel.accounts.models import User


def may_manage_mission(user: User | AnonymousUser, mission: Mission) -> bool:
    """Write, publish, close: the managers of its association."""
    return is_manager(user, mission.association)
