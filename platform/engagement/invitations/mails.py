"""The e-mail of an invitation. It is answered on the site, or like any message of a conversation."""

from __future__ import annotations

from datetime import datetime

from engagement.invitations.models import MissionInvitation
from engagement.messaging.mails import tell_of_message
from engagement.messaging.models import Message
from engagement.participations.mails import place_in_words


def tell_of_invitation(invitation: MissionInvitation, message: Message, *, now: datetime) -> None:
    """To who is invited, unless she wants no such e-mail: what for, when, where, and the association's words."""
    mission = invitation.mission
    tell_of_message(
        message,
        to=[invitation.user],
        now=now,
        template="mission_invited",
        more={
            "mission_title": mission.title,
            "association_name": mission.association.name,
            "place": place_in_words(mission),
            "path": invitation.get_absolute_url(),
        },
    )
