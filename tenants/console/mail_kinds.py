"""The e-mails to the network's administrators."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from kernel.mail.registry import ALWAYS, Category, Kind, register
from tenants.console.policies import may_enter

NETWORK = Category(
    name="network",
    label=_("The network’s territories"),
    description=_("A territory opens, could not be opened, is renamed, gives notice or takes it back."),
    frequencies=ALWAYS,
    concerns=may_enter,
)
_LEAVING = {
    "territory_name": "Agglomération de Saint-Dizier",
    "day": date(2026, 12, 22),
    "reason": "L’agglomération rejoint la plateforme du département.",
    "taken_back": False,
    "action_url": "https://maillage.example/console/territoires/saint-dizier/",
}

_OPENING = {
    "territory_name": "Agglomération de Saint-Dizier",
    "former_name": "Saint-Dizier",
    "is_new": False,
    "host": "grand-saint-dizier.maillage.example",
    "error": "OperationalError",
    "action_url": "https://maillage.example/console/territoires/saint-dizier/",
}

register(
    Kind(
        template="territory_to_look_at",
        category=NETWORK,
        label=_("A territory is new, or renamed"),
        sample=_OPENING,
    ),
    Kind(
        template="opening_failed_network",
        category=NETWORK,
        label=_("A territory could not be opened"),
        sample=_OPENING,
    ),
    Kind(template="territory_leaves", category=NETWORK, label=_("A territory leaves"), sample=_LEAVING),
)
