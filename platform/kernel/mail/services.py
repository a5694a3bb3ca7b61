"""Writes and sends e-mails. The one way out of the platform for anything that reaches a mailbox."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from smtplib import SMTPRecipientsRefused
from typing import TYPE_CHECKING, Any

from anymail.exceptions import AnymailRecipientsRefused
from django.db import transaction
from django.db.models import Func, Value
from django.db.models.functions import Replace
from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import gettext as _
from kombu.exceptions import OperationalError

from kernel.accounts.models import is_guest_address
from kernel.mail.bounces import record_bounce
from kernel.mail.enums import Frequency, MailState
from kernel.mail.guests import carry
from kernel.mail.message import Attachment, as_message, new_message_id, sender_of
from kernel.mail.models import OutgoingMail, UnreachableAddress
from kernel.mail.registry import kind_of
from kernel.mail.selectors import budget_left, frequency_of, is_unreachable
from kernel.mail.writing import write
from kernel.tenancy import TerritoryContext, current_schema, current_territory, public_context, tenant_context

if TYPE_CHECKING:
    from kernel.accounts.models import User

logger = logging.getLogger(__name__)

#: When an e-mail that is still there is taken up again, and how that grows with each failure.
FIRST_RETRY = timedelta(minutes=5)
LONGEST_RETRY = timedelta(hours=6)
MAX_ATTEMPTS = 12
#: What waited longer than that, in a territory that was closed, would say what is no longer so.
OUT_OF_DATE = timedelta(days=7)
#: How long it is known who was sent what: long enough for a report to come back.
KEPT = timedelta(days=30)


@transaction.atomic
def send(
    *,
    template: str,
    to: User | str,
    context: Mapping[str, Any],
    reply_to: str = "",
    headers: Mapping[str, str] | None = None,
    attachments: Sequence[Attachment] = (),
    key: str = "",
    refusable: str = "",
) -> OutgoingMail | None:
    """Write an e-mail now and send it once the current transaction has committed.

    `template` names a declared e-mail (`kernel.mail.registry`): `email/<template>.subject.txt`, `.txt` and `.html`,
    which see `context`, `territory`, `site_url` (no trailing slash) and what the functions of
    `settings.MAIL_CONTEXT` give. `context`, `reply_to` and `headers` must hold no address of anyone but the
    recipient: the caller passes masked names and addresses of the platform's own.

    With a `key`, the same e-mail is written once for an address, however often it is asked for within a month; it is
    then returned as it is. A person who refused the category, whose account is closed, or whose address bounced
    (when the e-mail is optional) gets nothing, and None is returned. Who asked for a digest, or has had as many
    optional e-mails as she wants in a week (`budget_left`), gets it there, without attachments. `refusable` is the
    digest's own: the category that its unsubscribe link names. What is for a guest of another territory is carried
    home, and None is returned.

    Nothing is sent when the transaction rolls back. A queue that cannot be reached does not fail the request: the
    e-mail is then sent at once, from here, and again later should the mail server not answer either. Raises
    `UndeclaredMail`, and ValueError when an optional e-mail goes to an address without a person.
    """
    kind = kind_of(template)
    person, address = (None, to) if isinstance(to, str) else (to, to.email)
    frequency = Frequency.AT_ONCE
    if kind.category.is_optional and person is None:
        raise ValueError(f"{template} is optional: it goes to a person, who can refuse it")
    if is_guest_address(address):
        # What may be refused stays here: a guest chooses her e-mails at home.
        if person is not None and person.is_active and not kind.category.is_optional:
            carry(
                template=template,
                guest=person,
                context=context,
                reply_to=reply_to,
                attachments=attachments,
                key=key,
            )
        return None
    if person is not None:
        frequency = frequency_of(user=person, category=kind.category)
        if not person.is_active or frequency == Frequency.NEVER:
            return None
        if kind.category.is_optional and is_unreachable(address):
            return None
    if key and (same := OutgoingMail.objects.filter(to=address, kind=template, key=key).first()):
        return same

    territory = current_territory()
    held = frequency == Frequency.DAILY and not kind.urgent
    if (
        frequency == Frequency.AT_ONCE
        and person is not None
        and kind.category.is_optional
        and not kind.urgent
    ):
        held = not budget_left(user=person, now=timezone.now())
    if kind.category.is_optional:
        refusable = kind.category.name
    written = write(
        template=template,
        person=person,
        context=context,
        territory=territory,
        refusable=refusable,
        excerpt=held,
    )
    fields = {
        "user": person,
        "state": MailState.HELD if held else MailState.WAITING,
        "message_id": new_message_id(territory),
        "sender": sender_of(territory),
        "reply_to": reply_to,
        "subject": written.subject,
        "text": written.text,
        "html": written.html,
        "headers": written.headers | dict(headers or {}),
        "attachments": [] if held else [one.stored() for one in attachments],
        "due_at": timezone.now() + FIRST_RETRY,
        "is_optional": bool(refusable) and not held,
    }
    if key:
        mail, made = OutgoingMail.objects.get_or_create(to=address, kind=template, key=key, defaults=fields)
    else:
        mail, made = OutgoingMail.objects.create(to=address, kind=template, **fields), True
    if made and not held:
        schema, mail_id = current_schema(), mail.pk
        transaction.on_commit(lambda: _hand_over(mail_id, schema=schema, territory=territory))
    return mail


@transaction.atomic
def deliver_mail(*, mail_id: int, now: datetime) -> None:
    """Give an e-mail that waits to the mail server; nothing if it is gone, sent, or in another worker's hands.

    Of a closed territory, only what is vital leaves. The row stays locked meanwhile: who comes second passes by, and
    a worker that dies leaves it waiting. What fails is tried again later, up to `MAX_ATTEMPTS` times; an address
    refused for good is remembered as such.
    """
    waiting = OutgoingMail.objects.select_for_update(skip_locked=True, of=("self",))
    mail = waiting.filter(pk=mail_id, state=MailState.WAITING).first()
    if mail is None:
        return
    territory, vital = current_territory(), kind_of(mail.kind).category.vital
    if territory and not territory.is_open and not vital:
        return  # taken up as overdue once it is open again
    if not vital and mail.created_at < now - OUT_OF_DATE:
        close_mails(mails=[mail], state=MailState.FAILED, now=now)
        return
    try:
        as_message(mail).send()
    except (SMTPRecipientsRefused, AnymailRecipientsRefused) as refusal:
        if is_final(refusal):
            close_mails(mails=[mail], state=MailState.FAILED, now=now)
            record_bounce(message_id=mail.message_id, hard=True, now=now)
        else:
            _postpone(mail, now)
    except Exception:
        logger.exception("mail: %s (%s) was not taken", mail.message_id, mail.kind)
        _postpone(mail, now)
    else:
        close_mails(mails=[mail], state=MailState.SENT, now=now)


def take_up_overdue(*, now: datetime) -> int:
    """Queue what should have left: after a failure, or because a queue or a worker was lost. Returns how many."""
    overdue = list(OutgoingMail.objects.overdue(now).order_by("due_at").values_list("pk", flat=True)[:500])
    OutgoingMail.objects.filter(pk__in=overdue).update(due_at=now + FIRST_RETRY)
    schema, territory = current_schema(), current_territory()
    for mail_id in overdue:
        _hand_over(mail_id, schema=schema, territory=territory)
    return len(overdue)


@transaction.atomic
def forget_address(*, address: str) -> None:
    """Drop what waits for an address, what was sent to it, and what is known of it: its person is being erased."""
    OutgoingMail.objects.filter(to__iexact=address).delete()
    UnreachableAddress.objects.filter(address__iexact=address).delete()


@transaction.atomic
def forget_name(*, user: User) -> None:
    """Take a person's masked name, and her first name where it stands alone, out of what waits for others.

    She is being erased. What tells of it afterwards (an association that counted on her) is written later, and names
    her. Somebody else of that first name keeps it in what is written to her, and wherever an initial follows it.
    """
    waiting = OutgoingMail.objects.filter(state__in=[MailState.HELD, MailState.WAITING])
    somebody = Value(str(_("Somebody")))
    for field in ("subject", "text", "html"):
        first, masked = (
            escape(name) if field == "html" else name for name in (user.first_name, user.masked_name)
        )
        if user.last_name:
            named = waiting.filter(**{f"{field}__contains": masked})
            named.update(**{field: Replace(field, Value(masked), somebody)})
        if first:
            alone = Value(rf"\m{re.escape(first)}\M(?! \S\.)")
            named = waiting.filter(**{f"{field}__contains": first}).exclude(user__first_name=user.first_name)
            named.update(**{field: Func(field, alone, somebody, Value("g"), function="regexp_replace")})


def close_mails(*, mails: Sequence[OutgoingMail], state: MailState, now: datetime) -> None:
    """Keep who was told what and when, and none of the words; of a last word, nothing."""
    OutgoingMail.objects.filter(pk__in=[mail.pk for mail in mails if kind_of(mail.kind).last]).delete()
    OutgoingMail.objects.filter(pk__in=[mail.pk for mail in mails]).update(
        state=state,
        sent_at=now if state == MailState.SENT else None,
        subject="",
        text="",
        html="",
        headers={},
        attachments=[],
    )


def forget_closed(*, now: datetime) -> None:
    """Forget what was sent or given up long ago."""
    closed = OutgoingMail.objects.filter(state__in=[MailState.SENT, MailState.FAILED])
    closed.filter(created_at__lt=now - KEPT).delete()


def is_final(refusal: SMTPRecipientsRefused | AnymailRecipientsRefused) -> bool:
    """Whether the server will never take this recipient (RFC 5321: codes from 500). A provider's refusal is final."""
    if isinstance(refusal, SMTPRecipientsRefused):
        return all(code >= 500 for code, _reason in refusal.recipients.values())
    return True


def _postpone(mail: OutgoingMail, now: datetime) -> None:
    mail.attempts += 1
    if mail.attempts >= MAX_ATTEMPTS:
        logger.error("mail: %s (%s) is given up", mail.message_id, mail.kind)
        close_mails(mails=[mail], state=MailState.FAILED, now=now)
        return
    mail.due_at = now + min(FIRST_RETRY * 2 ** (mail.attempts - 1), LONGEST_RETRY)
    mail.save(update_fields=["attempts", "due_at"])


def _hand_over(mail_id: int, *, schema: str, territory: TerritoryContext | None) -> None:
    """Queue an e-mail for the worker, in the schema it was written in; without a queue, send it from here."""
    from kernel.mail.tasks import deliver

    options = {"headers": {"_schema_name": schema}, "retry": False}
    try:
        # A connection of its own: the pool's would look for a lost queue for seconds, with a person waiting.
        with deliver.app.connection_for_write(transport_options={"max_retries": 1}) as connection:
            deliver.apply_async(kwargs={"mail_id": mail_id}, connection=connection, **options)
    except (OperationalError, OSError):
        logger.warning("mail: no queue, sending e-mail %s from the request", mail_id, exc_info=True)
    else:
        return
    with _inside(territory):
        deliver_mail(mail_id=mail_id, now=timezone.now())


def _inside(territory: TerritoryContext | None) -> AbstractContextManager[Any]:
    return tenant_context(territory) if territory else public_context()
