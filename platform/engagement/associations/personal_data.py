"""For whom a person acts. The last one in charge hands over before she goes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from engagement.associations.models import (
    Association,
    Invitation,
    JoinRequest,
    Membership,
    MembershipRole,
)
from engagement.privacy.registry import Holder, register
from kernel.accounts.models import User


def _memberships(user: User) -> list[Membership]:
    return list(Membership.objects.filter(user=user).select_related("association").order_by("pk"))


def _invitations(user: User) -> QuerySet[Invitation]:
    """Sent to her address, whoever has it."""
    return Invitation.objects.filter(email__iexact=user.email).select_related("association").order_by("pk")


def _requests(user: User) -> QuerySet[JoinRequest]:
    return JoinRequest.objects.filter(user=user).select_related("association").order_by("pk")


def _describe(user: User) -> list[str]:
    return [
        *(f"{one.association.name} ({one.get_role_display()})" for one in _memberships(user)),
        *(_("%(name)s: you ask to join") % {"name": one.association.name} for one in _requests(user)),
        *(_("%(name)s: you were invited") % {"name": one.association.name} for one in _invitations(user)),
    ]


def _export(user: User) -> list[dict[str, Any]]:
    return (
        [
            {
                _("Association"): one.association.name,
                _("Role"): one.get_role_display(),
                _("Since"): one.created_at,
            }
            for one in _memberships(user)
        ]
        + [
            {
                _("Association"): one.association.name,
                _("You ask to join"): one.message,
                _("Since"): one.created_at,
            }
            for one in _requests(user)
        ]
        + [
            {
                _("Association"): one.association.name,
                _("You were invited as"): one.get_role_display(),
                _("Until"): one.expires_at,
            }
            for one in _invitations(user)
        ]
    )


def _erase(user: User, now: datetime) -> None:
    """Her memberships and requests go with her account; an invitation knows her by her address alone."""
    _invitations(user).delete()


def _left_alone(user: User) -> list[str]:
    """Associations that nobody else would manage."""
    others = Membership.objects.filter(role=MembershipRole.MANAGER, user__is_active=True).exclude(user=user)
    alone = Association.objects.managed_by(user).exclude(pk__in=others.values("association"))
    return [
        _("You are the only one in charge of %(name)s: hand it over to someone else first.")
        % {"name": one.name}
        for one in alone
    ]


register(
    Holder(
        code="memberships",
        label=gettext_lazy("Your associations"),
        purpose=gettext_lazy("To let you act for them."),
        order=30,
        describe=_describe,
        export=_export,
        erase=_erase,
        obstacles=_left_alone,
    )
)
