"""Which e-mails are sent about personal data. Nobody can refuse them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kernel.mail.registry import ALWAYS, Category, Kind, register

PRIVACY = Category(
    name="privacy",
    label=_("My data"),
    description=_("Your copy is ready, your account is about to be erased."),
    frequencies=ALWAYS,
    vital=True,  # in a closed territory too she takes her copy
)

register(
    Kind(
        template="privacy_export_ready",
        category=PRIVACY,
        label=_("Your copy of your data is ready"),
        sample={
            "first_name": "Nadia",
            "path": "/mes-donnees/copie/4f2a/",
            "until": "Samedi 12 décembre, 9:00",
        },
    ),
    Kind(
        template="privacy_code",
        category=PRIVACY,
        label=_("A code that confirms an erasure"),
        sample={"first_name": "Nadia", "code": "482913", "minutes": 15},
        urgent=True,
    ),
    Kind(
        template="privacy_account_expires",
        category=PRIVACY,
        label=_("Your account is about to be erased"),
        sample={"first_name": "Nadia", "day": "Samedi 12 décembre", "path": "/compte/login/"},
    ),
    Kind(
        template="privacy_site_closes",
        category=PRIVACY,
        label=_("The site closes for good"),
        sample={"first_name": "Nadia", "day": "12 décembre 2026", "path": "/mes-donnees/"},
    ),
    Kind(
        template="privacy_site_stays",
        category=PRIVACY,
        label=_("The site stays after all"),
        sample={"first_name": "Nadia", "path": "/compte/login/"},
    ),
    Kind(
        template="privacy_erased",
        category=PRIVACY,
        label=_("Your account is erased"),
        sample={"first_name": "Nadia", "asked": True},
        last=True,
    ),
)
