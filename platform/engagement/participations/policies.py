"""Who may do what with a participation. Plain questions, denied by default."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import AnonymousUser

from engagement.associations.policies import is_manager
from engagement.participations.models import Participation
from engagement.participations.states import PARTICIPATION
from kernel.accounts.models import User


def may_withdraw(user: User | AnonymousUser, participation: Participation, *, now: datetime) -> bool:
    """The volunteer herself, as long as there is something to give up."""
    return (
        user.is_active
        and participation.user_id == user.pk
        and PARTICIPATION.allows("withdraw", participation.state)
        and not participation.is_over(now)
    )


def may_answer(user: User | AnonymousUser, participation: Participation) -> bool:
    """A manager of the mission's association. What may still be answered is the state table's business."""
    return is_manager(user, participation.mission.association)
