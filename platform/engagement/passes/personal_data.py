"""Passes to other territories, and what was done there. On erasure they end: the hosts erase their guests."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from engagement.passes.models import Pass
from engagement.passes.selectors import passes_of
from engagement.passes.services import PURPOSE, WORDING, end_passes
from engagement.privacy.registry import Holder, Purpose, register, register_purpose
from kernel.accounts.models import User


def _describe(user: User) -> list[str]:
    number = Pass.objects.filter(user=user).count()
    if not number:
        return []
    words = ngettext("a pass to %(number)s other territory", "passes to %(number)s other territories", number)
    return [words % {"number": number}, _("what you took part in there, and to whom your name was given")]


def _export(user: User) -> list[dict[str, Any]]:
    return [
        {
            _("Territory"): one.host_name,
            _("Agreed"): one.agreed_at,
            _("First name shown from the start"): one.shows_first_name,
            _("Last used"): one.crossed_at,
            _("Participations"): [
                {
                    _("Mission"): journey.mission_title,
                    _("Association"): journey.association_name,
                    _("Asked"): journey.requested_at,
                    _("Date"): journey.when,
                    _("State"): journey.get_state_display(),
                    _("Minutes given"): journey.minutes,
                    _("Your name was given"): journey.released_at,
                    _("Receipt"): str(journey.receipt or ""),
                }
                for journey in one.journeys.all()
            ],
        }
        for one in passes_of(user=user)
    ]


register(
    Holder(
        code="passes",
        label=gettext_lazy("Your passes to other territories"),
        purpose=gettext_lazy("To let you take part there without a second account."),
        order=42,
        describe=_describe,
        export=_export,
        erase=lambda user, now: end_passes(user=user, now=now),
        edit_url="passes:mine",
    )
)
register_purpose(
    Purpose(
        code=PURPOSE,
        label=gettext_lazy("Taking part in other territories"),
        wording=gettext_lazy(
            "The territory where I take part is told what I can do, when I am free and about how far away I live. Once"
            " an association there accepts me, and only then, it is given my first and last name. My address never"
            " leaves my own territory."
        ),
        version=WORDING,
        withdraw=lambda user: end_passes(user=user, now=timezone.now()),
    )
)
