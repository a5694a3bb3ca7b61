"""Which e-mails the agenda sends, for those who choose what they receive."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from engagement.associations.policies import manages_any
from kernel.mail.registry import NEEDED, Category, Kind, register

COMING = Category(
    name="events",
    label=_("Events that I come to"),
    description=_("When one is cancelled, or takes place at another time."),
    frequencies=NEEDED,
)
OURS = Category(
    name="our_events",
    label=_("Events of my associations"),
    description=_("What the site’s team decides about them."),
    frequencies=NEEDED,
    concerns=manages_any,
)
_TO_GUESTS = {
    "first_name": "Nadia",
    "event_title": "Fête de la soupe",
    "when": "samedi 12 décembre, de 11 h à 15 h",
    "place": "Salle des fêtes, Libin",
    "path": "/evenements/fete-de-la-soupe/",
}
_TO_MANAGERS = {
    "first_name": "Nadia",
    "event_title": "Fête de la soupe",
    "reason": "Précisez où se garer.",
    "path": "/espace-association/evenements/",
}

register(
    Kind(
        template="event_cancelled",
        category=COMING,
        label=_("An event is cancelled"),
        sample=_TO_GUESTS | {"reason": "La salle est inondée."},
        urgent=True,
    ),
    Kind(
        template="event_moved",
        category=COMING,
        label=_("An event takes place at another time"),
        sample=_TO_GUESTS | {"before": "samedi 5 décembre, de 11 h à 15 h"},
        urgent=True,
    ),
    Kind(
        template="event_published", category=OURS, label=_("An event is in the agenda"), sample=_TO_MANAGERS
    ),
    Kind(
        template="event_returned", category=OURS, label=_("An event is to be completed"), sample=_TO_MANAGERS
    ),
    Kind(
        template="event_suspended",
        category=OURS,
        label=_("An event is withdrawn from the agenda"),
        sample=_TO_MANAGERS,
    ),
)
