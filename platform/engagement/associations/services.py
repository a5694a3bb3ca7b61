"""Writes associations: registering, describing, and what the team decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.db.models.functions import Now

from engagement.associations import mails
from engagement.associations.models import (
    Association,
    AssociationState,
    Membership,
    MembershipRole,
    Testimonial,
)
from engagement.associations.selectors import with_same_number
from engagement.associations.states import ASSOCIATION, TESTIMONIAL
from engagement.slugs import free_slug
from kernel.accounts.models import User
from kernel.tenancy.storage import discard_on_commit
from matching.catalogue.services import apply_outbox


@dataclass(frozen=True, slots=True, kw_only=True)
class AssociationContent:
    """All that an association says of itself, cleaned. WGS 84 degrees; `email` and `phone` stay masked."""

    name: str
    summary: str
    commune_id: str
    latitude: float
    longitude: float
    description: str = ""
    causes: Sequence[str] = ()
    publics: Sequence[str] = ()
    street: str = ""
    action_communes: Sequence[str] = ()
    rna: str = ""
    siren: str = ""
    siret: str = ""
    bce: str = ""
    register: str = ""
    week_hours: dict[str, Any] = field(default_factory=dict)
    opening_hours: str = ""
    founded_year: int | None = None
    website: str = ""
    social_links: Sequence[str] = ()
    email: str = ""
    phone: str = ""
    stays_local: bool = False

    def values(self) -> dict[str, Any]:
        """By field, for a row."""
        return {
            name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items()
        }


class NumberIsTaken(Exception):
    """An association is registered under one of the numbers: `association`."""

    def __init__(self, association: Association) -> None:
        super().__init__(str(association))
        self.association = association


@transaction.atomic
def register_association(
    *, content: AssociationContent, manager: User, logo: File[bytes] | None = None
) -> Association:
    """Write an association that awaits an editor's word, and make `manager` act for it. Raises `NumberIsTaken`."""
    slug = free_slug(content.name, among=Association.objects.all(), default="association")
    association = Association(slug=slug, state=AssociationState.SUBMITTED)
    _write(association, content, logo)
    Membership.objects.create(association=association, user=manager, role=MembershipRole.MANAGER)
    return association


@transaction.atomic
def update_association(
    *,
    association: Association,
    content: AssociationContent,
    logo: File[bytes] | None = None,
    remove_logo: bool = False,
) -> Association:
    """Write what an association now says of itself. `logo=None` keeps the one there is. Raises `NumberIsTaken`."""
    locked = _locked(association)
    former = locked.logo.name
    if remove_logo:
        locked.logo = ""
    _write(locked, content, logo)
    if former and former != locked.logo.name:
        discard_on_commit(former)
    apply_outbox()
    return locked


@transaction.atomic
def submit_association(*, association: Association) -> Association:
    """Ask the team again, after it sent the association back. Raises `ForbiddenTransition`."""
    return _move(association, "submit")


@transaction.atomic
def approve_association(*, association: Association) -> Association:
    """Show an association and its published missions; its managers are told. Raises `ForbiddenTransition`."""
    return _decide(association, "approve")


@transaction.atomic
def send_back_association(*, association: Association, reason: str) -> Association:
    """Ask the managers to complete it; `reason` reaches them. Raises `ForbiddenTransition`."""
    return _decide(association, "send_back", reason)


@transaction.atomic
def suspend_association(*, association: Association, reason: str = "") -> Association:
    """Hide an association and its missions, at once and everywhere; its managers are told why.

    Raises `ForbiddenTransition`.
    """
    return _decide(association, "suspend", reason)


@transaction.atomic
def reinstate_association(*, association: Association) -> Association:
    """Show a suspended association again; its managers are told. Raises `ForbiddenTransition`."""
    return _decide(association, "reinstate")


@transaction.atomic
def decide_testimonial(*, testimonial: Testimonial, action: str) -> Testimonial:
    """`approve`, `suspend` or `reinstate` what somebody said. Raises `ForbiddenTransition`."""
    locked = Testimonial.objects.select_for_update(no_key=True).get(pk=testimonial.pk)
    locked.state = TESTIMONIAL.target(action, locked.state)
    locked.state_since = Now()
    locked.save(update_fields=["state", "state_since"])
    return locked


def _decide(association: Association, action: str, reason: str = "") -> Association:
    moved = _move(association, action, reason)
    mails.tell_managers_of_decision(moved, action=action, reason=reason)
    return moved


def _move(association: Association, action: str, reason: str = "") -> Association:
    locked = _locked(association)
    locked.state = ASSOCIATION.target(action, locked.state)
    locked.reason = reason
    locked.state_since = Now()
    locked.save(update_fields=["state", "reason", "state_since"])
    apply_outbox()
    return locked


def _locked(association: Association) -> Association:
    return Association.objects.select_for_update(no_key=True).get(pk=association.pk)


def _write(association: Association, content: AssociationContent, logo: File[bytes] | None) -> None:
    """Numbers are looked up first; the constraint speaks to two people at once, and the second is told the same."""
    values = content.values()
    if taken := with_same_number(numbers=values, other_than=association):
        raise NumberIsTaken(taken)
    for name, value in values.items():
        setattr(association, name, value)
    if logo is not None:
        association.logo = logo
    try:
        with transaction.atomic():
            association.save()
    except IntegrityError:
        if taken := with_same_number(numbers=values, other_than=association):
            raise NumberIsTaken(taken) from None
        raise
