"""Who decides. Plain questions, denied by default."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser

from engagement.moderation.registry import Moderated, kinds
from kernel.accounts.models import User


def may_moderate(user: User | AnonymousUser, moderated: Moderated) -> bool:
    """Whether she reads and decides things of this kind."""
    return user.is_active and user.has_perm(moderated.permission)


def kinds_for(user: User | AnonymousUser) -> tuple[Moderated, ...]:
    """The kinds she moderates; none for whoever moderates nothing."""
    return tuple(moderated for moderated in kinds() if may_moderate(user, moderated))
