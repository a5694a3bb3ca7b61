"""One e-mail as a value: what travels from the request that causes it to the worker that sends it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from email.utils import formataddr, parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from kernel.tenancy import TerritoryContext


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """A rendered e-mail to one address. `message_id` names it once and for all: a second sending is recognised."""

    to: str
    subject: str
    text: str
    html: str
    sender: str
    message_id: str

    def payload(self) -> dict[str, str]:
        """The same as plain data, for a queue."""
        return asdict(self)

    def as_message(self) -> EmailMultiAlternatives:
        """Django's message: one recipient, no Reply-To, marked as sent by a machine (RFC 3834)."""
        message = EmailMultiAlternatives(
            subject=self.subject,
            body=self.text,
            from_email=self.sender,
            to=[self.to],
            headers={"Message-ID": self.message_id, "Auto-Submitted": "auto-generated"},
        )
        if self.html:
            message.attach_alternative(self.html, "text/html")
        return message


def sender_of(territory: TerritoryContext | None) -> str:
    """The From header: the territory's name before the platform's own address.

    The address stays the platform's, because only its domain has the records that let receivers trust our servers.
    """
    address = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    return formataddr((territory.name, address)) if territory else settings.DEFAULT_FROM_EMAIL
