"""Which e-mails suggestions send."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from engagement.participations.mail_kinds import MINE
from kernel.accounts.models import User
from kernel.mail.registry import WEEKLY_BY_CHOICE, Category, Kind, register


def at_home(user: User) -> bool:
    """A guest of another territory is told of missions by her own."""
    return not user.is_guest


WEEKLY = Category(
    name="suggestions",
    label=_("Missions for me"),
    description=_(
        "A few new missions that suit your profile, with the reasons, none twice. Nothing when none is worth it."
    ),
    frequencies=WEEKLY_BY_CHOICE,
    concerns=at_home,
)

_SUGGESTIONS = [
    {
        "title": "Trier les vêtements du samedi",
        "path": "/missions/trier-les-vetements/",
        "association": "La Remise",
        "commune": "Libin",
        "from_home": False,
        "origin": "",
        "when": "samedi 12 décembre à 9 h",
        "reasons": ["à 3 km de chez vous", "le samedi matin vous convient"],
    },
    {
        "title": "Tenir la caisse du marché",
        "path": "/ailleurs/namur/missions/12/",
        "association": "Le Comptoir",
        "commune": "Namur",
        "from_home": False,
        "origin": "Namur",
        "when": "",
        "reasons": [],
    },
]

register(
    Kind(
        template="suggestions_weekly",
        category=WEEKLY,
        label=_("Missions for you this week"),
        sample={
            "first_name": "Nadia",
            "suggestions": _SUGGESTIONS,
            "path": "/suggestions/",
            "profile_path": "/mon-profil/",
        },
    ),
    Kind(
        template="suggestions_instead",
        category=MINE,
        label=_("Your request stays without an answer: other missions"),
        sample={
            "first_name": "Nadia",
            "mission_title": "Accueillir à la bourse aux jouets",
            "association_name": "Les Récollets",
            "since": "Lundi 7 décembre",
            "suggestions": _SUGGESTIONS,
            "path": "/mes-participations/",
        },
    ),
)
