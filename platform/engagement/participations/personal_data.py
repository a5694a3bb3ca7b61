"""Requests and places. On erasure, what is still to come is given up, so that others get the place."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from engagement.participations.calendars import feed_opened_at
from engagement.participations.models import Participation
from engagement.participations.selectors import participations_of
from engagement.participations.services import give_up_all
from engagement.privacy.registry import Holder, register
from kernel.accounts.models import User


def _describe(user: User) -> list[str]:
    number = Participation.objects.filter(user=user).count()
    words = ngettext(
        "%(number)s request to take part, with its messages and your answers",
        "%(number)s requests to take part, with their messages and your answers",
        number,
    )
    return [
        *([words % {"number": number}] if number else []),
        *([_("a private address for your calendar")] if feed_opened_at(user=user) else []),
    ]


def _export(user: User) -> dict[str, Any]:
    return {
        _("Requests and places"): [_row(one) for one in participations_of(user=user)],
        _("Private calendar opened"): feed_opened_at(user=user),
    }


def _row(one: Participation) -> dict[str, Any]:
    return {
        _("Mission"): one.mission.title,
        _("Association"): one.mission.association.name,
        _("Date"): one.slot.in_words if one.slot else "",
        _("State"): one.get_state_display(),
        _("Requested"): one.requested_at,
        _("Your message"): one.message,
        _("Your answers"): {reply["question"]: reply["answer"] for reply in one.replies},
        _("Answered"): one.answered_at,
        pgettext("noun", "Answer"): one.answer,
        _("Offered until"): one.offered_until,
        _("Reminded"): one.reminded_at,
        _("Attendance recorded"): one.attendance_at,
        _("Hours"): one.hours,
    }


def _erase(user: User, now: datetime) -> None:
    """The rows go with the account; places still to come are given up first, and those who counted on her are told."""
    give_up_all(user=user, now=now)


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
