"""Offers among what is held about a person. They go with the account."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from engagement.availability import availability_in_words
from engagement.offers.selectors import offers_of
from engagement.privacy.registry import Holder, register
from kernel.accounts.models import User


def _describe(user: User) -> list[str]:
    number = offers_of(user=user).count()
    words = ngettext("%(number)s offer that you wrote", "%(number)s offers that you wrote", number)
    return [words % {"number": number}] if number else []


def _export(user: User) -> list[dict[str, Any]]:
    return [
        {
            _("Title"): one.title,
            _("Description"): one.description,
            _("Commune"): one.commune.name,
            _("Availability"): availability_in_words(one.availability),
            _("How much time?"): one.duration,
            _("For whom?"): one.get_audience_display(),
            _("State"): one.get_state_display(),
            _("Published on"): one.published_at,
            _("Shown until"): one.expires_at,
        }
        for one in offers_of(user=user)
    ]


register(
    Holder(
        code="offers",
        label=gettext_lazy("What you offer"),
        purpose=gettext_lazy("So that those who need it find you, without your address."),
        order=45,
        describe=_describe,
        export=_export,
        edit_url="offers:mine",
    )
)
