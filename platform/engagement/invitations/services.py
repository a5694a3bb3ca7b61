"""An association invites a volunteer; she says yes, no, or never again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from engagement.associations.models import Association
from engagement.invitations import mails
from engagement.invitations.journal import INVITED
from engagement.invitations.models import Answer, FromAway, MissionInvitation, Refrain, SentAway
from engagement.invitations.selectors import invitable, last_number, month_of
from engagement.messaging.models import Topic
from engagement.messaging.services import ConversationRefused, start_conversation, write_message
from engagement.messaging.topics import Opening
from engagement.missions.models import Mission
from engagement.participations.models import Participation
from engagement.participations.refusals import ParticipationRefused
from engagement.participations.services import Reply, welcome_invited
from engagement.volunteers.models import Volunteer
from kernel.accounts.models import User
from kernel.audit.services import record

#: How long it is known who was invited to what.
KEPT = timedelta(days=365)


class NotInvitable(ConversationRefused):
    """Her consent, the month's limit, a block, an answer of hers: the association is not told which."""

    message = _("This person can no longer be invited to this mission.")


class AlreadyAnswered(ParticipationRefused):
    message = _("You have already answered this invitation.")


@transaction.atomic
def invite(*, mission: Mission, card: UUID, by: User, message: str, now: datetime) -> MissionInvitation:
    """Ask somebody for a mission, in a conversation; she is told by e-mail. Nobody's address is shown.

    Whether `by` acts for the association is the caller's question. Raises `NotInvitable`, and what
    `start_conversation` raises.
    """
    # Whoever invites her, or changes her consent, does so one at a time.
    Volunteer.objects.select_for_update(no_key=True).filter(card=card).first()
    found = invitable(mission=mission, now=now).filter(card=card).first()
    if found is None or not Mission.objects.current(now).filter(pk=mission.pk).exists():
        raise NotInvitable
    user, month = found.user, month_of(now)
    try:
        with transaction.atomic():
            invitation = MissionInvitation.objects.create(
                mission=mission,
                user=user,
                invited_by=by,
                sent_at=now,
                month=month,
                number=last_number(user=user, month=month) + 1,
            )
    except IntegrityError:
        raise NotInvitable from None
    written = start_conversation(
        opening=opening_about(mission, user),
        author=by,
        subject=gettext("Invitation: %(mission)s") % {"mission": mission.title},
        body=message,
        now=now,
        tells=False,
    )
    invitation.conversation = written.conversation
    invitation.save(update_fields=["conversation"])
    mails.tell_of_invitation(invitation, written, now=now)
    record(act=INVITED, actor=by, subject=mission, at=now)
    return invitation


def opening_about(mission: Mission, person: User) -> Opening:
    """The conversation in which its association asks somebody for a mission."""
    return Opening(
        association=mission.association,
        person=person,
        kind=Topic.MISSION,
        topic_id=mission.pk,
        title=mission.title,
        url=mission.get_absolute_url(),
    )


@transaction.atomic
def accept_invitation(
    *,
    invitation: MissionInvitation,
    now: datetime,
    slot_id: int | None = None,
    message: str = "",
    replies: Sequence[Reply] = (),
) -> Participation:
    """Say yes: the place is hers at once, and the association reads it in the conversation.

    Raises `AlreadyAnswered`, and what `welcome_invited` raises.
    """
    invitation = _unanswered(invitation)
    participation = welcome_invited(
        mission_id=invitation.mission_id,
        user=invitation.user,
        by=invitation.invited_by,
        slot_id=slot_id,
        message=message,
        replies=replies,
        now=now,
    )
    _keep(invitation, Answer.ACCEPTED, now)
    _say(invitation, message or gettext("Yes, with pleasure: you can count on me."), now)
    return participation


@transaction.atomic
def decline_invitation(
    *, invitation: MissionInvitation, now: datetime, reason: str = "", never_again: bool = False
) -> None:
    """Say no, with a reason or without one; with `never_again`, the association no longer finds her.

    Raises `AlreadyAnswered`.
    """
    invitation = _unanswered(invitation)
    _keep(invitation, Answer.DECLINED, now)
    _say(invitation, reason or gettext("Thank you for thinking of me. It is not possible this time."), now)
    if never_again:
        association_id = invitation.mission.association_id
        Refrain.objects.get_or_create(
            user=invitation.user, association_id=association_id, defaults={"since": now}
        )


def hear_again(*, user: User, association: Association) -> None:
    """The association may invite her again. Idempotent."""
    Refrain.objects.filter(user=user, association=association).delete()


def forget_old_invitations(*, now: datetime) -> int:
    """Delete those of more than a year ago, but for what says that an association is to write no more; what was said
    stays in the conversations. Returns how many."""
    kinds = (
        SentAway.objects.all(),
        FromAway.objects.filter(refrains=False),
        MissionInvitation.objects.all(),
    )
    return sum(rows.filter(sent_at__lt=now - KEPT).delete()[0] for rows in kinds)


def _unanswered(invitation: MissionInvitation) -> MissionInvitation:
    """As it is now, its row held. Raises `AlreadyAnswered`."""
    held = (
        MissionInvitation.objects.select_for_update(no_key=True, of=("self",))
        .select_related("mission", "user", "invited_by", "conversation")
        .get(pk=invitation.pk)
    )
    if held.answer != Answer.NONE:
        raise AlreadyAnswered
    return held


def _keep(invitation: MissionInvitation, answer: Answer, now: datetime) -> None:
    invitation.answer, invitation.answered_at = answer, now
    invitation.save(update_fields=["answer", "answered_at"])


def _say(invitation: MissionInvitation, words: str, now: datetime) -> None:
    """In her name, where the association reads it; the answer counts also where nobody can write any more."""
    if invitation.conversation is None:
        return
    try:
        with transaction.atomic():
            write_message(conversation=invitation.conversation, author=invitation.user, body=words, now=now)
    except ConversationRefused:
        pass
