"""Who acts for an association: invitations, requests to join, roles, leaving. An association keeps a manager."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from engagement.associations import mails
from engagement.associations.models import (
    Association,
    Invitation,
    JoinRequest,
    Membership,
    MembershipRole,
)
from engagement.associations.selectors import associations_without_manager
from kernel.accounts.limits import is_within
from kernel.accounts.models import User
from kernel.audit.services import record

INVITATION_LIFE = timedelta(days=14)
#: An association, which nobody may have read yet, writes to anybody by these: no more than it has people to gather.
MOST_INVITATIONS_A_DAY = 30


class MembershipRefused(Exception):
    """It cannot be; `message` says why, to the person who asked."""

    message = _("This is not possible.")


class LastManager(MembershipRefused):
    message = _("An association keeps at least one manager: hand over to somebody else first.")


class AlreadyMember(MembershipRefused):
    message = _("This person is a member already.")


class TooManyInvitations(MembershipRefused):
    message = _("Many invitations have left today: please send the next ones tomorrow.")


class NoMemberAnyMore(MembershipRefused):
    message = _("This person is no longer a member.")


class InvitationIsOver(MembershipRefused):
    message = _("This invitation has run out, was used, or was withdrawn. Ask the association for a new one.")


class AnotherAddress(MembershipRefused):
    message = _("This invitation was sent to another address than that of your account.")


def digest_of(token: str) -> str:
    """What is kept of a link's secret."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def invite_member(
    *, association: Association, email: str, role: str, by: User | None, now: datetime
) -> Invitation:
    """Send a link, for one person and one use, that makes the holder of an address a member.

    An open invitation to the same address is sent again, with a new link; the former one no longer works. Raises
    `AlreadyMember`, `TooManyInvitations`.
    """
    email = email.strip().lower()
    _lock(association)
    if association.memberships.filter(user__email__iexact=email, role__in=_at_least(role)).exists():
        raise AlreadyMember
    if not is_within(
        f"associations:invitations:{association.pk}", most=MOST_INVITATIONS_A_DAY, window=timedelta(days=1)
    ):
        raise TooManyInvitations
    token = secrets.token_urlsafe(32)
    fields = {
        "role": role,
        "digest": digest_of(token),
        "invited_by": by,
        "expires_at": now + INVITATION_LIFE,
    }
    invitation = association.invitations.open().filter(email__iexact=email).first() or Invitation(
        association=association, email=email
    )
    for name, value in fields.items():
        setattr(invitation, name, value)
    invitation.save()
    mails.send_invitation(invitation, token=token)
    return invitation


@transaction.atomic
def revoke_invitation(*, invitation: Invitation, now: datetime) -> None:
    """The link no longer works. Nothing happens to one that was used."""
    Invitation.objects.open().filter(pk=invitation.pk).update(revoked_at=now)


@transaction.atomic
def accept_invitation(*, token: str, user: User, now: datetime) -> Membership:
    """Make whoever holds the invited address a member. Raises `InvitationIsOver`, `AnotherAddress`."""
    invitation = (
        Invitation.objects.open()
        .select_for_update(of=("self",))
        .select_related("association")
        .filter(digest=digest_of(token))
        .first()
    )
    if invitation is None or invitation.has_run_out(now):
        raise InvitationIsOver
    if invitation.email != user.email.lower():
        raise AnotherAddress
    invitation.accepted_at = now
    invitation.save(update_fields=["accepted_at"])
    return _admit(invitation.association, user, invitation.role, by=user)


@transaction.atomic
def ask_to_join(*, association: Association, user: User, message: str = "") -> JoinRequest:
    """Ask the managers to become one of them; they are told. Asked twice, it is asked once. Raises `AlreadyMember`."""
    if association.memberships.filter(user=user).exists():
        raise AlreadyMember
    request, made = JoinRequest.objects.get_or_create(
        association=association, user=user, defaults={"message": message}
    )
    if made:
        mails.tell_managers_of_join_request(request)
    return request


@transaction.atomic
def answer_join_request(*, request: JoinRequest, role: str | None, by: User) -> None:
    """Admit somebody in a role, or decline with None; she is told. Answered meanwhile, nothing happens."""
    locked = (
        JoinRequest.objects.select_for_update(of=("self",))
        .select_related("association", "user")
        .filter(pk=request.pk)
        .first()
    )
    if locked is None:
        return
    if role is not None:
        _admit(locked.association, locked.user, role, by=by)
    mails.tell_of_join_answer(locked, admitted=role is not None)
    locked.delete()


@transaction.atomic
def change_role(*, membership: Membership, role: str, by: User) -> Membership:
    """Make a member a manager, or the other way round. Raises `LastManager`, `NoMemberAnyMore`."""
    membership = _held(membership)
    if role != MembershipRole.MANAGER:
        _keep_a_manager(membership)
    membership.role = role
    membership.save(update_fields=["role"])
    _record("association.role_changed", membership, by)
    return membership


@transaction.atomic
def end_membership(*, membership: Membership, by: User) -> None:
    """Remove a member, or leave when `by` is the member. Raises `LastManager`, `NoMemberAnyMore`."""
    membership = _held(membership)
    _keep_a_manager(membership)
    act = "association.left" if membership.user_id == by.pk else "association.member_removed"
    _record(act, membership, by)
    membership.delete()


@transaction.atomic
def name_manager(*, membership: Membership, by: User) -> Membership:
    """The team puts a member in charge of an association that nobody answers for any more; she is told."""
    changed = change_role(membership=membership, role=MembershipRole.MANAGER, by=by)
    mails.tell_new_manager(changed)
    return changed


@transaction.atomic
def alert_team_of_lost_managers() -> int:
    """Tell the moderators, once each time, of associations that have lost their last manager; how many these are.

    One that never had any, brought in from a file, is not lost. Idempotent.
    """
    orphans = associations_without_manager()
    lost = list(
        orphans.filter(had_manager=True).select_for_update(of=("self",), no_key=True, skip_locked=True)
    )
    if lost:
        mails.tell_team_of_lost_managers(lost)
        Association.objects.filter(pk__in=[one.pk for one in lost]).update(had_manager=False)
    managed = Membership.objects.filter(role=MembershipRole.MANAGER, user__is_active=True)
    found = Association.objects.filter(had_manager=False, pk__in=managed.values("association"))
    # Asked first: a statement that writes nothing would still make another edition of the public pages.
    if new := list(found.values_list("pk", flat=True)):
        Association.objects.filter(pk__in=new).update(had_manager=True)
    return len(lost)


def _admit(association: Association, user: User, role: str, *, by: User) -> Membership:
    """A member from now on; somebody who is one already never loses by it."""
    membership, made = Membership.objects.get_or_create(
        association=association, user=user, defaults={"role": role}
    )
    if not made and role == MembershipRole.MANAGER:
        membership.role = role
        membership.save(update_fields=["role"])
    _record("association.joined", membership, by)
    return membership


def _keep_a_manager(membership: Membership) -> None:
    managers = membership.association.memberships.filter(
        role=MembershipRole.MANAGER, user__is_active=True
    ).exclude(pk=membership.pk)
    if membership.role == MembershipRole.MANAGER and not managers.exists():
        raise LastManager


def _lock(association: Association) -> None:
    """Two managers who leave at once do so one after the other."""
    Association.objects.select_for_update(no_key=True).get(pk=association.pk)


def _held(membership: Membership) -> Membership:
    """As it is now, its association held. Raises `NoMemberAnyMore`."""
    _lock(membership.association)
    held = Membership.objects.select_related("association", "user").filter(pk=membership.pk).first()
    if held is None:
        raise NoMemberAnyMore
    return held


def _at_least(role: str) -> list[str]:
    return [MembershipRole.MANAGER] if role == MembershipRole.MANAGER else list(MembershipRole.values)


def _record(act: str, membership: Membership, by: User) -> None:
    details = {"person": membership.user_id, "role": membership.role}
    record(act=act, actor=by, subject=membership.association, details=details)
