"""Who may do what with a mission. Plain questions, denied by default."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser

from engagement.associations.policies import is_manager
from engagement.missions.enums import ACTIVE, MissionState
from engagement.missions.models import Mission
from kernel.accounts.models import User

#: States in which its association writes it. What is cancelled stays as it was said; a copy can be written.
_WRITABLE = (
    MissionState.DRAFT,
    MissionState.SUBMITTED,
    MissionState.PUBLISHED,
    MissionState.CLOSED,
    MissionState.EXPIRED,
)


def may_manage_mission(user: User | AnonymousUser, mission: Mission) -> bool:
    """Publish, close, cancel, copy: the managers of its association."""
    return is_manager(user, mission.association)


def may_write_mission(user: User | AnonymousUser, mission: Mission) -> bool:
    """Change what it says: its managers, unless it is cancelled or the team has suspended it."""
    return mission.state in _WRITABLE and may_manage_mission(user, mission)


def may_see_mission(user: User | AnonymousUser, mission: Mission) -> bool:
    """Anyone once it is public; its managers always; whoever counts on it, while the team reads it anew."""
    if mission.is_public or may_manage_mission(user, mission):
        return True
    return (
        user.is_active
        and mission.published_at is not None
        and mission.association.state == "published"
        and mission.participations.filter(user_id=user.pk, state__in=ACTIVE).exists()
    )
