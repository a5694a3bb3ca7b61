"""Writes associations. Registration is thin here: numbers, documents and invitations come with a later release."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from engagement.associations.models import Association, AssociationState, Membership, MembershipRole
from engagement.associations.states import ASSOCIATION
from engagement.slugs import free_slug
from kernel.accounts.models import User
from matching.catalogue.services import apply_outbox
from tenants.geography.models import Commune


@transaction.atomic
def register_association(
    *,
    name: str,
    summary: str,
    commune: Commune,
    manager: User,
    causes: Sequence[str] = (),
    description: str = "",
) -> Association:
    """Write an association that awaits an editor's word, and make `manager` act for it."""
    association = Association.objects.create(
        name=name,
        slug=free_slug(name, among=Association.objects.all(), default="association"),
        summary=summary,
        description=description,
        causes=list(causes),
        commune=commune,
        latitude=commune.latitude,
        longitude=commune.longitude,
        state=AssociationState.SUBMITTED,
    )
    Membership.objects.create(association=association, user=manager, role=MembershipRole.MANAGER)
    return association


@transaction.atomic
def publish_association(*, association: Association) -> Association:
    """Show an association and its published missions. Raises `ForbiddenTransition`."""
    return _move(association, "publish")


@transaction.atomic
def suspend_association(*, association: Association) -> Association:
    """Hide an association and its missions, at once and everywhere. Raises `ForbiddenTransition`."""
    return _move(association, "suspend")


def _move(association: Association, action: str) -> Association:
    locked = Association.objects.select_for_update(no_key=True).get(pk=association.pk)
    locked.state = ASSOCIATION.target(action, locked.state)
    locked.save(update_fields=["state"])
    apply_outbox()
    return locked
