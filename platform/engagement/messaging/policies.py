"""Who may do what in a conversation. Plain questions, denied by default.

Nothing is remembered of who was admitted: each question asks who manages the association now, so that a manager who
leaves is out at once, on the pages and by e-mail.
"""

from __future__ import annotations

from enum import StrEnum

from django.contrib.auth.models import AnonymousUser

from engagement.associations.models import Association, AssociationState, Membership, MembershipRole
from engagement.associations.policies import is_manager
from engagement.messaging.models import Block, Conversation, Report, ReportState, Reveal, Side
from engagement.participations.models import Participation
from kernel.accounts.models import User


class Silence(StrEnum):
    """Why nobody can write in a conversation for now. Empty: everybody of both sides can."""

    NONE = ""
    CLOSED = "closed"
    BLOCKED = "blocked"
    GONE = "gone"
    HIDDEN = "hidden"


def side_of(user: User | AnonymousUser, conversation: Conversation) -> Side | None:
    """The side on which she takes part, None for everybody else. One query, none for a citizen herself."""
    if not user.is_authenticated or not user.is_active:
        return None
    if conversation.person_id == user.pk:
        return Side.OTHER
    if conversation.peer_id == user.pk:
        return Side.ASSOCIATION
    if conversation.association_id is None:
        return None
    managed = set(
        Membership.objects.filter(
            user_id=user.pk,
            role=MembershipRole.MANAGER,
            association_id__in=[conversation.association_id, conversation.partner_id],
        ).values_list("association_id", flat=True)
    )
    if conversation.association_id in managed:
        return Side.ASSOCIATION
    return Side.OTHER if conversation.partner_id in managed else None


def may_read(user: User | AnonymousUser, conversation: Conversation) -> bool:
    """Whoever takes part."""
    return side_of(user, conversation) is not None


def silence_of(conversation: Conversation) -> Silence:
    """What keeps both sides from writing. One query when nothing does; its sides are read."""
    if conversation.closed_at is not None:
        return Silence.CLOSED
    for side in Side:
        association, citizen = conversation.association_on(side), conversation.citizen_on(side)
        if association is None and (citizen is None or not citizen.is_active):
            return Silence.GONE
        if association is not None and association.state != AssociationState.PUBLISHED:
            return Silence.HIDDEN
    return Silence.BLOCKED if Block.objects.filter(pair=conversation.pair).exists() else Silence.NONE


def may_write(user: User | AnonymousUser, conversation: Conversation) -> bool:
    """Whoever takes part, while nothing keeps the two sides from writing."""
    return may_read(user, conversation) and silence_of(conversation) == Silence.NONE


def may_write_to_association(user: User | AnonymousUser, association: Association) -> bool:
    """Any signed-in citizen, to a published association that is not hers to answer for."""
    return (
        user.is_authenticated
        and user.is_active
        and association.state == AssociationState.PUBLISHED
        and not is_manager(user, association)
    )


def may_write_for(user: User | AnonymousUser, association: Association) -> bool:
    """Speak in an association's name: its managers, once it is published."""
    return association.state == AssociationState.PUBLISHED and is_manager(user, association)


def may_write_as_association(
    user: User | AnonymousUser, association: Association, partner: Association
) -> bool:
    """Between two published associations: a manager of the first who does not manage the second."""
    return (
        association.pk != partner.pk
        and may_write_for(user, association)
        and may_write_to_association(user, partner)
    )


def may_write_to_participant(user: User | AnonymousUser, participation: Participation) -> bool:
    """A manager, to somebody who asked to take part in one of the association's missions."""
    return (
        participation.user.is_active
        and participation.user_id != user.pk
        and may_write_for(user, participation.mission.association)
    )


def may_download(user: User | AnonymousUser, conversation: Conversation) -> bool:
    """Files: whoever reads the conversation."""
    return may_read(user, conversation)


def may_close(user: User | AnonymousUser, conversation: Conversation) -> bool:
    """Close it or open it again: either side, unless the team closed it."""
    return not conversation.closed_by_team and may_read(user, conversation)


def may_block(user: User | AnonymousUser, conversation: Conversation) -> bool:
    """Either side, as long as there is somebody to block and it has not done so."""
    side = side_of(user, conversation)
    return (
        side is not None
        and conversation.party(side.opposite) != ""
        and not Block.objects.filter(pair=conversation.pair, party=conversation.party(side)).exists()
    )


def may_unblock(user: User | AnonymousUser, conversation: Conversation) -> bool:
    """The side that blocked, and it alone."""
    side = side_of(user, conversation)
    return (
        side is not None
        and Block.objects.filter(pair=conversation.pair, party=conversation.party(side)).exists()
    )


def may_report(user: User | AnonymousUser, conversation: Conversation) -> bool:
    """Either side, once at a time."""
    side = side_of(user, conversation)
    return (
        side is not None
        and not Report.objects.filter(conversation=conversation, side=side, state=ReportState.OPEN).exists()
    )


def may_reveal(user: User | AnonymousUser, conversation: Conversation) -> bool:
    """Her own contact details, where she may write."""
    return may_write(user, conversation)


def may_revoke(user: User | AnonymousUser, reveal: Reveal) -> bool:
    """Their owner, whatever has become of the conversation and of her part in it."""
    return user.is_active and reveal.owner_id == user.pk and reveal.revoked_at is None


def may_review(user: User | AnonymousUser, report: Report) -> bool:
    """The team, a conversation that was reported, until the report is answered."""
    return user.is_authenticated and report.state == ReportState.OPEN and user.has_perm("moderation.moderate")
