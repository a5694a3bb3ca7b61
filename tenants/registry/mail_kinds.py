"""The e-mails about a territory's domains and its end. They go to those who run it."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext_lazy as _

from kernel.accounts.models import User
from kernel.mail.registry import ALWAYS, Category, Kind, register


def runs_territory(user: User) -> bool:
    return user.has_perm("rules.run_territory")


TERRITORY = Category(
    name="territory",
    label=_("The territory itself"),
    description=_("Its domains, its site closed or open again, and the notice before it is deleted."),
    frequencies=ALWAYS,
    vital=True,
    concerns=runs_territory,
)
_DOMAIN = {
    "territory_name": "Agglomération de Saint-Dizier",
    "host": "benevolat-saint-dizier.example",
    "days": 14,
    "until": datetime(2026, 12, 22, 9, tzinfo=get_default_timezone()),
    "action_url": "https://saint-dizier.example/admin/territory/addresses/7/",
}
_NOTICE = {
    "territory_name": "Agglomération de Saint-Dizier",
    "day": date(2026, 12, 22),
    "reason": "L’agglomération rejoint la plateforme du département.",
    "own": True,
    "action_url": "https://saint-dizier.example/admin/territory/notice/",
}

_STATE = {
    "territory_name": "Agglomération de Saint-Dizier",
    "is_archived": False,
    "action_url": "https://saint-dizier.example/admin/territory/",
}

register(
    Kind(template="territory_closed", category=TERRITORY, label=_("The site is closed"), sample=_STATE),
    Kind(template="territory_reopened", category=TERRITORY, label=_("The site is open again"), sample=_STATE),
    Kind(template="domain_verified", category=TERRITORY, label=_("A domain is proved"), sample=_DOMAIN),
    Kind(template="domain_given_up", category=TERRITORY, label=_("A domain was not proved"), sample=_DOMAIN),
    Kind(template="domain_lost", category=TERRITORY, label=_("A domain is no longer proved"), sample=_DOMAIN),
    Kind(template="domain_withdrawn", category=TERRITORY, label=_("A domain was withdrawn"), sample=_DOMAIN),
    Kind(
        template="notice_given", category=TERRITORY, label=_("The territory will be deleted"), sample=_NOTICE
    ),
    Kind(template="notice_ends", category=TERRITORY, label=_("The deletion comes near"), sample=_NOTICE),
    Kind(
        template="notice_withdrawn",
        category=TERRITORY,
        label=_("The territory is not deleted after all"),
        sample=_NOTICE,
    ),
    Kind(
        template="territory_deleted",
        category=TERRITORY,
        label=_("The territory is deleted"),
        sample={"territory_name": "Agglomération de Saint-Dizier"},
        last=True,
    ),
)
