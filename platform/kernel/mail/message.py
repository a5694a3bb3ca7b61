"""One e-mail as a value: what travels from the request that causes it to the worker that sends it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from email.utils import formataddr, parseaddr
from typing import Any

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
    #: Further headers: where to reply, which conversation the e-mail belongs to.
    headers: Mapping[str, str] = field(default_factory=dict)

    def payload(self) -> dict[str, Any]:
        """The same as plain data, for a queue."""
        return asdict(self)

    def as_message(self) -> EmailMultiAlternatives:
        """Django's message: one recipient, marked as sent by a machine (RFC 3834)."""
        message = EmailMultiAlternatives(
            subject=self.subject,
            body=self.text,
            from_email=self.sender,
            to=[self.to],
            headers={
                "Message-ID": self.message_id,
                "Auto-Submitted": "auto-generated",
                **self.headers,
            },
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
