"""Which e-mails missions send, for those who choose what they receive."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from engagement.associations.policies import manages_any
from kernel.mail.registry import NEEDED, Category, Kind, register

_OURS = Category(
    name="missions",
    label=_("Missions of my associations"),
    description=_("What the site’s team says of the missions you wrote."),
    frequencies=NEEDED,
    concerns=manages_any,
)
_SAMPLE = {
    "first_name": "Nadia",
    "mission_title": "Trier les vêtements du samedi",
    "reason": "Dites en une phrase qui accueille les bénévoles.",
    "path": "/espace-association/missions/1/",
}

register(
    Kind(template="mission_published", category=_OURS, label=_("Your mission is published"), sample=_SAMPLE),
    Kind(template="mission_sent_back", category=_OURS, label=_("The team asks for a change"), sample=_SAMPLE),
    Kind(
        template="mission_suspended",
        category=_OURS,
        label=_("A mission is taken off the site"),
        sample=_SAMPLE,
    ),
)
