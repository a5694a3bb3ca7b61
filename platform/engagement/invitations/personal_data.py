"""Invitations to missions, and who is asked to send no more. They go with the account."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from engagement.invitations.models import FromAway, MissionInvitation, SentAway
from engagement.invitations.selectors import refrains_of
from engagement.privacy.registry import Holder, register
from kernel.accounts.models import User


def _describe(user: User) -> list[str]:
    sent = SentAway.objects.filter(invited_by=user).count()
    received = (
        MissionInvitation.objects.filter(user=user).count() + FromAway.objects.filter(user=user).count()
    )
    refrains = refrains_of(user=user).count()
    told = (
        (
            received,
            ngettext("%(number)s invitation to a mission", "%(number)s invitations to missions", received),
        ),
        (
            sent,
            ngettext(
                "%(number)s invitation that you sent to another territory",
                "%(number)s invitations that you sent to other territories",
                sent,
            ),
        ),
        (
            refrains,
            ngettext(
                "%(number)s association that no longer invites you",
                "%(number)s associations that no longer invite you",
                refrains,
            ),
        ),
    )
    return [words % {"number": number} for number, words in told if number]


def _export(user: User) -> dict[str, Any]:
    rows = MissionInvitation.objects.filter(user=user).select_related("mission__association")
    return {
        _("Invitations"): [
            {
                _("Mission"): one.mission.title,
                _("Association"): one.mission.association.name,
                _("Sent"): one.sent_at,
                pgettext("noun", "Answer"): one.get_answer_display(),
                _("Answered"): one.answered_at,
            }
            for one in rows
        ],
        _("Invitations from other territories"): [
            {
                _("Mission"): one.mission_title,
                _("Association"): one.association_name,
                _("Territory"): one.host_name,
                _("Message"): one.words,
                _("Sent"): one.sent_at,
                pgettext("noun", "Answer"): one.get_answer_display(),
                _("Answered"): one.answered_at,
                _("No longer invited by it"): one.refrains,
            }
            for one in FromAway.objects.filter(user=user)
        ],
        _("Invitations sent to other territories"): [
            {_("Mission"): one.mission.title, _("Message"): one.words, _("Sent"): one.sent_at}
            for one in SentAway.objects.filter(invited_by=user).select_related("mission")
        ],
        _("No longer invited by"): [
            {_("Association"): one.association.name, _("Since"): one.since} for one in refrains_of(user=user)
        ],
    }


def _erase(user: User, now: datetime) -> None:
    """What she wrote for an association stays with who received it, and nowhere else."""
    SentAway.objects.filter(invited_by=user).update(words="")


register(
    Holder(
        code="invitations",
        label=gettext_lazy("Your invitations"),
        purpose=gettext_lazy("To invite you no more often than you bear, and only once to the same mission."),
        order=41,
        describe=_describe,
        export=_export,
        erase=_erase,
        edit_url="invitations:mine",
    )
)
