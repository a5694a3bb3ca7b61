"""Which e-mails taking part sends, for those who choose what they receive."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from engagement.associations.policies import manages_any
from kernel.mail.registry import NEEDED, Category, Kind, register, team

MINE = Category(
    name="participations",
    label=_("My participations"),
    description=_("What associations answer to your requests, and reminders."),
    frequencies=NEEDED,
)
OURS = Category(
    name="requests",
    label=_("Requests to my associations"),
    description=_("Volunteers who would like to take part in your missions, or can no longer come."),
    frequencies=NEEDED,
    concerns=manages_any,
)
TEAM = Category(
    name="unanswered",
    label=_("Requests without an answer"),
    description=_("For the team: associations that leave people waiting."),
    frequencies=NEEDED,
    concerns=team,
)
_UNANSWERED = {
    "requests": [
        {"name": "Camille L.", "mission": "Trier", "association": "La Remise", "since": "lundi 7 décembre"}
    ],
    "more": 2,
    "number": 3,
}
_SAMPLE = {
    "first_name": "Nadia",
    "mission_title": "Trier les vêtements du samedi",
    "association_name": "La Remise",
    "when": "samedi 12 décembre, de 9 h à 12 h",
    "place": "Salle des fêtes, Libin",
    "path": "/mes-participations/",
}
_TO_MANAGERS = _SAMPLE | {"volunteer_name": "Camille L."}
_TO_VOLUNTEERS = _SAMPLE | {"answer": "Bienvenue parmi nous !", "missions_path": "/missions/"}
_OFFER = {"offer_path": "/participations/1/offre/", "until": "samedi 12 décembre à 9 h"}

register(
    Kind(
        template="participation_requested",
        category=OURS,
        label=_("Somebody would like to take part"),
        sample=_TO_MANAGERS,
    ),
    Kind(
        template="participation_withdrawn",
        category=OURS,
        label=_("Somebody can no longer come"),
        sample=_TO_MANAGERS,
    ),
    Kind(
        template="participation_taken",
        category=OURS,
        label=_("Somebody on the waiting list takes a place"),
        sample=_TO_MANAGERS,
    ),
    Kind(
        template="participation_accepted",
        category=MINE,
        label=_("An association accepts you"),
        sample=_TO_VOLUNTEERS,
    ),
    Kind(
        template="participation_declined",
        category=MINE,
        label=_("An association cannot take you on"),
        sample=_TO_VOLUNTEERS,
    ),
    Kind(
        template="participation_waiting",
        category=MINE,
        label=_("You are on a waiting list"),
        sample=_TO_VOLUNTEERS,
    ),
    Kind(
        template="participation_offered",
        category=MINE,
        label=_("A place is free for you"),
        sample=_TO_VOLUNTEERS | _OFFER,
        urgent=True,
    ),
    Kind(
        template="participation_lapsed",
        category=MINE,
        label=_("An offer or a request has ended"),
        sample=_TO_VOLUNTEERS | {"was": "offered"},
    ),
    Kind(
        template="participation_given_up",
        category=MINE,
        label=_("You gave up a place"),
        sample=_TO_VOLUNTEERS,
    ),
    Kind(
        template="participation_cancelled",
        category=MINE,
        label=_("A mission is cancelled"),
        sample=_TO_VOLUNTEERS | {"reason": "La salle est inondée."},
        urgent=True,
    ),
    Kind(
        template="participation_changed",
        category=MINE,
        label=_("A mission changes its date or its place"),
        sample=_TO_VOLUNTEERS
        | {
            "moved": [{"was": "samedi 12 décembre, 9 h – 12 h", "now": "samedi 19 décembre, 9 h – 12 h"}],
            "place_was": "Salle des fêtes, Libin",
        },
        urgent=True,
    ),
    Kind(
        template="participation_reminder",
        category=MINE,
        label=_("It is soon"),
        sample=_TO_VOLUNTEERS | {"withdraw_path": "/participations/1/retirer/"},
        urgent=True,
    ),
    Kind(
        template="participation_nudge",
        category=OURS,
        label=_("People wait for your answer"),
        sample={"first_name": "Nadia", "path": "/espace-association/", **_UNANSWERED},
    ),
    Kind(
        template="participation_alert",
        category=TEAM,
        label=_("Associations leave people without an answer"),
        sample={"first_name": "Agathe", "path": "/admin/", **_UNANSWERED},
    ),
)
