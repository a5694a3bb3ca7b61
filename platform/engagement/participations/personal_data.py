"""Requests and places. On erasure, what is still to come is given up, so that others get the place."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from engagement.participations.models import Participation
from engagement.participations.policies import may_withdraw
from engagement.participations.selectors import participations_of
from engagement.participations.services import withdraw_participation
from engagement.privacy.registry import Holder, register
from kernel.accounts.models import User


def _describe(user: User) -> list[str]:
    number = Participation.objects.filter(user=user).count()
    if not number:
        return []
    words = ngettext(
        "%(number)s request to take part, with its messages",
        "%(number)s requests to take part, with their messages",
        number,
    )
    return [words % {"number": number}]


def _export(user: User) -> list[dict[str, Any]]:
    return [
        {
            _("Mission"): one.mission.title,
            _("Association"): one.mission.association.name,
            _("Date"): one.slot.in_words if one.slot else "",
            _("State"): one.get_state_display(),
            _("Requested"): one.requested_at,
            _("Your message"): one.message,
            _("Answered"): one.answered_at,
            pgettext("noun", "Answer"): one.answer,
        }
        for one in participations_of(user=user)
    ]


def _erase(user: User, now: datetime) -> None:
    """The rows go with the account; places still to come are given up first, and those who counted on her are told."""
    for participation in participations_of(user=user):
        if may_withdraw(user, participation, now=now):
            withdraw_participation(participation=participation, now=now)


register(
    Holder(
        code="participations",
        label=gettext_lazy("Your participations"),
        purpose=gettext_lazy("To bring you and associations together."),
        order=40,
        describe=_describe,
        export=_export,
        erase=_erase,
        edit_url="participations:mine",
    )
)
