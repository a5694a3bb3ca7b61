"""The e-mails about an association itself: decisions of the team, invitations, requests to join."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse

from engagement.associations.models import Association, Invitation, JoinRequest, Membership, MembershipRole
from engagement.associations.selectors import managers_of, moderators
from engagement.moments import day_in_sentence
from kernel.mail import services as mail
from kernel.tenancy import current_territory
from tenants.registry.models import TerritoryCommune

_MOST_NAMED = 10
#: Where the team names a new manager: a page of the back office, which stands above.
WITHOUT_MANAGER = "/admin/associations/?without_manager=true"


def tell_managers_of_decision(association: Association, *, action: str, reason: str) -> None:
    """What the team decided, and why: one e-mail to each manager."""
    path = (
        association.get_absolute_url()
        if action in ("approve", "reinstate")
        else reverse("associations:edit", args=[association.slug])
    )
    _tell_managers(
        association, f"association_{action}", association_name=association.name, reason=reason, path=path
    )


def tell_managers_of_join_request(request: JoinRequest) -> None:
    """Somebody asks to act for the association, by her masked name."""
    _tell_managers(
        request.association,
        "association_join_request",
        association_name=request.association.name,
        person_name=request.user.masked_name,
        message=request.message,
        path=reverse("associations:members", args=[request.association.slug]),
    )


def tell_of_join_answer(request: JoinRequest, *, admitted: bool) -> None:
    mail.send(
        template="association_join_answer",
        to=request.user,
        context={
            "association_name": request.association.name,
            "admitted": admitted,
            "path": reverse("participations:inbox") if admitted else reverse("associations:list"),
        },
    )


def send_invitation(invitation: Invitation, *, token: str) -> None:
    """The link, to an address that may have no account yet."""
    inviter = invitation.invited_by
    mail.send(
        template="association_invitation",
        to=invitation.email,
        context={
            "association_name": invitation.association.name,
            "inviter_name": inviter.masked_name if inviter else "",
            "is_manager": invitation.role == "manager",
            "until": day_in_sentence(invitation.expires_at),
            "path": reverse("associations:invitation", args=[token]),
        },
    )


def tell_new_manager(membership: Membership) -> None:
    """The team has put a member in charge."""
    mail.send(
        template="association_manager_named",
        to=membership.user,
        context={
            "association_name": membership.association.name,
            "path": reverse("associations:members", args=[membership.association.slug]),
        },
    )


def tell_seated_in(*, communes: Collection[str], now: datetime) -> int:
    """To who manages an association seated in a commune that has left the territory, what this changes. Once a day for
    a commune; not where it is back by now. Returns how many e-mails."""
    territory = current_territory()
    assert territory is not None
    back = TerritoryCommune.objects.filter(territory_id=territory.id).values("commune_id")
    managers = (
        Membership.objects.filter(
            association__commune__in=communes, role=MembershipRole.MANAGER, user__is_active=True
        )
        .exclude(association__commune__in=back)
        .select_related("user", "association__commune")
    )
    told = 0
    for one in managers.order_by("pk"):
        association, commune = one.association, one.association.commune
        assert commune is not None
        context = {
            "association_name": association.name,
            "commune": commune.name,
            "path": reverse("associations:edit", args=[association.slug]),
        }
        key = f"{association.pk} {commune.pk} {now:%Y-%m-%d}"
        sent = mail.send(template="association_commune", to=one.user, context=context, key=key)
        told += sent is not None
    return told


def tell_team_of_lost_managers(associations: Sequence[Association]) -> None:
    """Nobody answers for these associations any more: one e-mail to each moderator."""
    names = [one.name for one in associations]
    context = {
        "names": names[:_MOST_NAMED],
        "more": max(0, len(names) - _MOST_NAMED),
        "path": WITHOUT_MANAGER,
    }
    for moderator in moderators():
        mail.send(template="association_without_manager", to=moderator, context=context)


def _tell_managers(association: Association, template: str, **context: Any) -> None:
    for manager in managers_of(association_id=association.pk):
        mail.send(template=template, to=manager, context=context)
