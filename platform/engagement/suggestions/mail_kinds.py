"""Which e-mails suggestions send."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from engagement.participations.mail_kinds import MINE
from kernel.mail.registry import Kind, register

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
