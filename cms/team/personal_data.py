"""What the back office keeps about who works in it: settings, portrait, and the log of what was done to accounts."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.files import File
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import ModelLogEntry
from wagtail.users.models import UserProfile

from engagement.privacy.registry import Holder, register
from kernel.accounts.models import User
from kernel.tenancy.storage import discard_on_commit


def _portraits(user: User) -> list[tuple[str, File[Any]]]:
    profiles = UserProfile.objects.filter(user=user).exclude(avatar="")
    return [("portrait", profile.avatar) for profile in profiles]


def _describe(user: User) -> list[str]:
    return [_("your settings and your portrait")] if UserProfile.objects.filter(user=user).exists() else []


def _export(user: User) -> list[dict[str, Any]]:
    return [
        {_("Language"): one.preferred_language, _("Time zone"): one.current_time_zone}
        for one in UserProfile.objects.filter(user=user)
    ]


def _erase(user: User, now: datetime) -> None:
    for _name, portrait in _portraits(user):
        discard_on_commit(str(portrait.name))
    ModelLogEntry.objects.for_instance(user).delete()


register(
    Holder(
        code="back-office",
        label=gettext_lazy("Your place in the back office"),
        purpose=gettext_lazy("To let the team work."),
        order=60,
        describe=_describe,
        export=_export,
        files=_portraits,
        erase=_erase,
    )
)
