"""The e-mail of an invitation. It is answered on the site, or like any message of a conversation; one from another
territory on the site only, for nobody there knows yet who is asked."""

from __future__ import annotations

from datetime import datetime

from engagement.invitations.models import FromAway, MissionInvitation
from engagement.messaging.mails import tell_of_message
from engagement.messaging.models import Message
from engagement.participations.mails import place_in_words
from kernel.mail import services as mail


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


def tell_of_invitation_from_away(invitation: FromAway) -> None:
    """The same, of an association of another territory."""
    mail.send(
        template="mission_invited_from_away",
        to=invitation.user,
        context={
            "first_name": invitation.user.first_name,
            "mission_title": invitation.mission_title,
            "association_name": invitation.association_name,
            "host_name": invitation.host_name,
            "body": invitation.words,
            "path": invitation.get_absolute_url(),
        },
        key=f"invitation-{invitation.code.hex}",
    )
