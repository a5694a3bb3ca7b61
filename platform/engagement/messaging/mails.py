"""The e-mails of conversations. Each shows the other by a masked name and is answered at an address of the platform."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from email.utils import parseaddr
from enum import StrEnum
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from engagement.associations.models import Association
from engagement.messaging.models import Conversation, Message, ReplyAddress, Report, ReportState, Reveal, Side
from engagement.messaging.names import name_of_side, signature
from engagement.messaging.replies import MARKER
from engagement.messaging.reply_addresses import new_token
from engagement.messaging.selectors import people_on
from kernel.accounts.models import User
from kernel.mail import services as mail
from kernel.tenancy import current_territory


class Refusal(StrEnum):
    """Why an e-mail did not reach its conversation."""

    STRANGER = "stranger"
    EXPIRED = "expired"
    CLOSED = "closed"
    EMPTY = "empty"
    CHARTER = "charter"


def tell_of_message(
    message: Message,
    *,
    to: Iterable[User],
    now: datetime,
    template: str = "message_received",
    more: Mapping[str, Any] | None = None,
) -> None:
    """What was said, to each person of the other side, with an address of her own to answer at.

    A first message that is more than that has a `template` of its own, with `more` to say.
    """
    context = {
        "writer": signature(message),
        "body": message.body,
        "to_all": message.to_all,
        "files": [attachment.name for attachment in message.attachments.all()],
    }
    for person in to:
        _send(template, person, message.conversation, context, now=now, more=more)


def tell_of_reveal(reveal: Reveal, *, now: datetime) -> None:
    """That contact details can be read on the page; not which."""
    conversation = reveal.conversation
    context = {"writer": name_of_side(conversation, reveal.side)}
    for person in people_on(conversation, Side(reveal.side).opposite):
        _send("contact_details_shown", person, conversation, context, now=now)


def tell_writer_of_remarks(message: Message, *, remarks: Sequence[str]) -> None:
    """What was hidden or left out of an e-mail that came in."""
    if message.author is not None:
        context = {"remarks": list(remarks)} | _facts(message.conversation, message.author)
        mail.send(template="message_remarks", to=message.author, context=context)


def explain_refusal(*, to: User | str, refusal: Refusal, speaking_for: Association | None = None) -> None:
    """To whoever sent an e-mail that was not taken. Says nothing of the conversation or of who takes part.

    `speaking_for`: the association whose signature of the charter is missing.
    """
    explanations = {
        Refusal.STRANGER: _(
            "It was not sent from the e-mail address of the account it was meant for. Please send it again from the"
            " address with which you signed up."
        ),
        Refusal.EXPIRED: _("The address that you answered is no longer in use."),
        Refusal.CLOSED: _("Nobody can write in this conversation for now."),
        Refusal.EMPTY: _(
            "We found nothing in it but the history of earlier messages. Please write your answer above them."
        ),
        Refusal.CHARTER: _(
            "Who contributes here signs the charter of engagement, and its present version is not signed yet."
            " Sign it on the site, then send your e-mail again, as it is."
        ),
    }
    must_sign = refusal == Refusal.CHARTER
    path = _on_site("charter:sign" if must_sign else "messaging:mine")
    if speaking_for:
        path += f"?association={speaking_for.slug}"
    context = {"explanation": explanations[refusal], "path": path, "must_sign": must_sign}
    mail.send(template="message_refused", to=to, context=context)


def tell_reporter(report: Report) -> None:
    """What the team made of a report, to who made it."""
    if report.reporter is not None and report.reporter.is_active:
        context = _facts(report.conversation, report.reporter) | {
            "upheld": report.state == ReportState.UPHELD,
            "outcome": report.outcome,
        }
        mail.send(template="report_answered", to=report.reporter, context=context)


def _send(
    template: str,
    person: User,
    conversation: Conversation,
    context: dict[str, Any],
    *,
    now: datetime,
    more: Mapping[str, Any] | None = None,
) -> None:
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].partition("@")[2]
    territory = current_territory()
    root = f"<conversation-{conversation.pk}.{territory.slug if territory else ''}@{domain}>"
    reply_to = _reply_address(person, conversation, now)
    mail.send(
        template=template,
        to=person,
        context=context
        | _facts(conversation, person)
        | {"takes_replies": bool(reply_to), "marker": MARKER if reply_to else ""}
        | dict(more or {}),
        reply_to=reply_to,
        headers={"References": root, "In-Reply-To": root},
    )


def _reply_address(person: User, conversation: Conversation, now: datetime) -> str:
    """A new address for this person's answer; empty where the platform receives no e-mail."""
    territory = current_territory()
    if not settings.INBOUND_DOMAIN or territory is None:
        return ""
    token = new_token(territory_id=territory.id)
    ReplyAddress.objects.create(digest=token.digest, conversation=conversation, user=person, made_at=now)
    return token.address


def _on_site(name: str, **kwargs: int) -> str:
    """A path of the territory's site, from wherever the e-mail is written."""
    return reverse(name, settings.ROOT_URLCONF, kwargs=kwargs)


def _facts(conversation: Conversation, person: User) -> dict[str, Any]:
    return {
        "first_name": person.first_name,
        "subject_line": conversation.subject,
        "path": _on_site("messaging:thread", pk=conversation.pk),
    }
