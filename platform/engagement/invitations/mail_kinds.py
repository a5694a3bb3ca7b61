"""Which e-mails invitations send."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kernel.mail.registry import OPTIONAL, Category, Kind, register

INVITATIONS = Category(
    name="invitations",
    label=_("Invitations to missions"),
    description=_(
        "Associations that found you in what you agreed to show. Without them, you read them on the site."
    ),
    frequencies=OPTIONAL,
)

register(
    Kind(
        template="mission_invited",
        category=INVITATIONS,
        label=_("An association invites you"),
        sample={
            "first_name": "Nadia",
            "writer": "Philippe, La Remise",
            "body": "Bonjour,\nvotre aide serait précieuse samedi.",
            "subject_line": "Invitation : trier les vêtements",
            "mission_title": "Trier les vêtements du samedi",
            "association_name": "La Remise",
            "place": "Salle des fêtes, Libin",
            "path": "/mes-invitations/1/",
            "takes_replies": True,
            "marker": "— — — — — —",
            "to_all": False,
            "files": [],
        },
    ),
    Kind(
        template="mission_invited_from_away",
        category=INVITATIONS,
        label=_("An association of another territory invites you"),
        sample={
            "first_name": "Nadia",
            "body": "Bonjour,\nvotre aide serait précieuse samedi.",
            "mission_title": "Trier les vêtements du samedi",
            "association_name": "La Remise",
            "host_name": "Namur",
            "path": "/mes-invitations/ailleurs/1/",
        },
    ),
)
