"""Which e-mails conversations send, for those who choose what they receive."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kernel.mail.registry import ALWAYS, NEEDED, Category, Kind, register

CONVERSATIONS = Category(
    name="conversations",
    label=_("My conversations"),
    description=_("Messages written to you, and to the associations you answer for."),
    frequencies=NEEDED,
)
ANSWERS = Category(
    name="conversations-answers",
    label=_("Answers to my e-mails and reports"),
    description=_("What became of an e-mail you sent us, or of a conversation you reported."),
    frequencies=ALWAYS,
)
_SAMPLE = {
    "first_name": "Nadia",
    "subject_line": "Prêt d’une tonnelle",
    "path": "/messages/1/",
    "takes_replies": True,
    "marker": "— — — — — —",
}

register(
    Kind(
        template="message_received",
        category=CONVERSATIONS,
        label=_("Somebody writes to me"),
        sample=_SAMPLE
        | {
            "writer": "Camille L.",
            "body": "Bonjour,\nest-elle libre samedi ?",
            "files": ["plan.pdf"],
            "to_all": True,
        },
    ),
    Kind(
        template="contact_details_shown",
        category=CONVERSATIONS,
        label=_("Somebody shows me contact details"),
        sample=_SAMPLE | {"writer": "Camille L."},
    ),
    Kind(
        template="message_remarks",
        category=ANSWERS,
        label=_("Something of my e-mail was hidden or left out"),
        sample=_SAMPLE | {"remarks": ["« photo.exe » ne peut pas être envoyé."]},
        urgent=True,
    ),
    Kind(
        template="message_refused",
        category=ANSWERS,
        label=_("My e-mail could not be taken"),
        sample={
            "explanation": "L’adresse à laquelle vous répondez n’est plus utilisée.",
            "path": "/messages/",
        },
        urgent=True,
    ),
    Kind(
        template="report_answered",
        category=ANSWERS,
        label=_("The team answers my report"),
        sample=_SAMPLE | {"upheld": True, "outcome": "Nous avons clos cet échange."},
    ),
)
