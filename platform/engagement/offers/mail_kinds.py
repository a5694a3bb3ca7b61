"""Which e-mails offers send, for those who choose what they receive."""

from __future__ import annotations

from datetime import UTC, datetime

from django.utils.translation import gettext_lazy as _

from kernel.mail.registry import NEEDED, Category, Kind, register

MINE = Category(
    name="offers",
    label=_("What I offer"),
    description=_("What the site’s team decides, and the end of the 90 days."),
    frequencies=NEEDED,
)
_SAMPLE = {
    "first_name": "Nadia",
    "offer_title": "Réparer un vélo avec vous",
    "reason": "Précisez quand vous êtes libre.",
    "path": "/mes-propositions/",
}

register(
    Kind(template="offer_published", category=MINE, label=_("An offer is in the list"), sample=_SAMPLE),
    Kind(template="offer_returned", category=MINE, label=_("An offer is to be completed"), sample=_SAMPLE),
    Kind(template="offer_suspended", category=MINE, label=_("An offer is withdrawn"), sample=_SAMPLE),
    Kind(
        template="offer_ending",
        category=MINE,
        label=_("An offer ends soon"),
        sample=_SAMPLE | {"until": datetime(2026, 12, 12, 9, tzinfo=UTC)},
    ),
)
