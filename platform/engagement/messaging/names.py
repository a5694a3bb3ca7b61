"""What each side of a conversation is called by the other: never an address, never a family name."""

from __future__ import annotations

from django.utils.translation import gettext as _

from engagement.messaging.models import Conversation, Message, Topic
from kernel.accounts.models import User


def name_of_side(conversation: Conversation, side: str) -> str:
    """The association's name, or the citizen's masked name."""
    if association := conversation.association_on(side):
        return association.name
    citizen = conversation.citizen_on(side)
    return name_of_citizen(citizen, about=conversation.topic_kind) if citizen else _("Closed account")


def name_of_citizen(citizen: User, *, about: str) -> str:
    """First name and initial; of an offer, whose author may have chosen to show no more, the first name alone."""
    return (about == Topic.OFFER and citizen.first_name) or citizen.masked_name


def signature(message: Message) -> str:
    """Who wrote: the first name before the association's, or the citizen's masked name."""
    name = name_of_side(message.conversation, message.side)
    speaks_for_association = message.conversation.association_on(message.side) is not None
    if speaks_for_association and message.author is not None and message.author.first_name:
        return _("%(first_name)s, %(association)s") % {
            "first_name": message.author.first_name,
            "association": name,
        }
    return name
