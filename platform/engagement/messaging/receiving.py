"""E-mails come back into their conversation. One service for a provider's webhook and for our own mail server."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from email.message import EmailMessage
from enum import StrEnum
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from engagement.associations.models import Association
from engagement.charter.selectors import charter_to_sign_by
from engagement.contact_details import find_contact_details
from engagement.messaging import mails
from engagement.messaging.carried import WayElsewhere, way_elsewhere
from engagement.messaging.files import MOST_FILES, RefusedFile, Upload, checked
from engagement.messaging.letters import Letter, Part, letters_in
from engagement.messaging.models import LONGEST_MESSAGE, Message, ReplyAddress
from engagement.messaging.policies import may_write, side_of
from engagement.messaging.selectors import reply_address
from engagement.messaging.services import REPLIES_TAKEN_FOR, ConversationRefused, write_message
from kernel.accounts.limits import is_within
from kernel.accounts.models import User
from kernel.mail.bounces import read_notification
from kernel.tenancy import public_context, tenant_context
from tenants.registry.models import Territory

logger = logging.getLogger(__name__)

#: Explanations to one address, in a territory.
MOST_EXPLANATIONS_A_DAY = 3
LARGEST_EMAIL = 25 * 1024 * 1024


class Outcome(StrEnum):
    """What became of an e-mail. A mail server has done its part whichever it is."""

    DELIVERED = "delivered"
    DUPLICATE = "duplicate"
    #: No address of ours, or one that is not known any more: nobody is told.
    UNKNOWN = "unknown"
    #: A machine wrote it, or it was forged: nobody is told.
    DROPPED = "dropped"
    #: Not taken, and its sender was told why (within limits).
    REFUSED = "refused"


def receive(
    message: EmailMessage,
    *,
    now: datetime,
    recipients: Sequence[str] = (),
    envelope_sender: str | None = None,
) -> list[Outcome]:
    """Bring an e-mail into the conversations whose reply addresses it was sent to.

    `recipients` and `envelope_sender` are what the mail server says (`""` for a bounce); without recipients those
    of the headers count. Returns an outcome for each address. Whatever is wrong with the e-mail is an outcome; an
    exception means that ours is at fault and that the e-mail should be offered again.
    """
    letters = letters_in(message, recipients)
    if read_notification(message, now=now):
        return [Outcome.DROPPED]
    return [_receive(letter, now, envelope_sender) for letter in letters] or [Outcome.UNKNOWN]


def _receive(letter: Letter, now: datetime, envelope_sender: str | None) -> Outcome:
    with public_context():
        territory = Territory.objects.open().filter(pk=letter.token.territory_id).first()
        context = territory.context() if territory else None
    if context is None:
        return Outcome.UNKNOWN
    with (
        tenant_context(context),
        timezone.override(ZoneInfo(context.timezone)),
        translation.override(settings.LANGUAGE_CODE),
    ):
        outcome = _bring_in(letter, now, envelope_sender)
        logger.info("messaging: an e-mail for %s was %s", context.slug, outcome)
        return outcome


def _bring_in(letter: Letter, now: datetime, envelope_sender: str | None) -> Outcome:
    address = reply_address(digest=letter.token.digest)
    way = way_elsewhere(digest=letter.token.digest) if address is None else None
    if address is None and way is None:
        return Outcome.UNKNOWN
    if letter.is_automatic(envelope_sender) or letter.is_forged(settings.INBOUND_AUTHSERV_ID):
        return Outcome.DROPPED
    writer = (address or way).user  # type: ignore[union-attr]  # one of them was found
    if letter.sender != writer.email.lower():
        return _refuse(letter.sender, now, mails.Refusal.STRANGER)
    if way is not None:
        return _send_on(letter, way, now)
    assert address is not None
    if refusal := _refusal(address, now):
        return _refuse(letter.sender, now, *refusal)
    return _write(address, letter.text(), letter.digest, now, files=letter.files())


def _send_on(letter: Letter, way: WayElsewhere, now: datetime) -> Outcome:
    """Her words go to the territory where the conversation is; her address and her files do not."""
    files = any(True for _one in letter.files())
    if not (text := letter.text()):
        return _refuse(letter.sender, now, mails.Refusal.EMPTY)
    if not way.go(text, letter.digest, files):
        return _refuse(letter.sender, now, mails.Refusal.CLOSED)
    return Outcome.DELIVERED


def take_carried(*, address: ReplyAddress, text: str, digest: str, had_files: bool, now: datetime) -> Outcome:
    """An answer of a guest, brought by her own territory, which knows that it is hers."""
    if refusal := _refusal(address, now):
        return _refuse(address.user, now, *refusal)
    remarks = [_("Files do not come along from another territory: add them on the conversation’s page.")]
    return _write(address, text, digest, now, remarks=remarks if had_files else [])


def _refusal(address: ReplyAddress, now: datetime) -> tuple[mails.Refusal, Association | None] | None:
    """Why nothing can be written from this address now."""
    if address.revoked_at or address.made_at < now - REPLIES_TAKEN_FOR:
        return mails.Refusal.EXPIRED, None
    if not may_write(address.user, address.conversation):
        return mails.Refusal.CLOSED, None
    side = side_of(address.user, address.conversation)
    speaking_for = address.conversation.association_on(side) if side else None
    if charter_to_sign_by(user=address.user, association=speaking_for):
        return mails.Refusal.CHARTER, speaking_for
    return None


def _write(
    address: ReplyAddress,
    text: str,
    digest: str,
    now: datetime,
    *,
    files: Iterable[Part] = (),
    remarks: Sequence[str] = (),
) -> Outcome:
    if Message.objects.filter(mail_digest=digest).exists():
        return Outcome.DUPLICATE
    uploads, more = _files(files)
    remarks = [*remarks, *more]
    if len(text) > LONGEST_MESSAGE:
        text = text[:LONGEST_MESSAGE]
        remarks.append(_("Your message was long: its end was cut."))
    if find_contact_details(text):
        remarks.append(
            _(
                "Your message held contact details. We hid them: you can show yours to this person alone, from"
                " the conversation’s page."
            )
        )
    if not text and not uploads:
        return _refuse(address.user, now, mails.Refusal.EMPTY)
    try:
        with transaction.atomic():
            message = write_message(
                conversation=address.conversation,
                author=address.user,
                body=text,
                now=now,
                uploads=uploads,
                mail_digest=digest,
            )
            if remarks:
                mails.tell_writer_of_remarks(message, remarks=remarks)
    except IntegrityError:
        return Outcome.DUPLICATE  # delivered at the same moment by another worker
    except (ConversationRefused, RefusedFile):
        return _refuse(address.user, now, mails.Refusal.CLOSED)
    return Outcome.DELIVERED


def _files(parts: Iterable[Part]) -> tuple[list[Upload], list[str]]:
    """The files that may come along, and what to tell the writer of the others."""
    uploads: list[Upload] = []
    remarks: list[str] = []
    for part in parts:
        try:
            upload = checked(part.name, part.content)
        except RefusedFile as refusal:
            remarks.append(refusal.message)
        else:
            uploads.append(upload)
    if len(uploads) > MOST_FILES:
        remarks.append(_("Only the first five files were taken."))
    return uploads[:MOST_FILES], remarks


def _refuse(
    to: User | str, now: datetime, refusal: mails.Refusal, speaking_for: Association | None = None
) -> Outcome:
    """Tell the sender why, a few times a day at most."""
    address = to if isinstance(to, str) else to.email
    if address and _may_explain_to(address, now):
        with transaction.atomic():
            mails.explain_refusal(to=to, refusal=refusal, speaking_for=speaking_for)
    return Outcome.REFUSED


def _may_explain_to(address: str, now: datetime) -> bool:
    digest = hashlib.sha256(address.encode()).hexdigest()
    return is_within(
        f"messaging:explained:{digest}:{now.date()}", most=MOST_EXPLANATIONS_A_DAY, window=timedelta(days=1)
    )
