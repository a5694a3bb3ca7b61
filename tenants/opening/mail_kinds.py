"""The e-mails about opening a territory. They go from the network to whoever opens one."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kernel.mail.registry import ALWAYS, Category, Kind, register
from tenants.registry.mail_kinds import runs_territory

OPENING = Category(
    name="opening",
    label=_("Opening a territory"),
    description=_("The code that proves an address, the link to go on, word that the site is open."),
    frequencies=ALWAYS,
    vital=True,
    concerns=runs_territory,
)
_SITE = {
    "name": "Agglomération de Saint-Dizier",
    "site": "https://saint-dizier.example/",
    "action_url": "https://saint-dizier.example/admin/",
}

register(
    Kind(
        template="opening_code",
        category=OPENING,
        label=_("A code to prove an address"),
        sample={"code": "402117", "minutes": 15},
    ),
    Kind(
        template="opening_resume",
        category=OPENING,
        label=_("The link to go on with an opening"),
        sample={"action_url": "https://maillage.example/ouvrir/reprendre/xyz/", "days": 30},
    ),
    Kind(
        template="opening_failed",
        category=OPENING,
        label=_("A territory could not be opened"),
        sample={
            "name": "Agglomération de Saint-Dizier",
            "why": "Un autre territoire porte déjà le nom court « saint-dizier ». Choisissez-en un autre.",
            "action_url": "https://maillage.example/ouvrir/reprendre/xyz/",
        },
    ),
    Kind(template="opening_done", category=OPENING, label=_("A territory is open"), sample=_SITE),
    Kind(
        template="opening_reviewed",
        category=OPENING,
        label=_("The network has looked at a new territory"),
        sample=_SITE
        | {"accepted": False, "is_renamed": True, "reason": "Le nom de la collectivité est à préciser."},
    ),
)
