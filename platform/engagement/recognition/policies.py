"""Who may do what with hours and certificates. Plain questions, denied by default."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser

from engagement.associations.policies import is_manager
from engagement.recognition.models import Certificate, Hours
from engagement.recognition.states import HOURS
from kernel.accounts.models import User


def is_volunteer_of(user: User | AnonymousUser, hours: Hours) -> bool:
    """Whether they are hers."""
    return user.is_active and hours.user_id == user.pk


def may_dispute(user: User | AnonymousUser, hours: Hours) -> bool:
    """The volunteer, once the association has spoken."""
    return is_volunteer_of(user, hours) and HOURS.allows("dispute", hours.state)


def may_accept(user: User | AnonymousUser, hours: Hours) -> bool:
    """The volunteer, what the association corrected."""
    return is_volunteer_of(user, hours) and HOURS.allows("accept", hours.state)


def may_take_back(user: User | AnonymousUser, hours: Hours) -> bool:
    """The volunteer, what she declared herself, as long as nobody has answered."""
    return is_volunteer_of(user, hours) and hours.state == "declared"


def may_answer_hours(user: User | AnonymousUser, hours: Hours) -> bool:
    """A manager of the association. What may still be answered is the state table's business."""
    return is_manager(user, hours.association)


def may_revoke(user: User | AnonymousUser, certificate: Certificate) -> bool:
    """Its volunteer, a manager of an association whose hours it counts, and who may change certificates."""
    if not user.is_active:
        return False
    return (
        certificate.user_id == user.pk
        or certificate.associations.managed_by(user).exists()
        or user.has_perm("recognition.change_certificate")
    )
