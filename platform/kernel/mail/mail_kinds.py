"""The e-mails that are this app's own."""

from __future__ import annotations

from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from kernel.mail.registry import ALWAYS, Category, Kind, register

DIGEST = Category(
    name="digest",
    label=_("The day’s news"),
    description=_("What you chose to receive once a day, in one e-mail. None when there is nothing to say."),
    frequencies=ALWAYS,
)
_ITEMS = [
    {
        "subject": "Une place se libère",
        "text": "Samedi, à la banque alimentaire.",
        "html": mark_safe("<p>Samedi.</p>"),
    },
]

register(
    Kind(
        template="digest",
        category=DIGEST,
        label=_("The day’s news"),
        sample={"first_name": "Nadia", "items": _ITEMS},
    ),
)
