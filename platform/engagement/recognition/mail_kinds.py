"""Which e-mails recognition sends, for those who choose what they receive."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from engagement.associations.policies import manages_any
from kernel.mail.registry import NEEDED, OPTIONAL, Category, Kind, register

HOURS = Category(
    name="hours",
    label=_("My hours"),
    description=_("What associations confirm of the hours you gave."),
    frequencies=NEEDED,
)
OUR_HOURS = Category(
    name="our-hours",
    label=_("Hours of my associations’ volunteers"),
    description=_("Hours that volunteers declare or dispute, for you to answer."),
    frequencies=NEEDED,
    concerns=manages_any,
)
THANKS = Category(
    name="thanks",
    label=_("Thank-you notes"),
    description=_("A word from an association that you helped."),
    frequencies=OPTIONAL,
)
_SAMPLE = {
    "first_name": "Nadia",
    "association_name": "La Remise",
    "mission_title": "Trier les vêtements du samedi",
    "day": date(2026, 12, 12),
    "hours": "3 h 30",
    "path": "/mon-engagement/",
}
_TO_VOLUNTEER = _SAMPLE | {"answer": "Nous avions compté la pause."}
_TO_MANAGERS = _SAMPLE | {
    "volunteer_name": "Camille L.",
    "dispute": "Je suis restée pour le rangement.",
    "note": "Caisse et rangement",
}

register(
    *(
        Kind(template=template, category=HOURS, label=label, sample=_TO_VOLUNTEER)
        for template, label in (
            ("hours_confirmed", _("Your hours are confirmed")),
            ("hours_corrected", _("Your hours are corrected")),
            ("hours_refused", _("Your hours are not recognised")),
            ("hours_maintained", _("The association answers your dispute")),
        )
    ),
    *(
        Kind(template=template, category=OUR_HOURS, label=label, sample=_TO_MANAGERS)
        for template, label in (
            ("hours_declared", _("A volunteer declares hours")),
            ("hours_disputed", _("A volunteer disputes hours")),
            ("hours_settled", _("A volunteer agrees with a correction")),
        )
    ),
    Kind(
        template="hours_thanks",
        category=THANKS,
        label=_("An association thanks you"),
        sample={
            "first_name": "Nadia",
            "association_name": "La Remise",
            "text": "Votre bonne humeur a fait la journée.",
            "path": "/mon-engagement/",
        },
    ),
)
