"""E-mails to guests of other territories, whose address only their own territory knows.

Their accounts have an address at `GUEST_DOMAIN`, which no server answers for (RFC 2606). What is written to one is not
sent: it is handed to whoever registered to carry it home.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from kernel.accounts.models import User
from kernel.mail.message import Attachment


class Carrier(Protocol):
    def __call__(
        self,
        *,
        template: str,
        guest: User,
        context: Mapping[str, Any],
        reply_to: str,
        attachments: Sequence[Attachment],
        key: str,
    ) -> None: ...


_carriers: list[Carrier] = []


def register_carrier(carrier: Carrier) -> None:
    """Make `carrier` the one that takes e-mails home. Called once, when its app starts."""
    _carriers[:] = [carrier]


def carry(
    *,
    template: str,
    guest: User,
    context: Mapping[str, Any],
    reply_to: str,
    attachments: Sequence[Attachment],
    key: str,
) -> None:
    """Hand an e-mail over, in the caller's transaction."""
    for carrier in _carriers:
        carrier(
            template=template,
            guest=guest,
            context=context,
            reply_to=reply_to,
            attachments=attachments,
            key=key,
        )
