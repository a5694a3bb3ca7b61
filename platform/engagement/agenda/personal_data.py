"""Registrations for events among what is held about a person. They go with the account, and free the places."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from engagement.agenda.models import Registration
from engagement.privacy.registry import Holder, register
from kernel.accounts.models import User


def _describe(user: User) -> list[str]:
    number = Registration.objects.filter(user=user).count()
    words = ngettext("%(number)s event that you came to", "%(number)s events that you came to", number)
    return [words % {"number": number}] if number else []


def _export(user: User) -> list[dict[str, Any]]:
    registrations = Registration.objects.filter(user=user).select_related("occurrence__event")
    return [
        {
            _("Event"): one.occurrence.event.title,
            _("Date"): one.occurrence.in_words,
            _("How many you are"): one.people,
            _("Registered on"): one.created_at,
        }
        for one in registrations
    ]


register(
    Holder(
        code="events",
        label=gettext_lazy("Your events"),
        purpose=gettext_lazy("So that organisers know how many people come, and can tell you of a change."),
        order=42,
        describe=_describe,
        export=_export,
        edit_url="agenda:mine",
    )
)
