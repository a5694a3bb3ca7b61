"""Writes associations. Registration is thin here: numbers, documents and invitations come with a later release."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.text import slugify

from engagement.associations.models import Association, AssociationState, Membership, MembershipRole
from engagement.associations.states import ASSOCIATION
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
        slug=_free_slug(name),
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


def _free_slug(name: str) -> str:
    base = slugify(name)[:160] or "association"
    taken = set(Association.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    slug, number = base, 2
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    return slug
