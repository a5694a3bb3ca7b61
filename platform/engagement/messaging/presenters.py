"""Conversations as their pages show them. No query of their own; no address but those shown on purpose."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from engagement.messaging.models import Conversation, Message, Reveal, Side
from engagement.messaging.names import name_of_side, signature
from engagement.messaging.policies import Silence
from engagement.moments import moment_in_words


def row(conversation: Conversation, *, side: str) -> dict[str, Any]:
    """A line of a list, as somebody on `side` sees it."""
    return {
        "conversation": conversation,
        "other": name_of_side(conversation, Side(side).opposite),
        "own": name_of_side(conversation, side) if conversation.association_on(side) else "",
        "excerpt": Truncator(conversation.last_body).chars(140),  # type: ignore[attr-defined]  # annotated
        "unread": conversation.unread,  # type: ignore[attr-defined]  # annotated
        "moment": moment_in_words(conversation.last_message_at),
    }


def bubbles(messages: Iterable[Message], conversation: Conversation, *, side: str) -> list[dict[str, Any]]:
    """The messages of a thread; `own` are those of the viewer's side."""
    shown = []
    for message in messages:
        message.conversation = conversation
        shown.append(
            {
                "message": message,
                "writer": signature(message),
                "own": message.side == side,
                "moment": moment_in_words(message.sent_at),
            }
        )
    return shown


def shown_details(
    reveals: Iterable[Reveal], conversation: Conversation, *, side: str, user_id: int
) -> list[dict[str, Any]]:
    """Contact details shown in a conversation: to the other side, and to their owner with what she may do."""
    return [
        {
            "reveal": reveal,
            "name": name_of_side(conversation, reveal.side),
            "own": reveal.owner_id == user_id,
            "moment": moment_in_words(reveal.revealed_at),
        }
        for reveal in reveals
        if reveal.owner_id == user_id or (reveal.side != side and reveal.revoked_at is None)
    ]


def silence_in_words(silence: Silence, *, blocked_by_us: bool) -> str:
    """Why nobody can write, to somebody of one side; the other side is not told that it was blocked."""
    return {
        Silence.NONE: "",
        Silence.CLOSED: _("This conversation is closed."),
        Silence.BLOCKED: _("You blocked this exchange: neither side can write.")
        if blocked_by_us
        else _("Nobody can write in this conversation for now."),
        Silence.GONE: _("This person has closed her account."),
        Silence.HIDDEN: _("This association is not published at the moment: nobody can write."),
    }[silence]
