"""Writes conversations: begun, continued, read, closed.

Whatever is kept of a text has its contact details hidden already: a form points them out first, an e-mail's writer is
told afterwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from engagement.contact_details import hide_contact_details
from engagement.messaging import mails
from engagement.messaging.files import Upload, check_together
from engagement.messaging.models import (
    Attachment,
    Conversation,
    Message,
    ReadMark,
    ReplyAddress,
    Reveal,
    Side,
    Topic,
    pair_of,
)
from engagement.messaging.policies import may_close, may_write, side_of
from engagement.messaging.selectors import (
    SIDES,
    blocked_among,
    concerned,
    conversations_on,
    forget_counts,
    people_on,
    same_conversation,
    started_since,
    written_since,
)
from engagement.messaging.topics import Opening
from engagement.missions.models import Mission, Slot
from kernel.accounts.models import User
from kernel.audit.services import record
from kernel.tenancy.storage import discard_on_commit

#: An address to reply to answers no more this long after it was written to its owner.
REPLIES_TAKEN_FOR = timedelta(days=180)
MOST_STARTED_A_DAY = 10
MOST_WRITTEN_AN_HOUR = 60
WROTE_TO_ALL = "participations.written_to_all"


class ConversationRefused(Exception):
    """Something cannot be done in a conversation; `message` says why, to the person who tried."""

    message = _("This is not possible.")


class CannotWrite(ConversationRefused):
    message = _("Nobody can write in this conversation for now.")


class AnotherIsOpen(ConversationRefused):
    message = _("Another conversation about the same thing has begun since: please go on there.")


class TooManyConversations(ConversationRefused):
    message = _(
        "You have begun many conversations today. Please wait until tomorrow to write to somebody new:"
        " those under way go on."
    )


class TooManyMessages(ConversationRefused):
    message = _("You have sent many messages within an hour. Please take a short break before the next one.")


class NothingWritten(ConversationRefused):
    message = _("Your message is empty.")


@transaction.atomic
def start_conversation(
    *,
    opening: Opening,
    author: User,
    subject: str,
    body: str,
    now: datetime,
    uploads: Sequence[Upload] = (),
    tells: bool = True,
) -> Message:
    """Write a first message; it goes on in the open conversation of the same two about the same thing, if there is one.

    Whether `author` may is `opening`'s to say (`topics.find_opening`). Without `tells`, the caller sends the e-mail
    (`mails.tell_of_message`). Raises `TooManyConversations`, `CannotWrite`
    when one side blocked the other, and what `write_message` raises.
    """
    pair = pair_of(*opening.sides)
    # One at a time for one writer: the day's limit holds.
    User.objects.select_for_update(no_key=True).get(pk=author.pk)
    conversation = same_conversation(pair=pair, kind=opening.kind, topic_id=opening.topic_id)
    if conversation is None:
        if started_since(user=author, since=now - timedelta(days=1)) >= MOST_STARTED_A_DAY:
            raise TooManyConversations
        conversation = _begin(
            pair=pair,
            kind=opening.kind,
            topic_id=opening.topic_id,
            now=now,
            association=opening.association,
            peer=opening.peer,
            person=opening.person,
            partner=opening.partner,
            subject=hide_contact_details(subject)[:160],
            topic_title=opening.title[:200],
            started_by=author,
        )
    return write_message(
        conversation=conversation, author=author, body=body, now=now, uploads=uploads, tells=tells
    )


@transaction.atomic
def write_message(
    *,
    conversation: Conversation,
    author: User,
    body: str,
    now: datetime,
    uploads: Sequence[Upload] = (),
    mail_digest: str | None = None,
    tells: bool = True,
) -> Message:
    """Say something, with contact details hidden, and tell the other side by e-mail. Her own side has read it.

    `mail_digest` names the e-mail that it came by. Without `tells`, the caller sends the e-mail. Raises `CannotWrite`,
    `TooManyMessages`, `NothingWritten`, `RefusedFile`.
    """
    conversation = _locked(conversation)
    side = side_of(author, conversation)
    if side is None or not may_write(author, conversation):
        raise CannotWrite
    if written_since(user=author, since=now - timedelta(hours=1)) >= MOST_WRITTEN_AN_HOUR:
        raise TooManyMessages
    if not body.strip() and not uploads:
        raise NothingWritten
    check_together(uploads)
    return _say(conversation, author, side, body, now, uploads=uploads, mail_digest=mail_digest, tells=tells)


@transaction.atomic
def write_to_all(
    *, mission: Mission, slot: Slot | None, states: Iterable[str], body: str, author: User, now: datetime
) -> int:
    """Send the association's words to each person in these states, in her own conversation about the mission.

    `slot` None writes to all dates. Returns how many people are reached: whoever blocked the association, or was
    blocked, is not. Nobody sees who else is written to; the journal says who wrote, and to how many.
    """
    association = mission.association
    people = {
        pair_of(association, person): person
        for person in concerned(mission=mission, slot=slot, states=states)
        if person != author
    }
    for pair in blocked_among(people):
        del people[pair]
    under_way = conversations_on(mission=mission, pairs=people)
    for pair, person in people.items():
        conversation = under_way.get(pair) or _begin(
            pair=pair,
            kind=Topic.MISSION,
            topic_id=mission.pk,
            now=now,
            association=association,
            person=person,
            subject=mission.title,
            topic_title=mission.title,
        )
        _say(conversation, author, Side.ASSOCIATION, body, now, to_all=True)
    record(act=WROTE_TO_ALL, actor=author, subject=mission, details={"people": len(people)}, at=now)
    return len(people)


def _begin(*, pair: str, kind: str, topic_id: int | None, now: datetime, **fields: Any) -> Conversation:
    """A new conversation, or the one that the other side, or another manager, has begun at this very moment."""
    conversation, _is_new = Conversation.objects.get_or_create(
        pair=pair,
        topic_kind=kind,
        topic_id=topic_id,
        closed_at=None,
        defaults={"started_at": now, "last_message_at": now, **fields},
    )
    return conversation


def _say(
    conversation: Conversation,
    author: User,
    side: Side,
    body: str,
    now: datetime,
    *,
    uploads: Sequence[Upload] = (),
    mail_digest: str | None = None,
    to_all: bool = False,
    tells: bool = True,
) -> Message:
    """Write a message down and tell the other side. Whether she may is asked before."""
    message = Message.objects.create(
        conversation=conversation,
        author=author,
        side=side,
        body=hide_contact_details(body).strip(),
        sent_at=now,
        by_mail=mail_digest is not None,
        mail_digest=mail_digest,
        to_all=to_all,
    )
    for upload in uploads:
        attachment = Attachment(
            message=message, name=upload.name, content_type=upload.content_type, size=len(upload.content)
        )
        attachment.file.save(f"{uuid4().hex}.{upload.extension}", ContentFile(upload.content))
    conversation.last_message_at = now
    conversation.save(update_fields=["last_message_at"])
    mark_read(conversation=conversation, user=author, now=now)
    others = people_on(conversation, side.opposite)
    forget_counts(person.pk for person in others)
    if tells:
        mails.tell_of_message(message, to=others, now=now)
    return message


def mark_read(*, conversation: Conversation, user: User, now: datetime) -> None:
    """She has seen everything up to now."""
    ReadMark.objects.update_or_create(conversation=conversation, user=user, defaults={"read_at": now})
    forget_counts([user.pk])


@transaction.atomic
def close_conversation(*, conversation: Conversation, user: User, now: datetime) -> None:
    """Nobody writes any more, by e-mail either. Raises `ConversationRefused` for a stranger."""
    _set_closed(conversation, user, now)


@transaction.atomic
def reopen_conversation(*, conversation: Conversation, user: User) -> None:
    """As it was before. Raises `ConversationRefused` for a stranger, `AnotherIsOpen`."""
    _set_closed(conversation, user, None)


@transaction.atomic
def forget_person(*, user: User) -> int:
    """Take a person out of her conversations before her account goes: her files, contact details and reply addresses.

    Her words stay with who received them, without her name. Returns how many conversations she was in.
    """
    files = Attachment.objects.filter(message__author=user)
    for name in files.values_list("file", flat=True):
        discard_on_commit(name)
    files.delete()
    ReplyAddress.objects.filter(user=user).delete()
    Reveal.objects.filter(owner=user).delete()
    ReadMark.objects.filter(user=user).delete()
    Message.objects.filter(author=user).update(author=None)
    beside = Conversation.objects.filter(peer=user).update(peer=None)
    return beside + Conversation.objects.filter(person=user).update(person=None)


def _set_closed(conversation: Conversation, user: User, at: datetime | None) -> None:
    conversation = _locked(conversation)
    if not may_close(user, conversation):
        raise ConversationRefused
    conversation.closed_at = at
    try:
        with transaction.atomic():
            conversation.save(update_fields=["closed_at"])
    except IntegrityError:
        raise AnotherIsOpen from None


def _locked(conversation: Conversation) -> Conversation:
    """As it is now, its row held, with its sides."""
    return (
        Conversation.objects.select_for_update(no_key=True, of=("self",))
        .select_related(*SIDES)
        .get(pk=conversation.pk)
    )


def forget_old_addresses(*, now: datetime) -> int:
    """Delete the reply addresses that answer no more. Returns how many."""
    return ReplyAddress.objects.filter(made_at__lt=now - REPLIES_TAKEN_FOR).delete()[0]
