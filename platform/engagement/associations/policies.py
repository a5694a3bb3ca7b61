"""Who may act for an association."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser

from engagement.associations.models import Association, Membership, MembershipRole
from kernel.accounts.models import User


def is_manager(user: User | AnonymousUser, association: Association) -> bool:
    """Whether she is one of its managers. One query."""
    return (
        user.is_active
        and Membership.objects.filter(
            user_id=user.pk, association_id=association.pk, role=MembershipRole.MANAGER
        ).exists()
    )


def manages_any(user: User | AnonymousUser) -> bool:
    """Whether she manages an association at all: then the association's space is hers to enter. One query."""
    return user.is_active and Membership.objects.filter(user_id=user.pk, role=MembershipRole.MANAGER).exists()
