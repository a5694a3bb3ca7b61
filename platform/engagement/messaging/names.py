"""What each side of a conversation is called by the other: never an address, never a family name."""

from __future__ import annotations

from django.utils.translation import gettext as _

from engagement.messaging.models import Conversation, Message, Side


def name_of_side(conversation: Conversation, side: str) -> str:
    """The association's name, or the citizen's masked name."""
    if side == Side.ASSOCIATION:
        return conversation.association.name
    if conversation.partner is not None:
        return conversation.partner.name
    return conversation.person.masked_name if conversation.person else _("Closed account")


def signature(message: Message) -> str:
    """Who wrote: the first name before the association's, or the citizen's masked name."""
    name = name_of_side(message.conversation, message.side)
    speaks_for_association = message.side == Side.ASSOCIATION or message.conversation.partner_id is not None
    if speaks_for_association and message.author is not None and message.author.first_name:
        return _("%(first_name)s, %(association)s") % {
            "first_name": message.author.first_name,
            "association": name,
        }
    return name
