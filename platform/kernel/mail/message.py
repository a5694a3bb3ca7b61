"""From a row to what a mail server takes."""

from __future__ import annotations

from base64 import b64decode, b64encode
from dataclasses import dataclass
from email.utils import formataddr, make_msgid, parseaddr
from secrets import token_hex

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from kernel.mail.models import OutgoingMail
from kernel.tenancy import TerritoryContext

#: What a Message-ID names for e-mails of the network itself: no territory can be called so.
NETWORK = "-"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with an e-mail."""

    name: str
    content: bytes
    mimetype: str

    def stored(self) -> dict[str, str]:
        """As plain data."""
        return {"name": self.name, "content": b64encode(self.content).decode(), "mimetype": self.mimetype}


def as_message(mail: OutgoingMail) -> EmailMultiAlternatives:
    """Django's message: one recipient, marked as sent by a machine (RFC 3834).

    Where a provider's API sends it, `metadata` comes back with what it reports of the message.
    """
    message = EmailMultiAlternatives(
        subject=mail.subject,
        body=mail.text,
        from_email=mail.sender,
        to=[mail.to],
        reply_to=[mail.reply_to] if mail.reply_to else None,
        headers={"Message-ID": mail.message_id, "Auto-Submitted": "auto-generated"} | mail.headers,
    )
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    for one in mail.attachments:
        message.attach(one["name"], b64decode(one["content"]), one["mimetype"])
    message.metadata = {"message_id": mail.message_id}  # type: ignore[attr-defined]  # for anymail alone
    return message


def sender_of(territory: TerritoryContext | None) -> str:
    """The From header: the territory's name before the platform's own address.

    The address stays the platform's, because only its domain has the records that let receivers trust our servers.
    """
    address = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    return formataddr((territory.name, address)) if territory else settings.DEFAULT_FROM_EMAIL


def new_message_id(territory: TerritoryContext | None) -> str:
    """A Message-ID that nobody can guess, so that whoever quotes it has seen the message; it names its territory."""
    return make_msgid(
        idstring=f"{token_hex(12)}.{territory.slug if territory else NETWORK}",
        domain=parseaddr(settings.DEFAULT_FROM_EMAIL)[1].partition("@")[2],
    )


def slug_in(message_id: str) -> str:
    """The short name of the territory that a Message-ID of ours names; empty for any other's."""
    return message_id.partition("@")[0].rpartition(".")[2]
