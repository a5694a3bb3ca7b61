"""Conversations between somebody and an association, with a first message."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from engagement.associations.models import Association
from engagement.messaging.models import Conversation, Message
from engagement.messaging.services import start_conversation
from engagement.messaging.topics import Opening
from kernel.accounts.models import User


def conversation_between(
    person: User,
    association: Association,
    *,
    partner: Association | None = None,
    body: str = "Bonjour, je voudrais en savoir plus.",
    subject: str = "Une question",
    **more: Any,
) -> Conversation:
    """`person` writes to `association`; with `partner`, in the name of `partner`, whose manager she is."""
    opening = (
        Opening(association=partner, partner=association)
        if partner
        else Opening(association=association, person=person)
    )
    message: Message = start_conversation(
        opening=opening,
        author=person,
        subject=subject,
        body=body,
        now=more.pop("now", timezone.now()),
        **more,
    )
    return message.conversation
