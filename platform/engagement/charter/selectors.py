"""Reads the charter: the version in force, and who has yet to sign it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from engagement.associations.models import Association
from engagement.charter.models import Charter, Signature
from kernel.accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsigned:
    """How many have yet to sign the version in force."""

    people: int
    associations: int


def current_charter() -> Charter | None:
    """The version in force: the last one published. One query."""
    return Charter.objects.published().order_by("-number").first()


def charter_to_sign_by(*, user: User, association: Association | None = None) -> Charter | None:
    """The version in force, when she, or the association for which she acts, has not signed it. One query."""
    mine = Signature.objects.filter(charter=OuterRef("pk"), association=association)
    if association is None:
        mine = mine.filter(user=user)
    charter = Charter.objects.published().annotate(is_signed=Exists(mine)).order_by("-number").first()
    return None if charter is None or charter.is_signed else charter


def count_unsigned(*, charter: Charter) -> Unsigned:
    """Active accounts and published associations without a signature of this version. Two queries."""
    return Unsigned(
        people=people_without_signature(charter=charter).count(),
        associations=associations_without_signature(charter=charter).count(),
    )


def people_without_signature(*, charter: Charter) -> QuerySet[User]:
    """Active accounts that have not signed this version."""
    signed = Signature.objects.filter(charter=charter, association=None).values("user")
    return User.objects.filter(is_active=True).exclude(pk__in=signed)


def associations_without_signature(*, charter: Charter) -> QuerySet[Association]:
    """Published associations that have not signed this version."""
    signed = Signature.objects.filter(charter=charter, association__isnull=False).values("association")
    return Association.objects.published().exclude(pk__in=signed)
