"""Which e-mails passes send."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from engagement.participations.mail_kinds import MINE
from kernel.mail.registry import Kind, register

register(
    Kind(
        template="pass_letter",
        category=MINE,
        label=_("What reaches you from another territory"),
        sample={
            "title": "Votre place est confirmée",
            "words": "La Remise se réjouit de compter sur vous.",
            "content": "<p>La Remise se réjouit de compter sur vous.</p>",
            "host_name": "Namur",
        },
        urgent=True,
    ),
    Kind(
        template="pass_ended",
        category=MINE,
        label=_("Another territory’s site has closed"),
        sample={"host_name": "Namur"},
    ),
)
