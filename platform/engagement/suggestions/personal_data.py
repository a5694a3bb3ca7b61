"""What was suggested to a person and learned of her tastes. It goes with her account; what is pooled is learned anew
the next night, without her."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from engagement.privacy.registry import Holder, register
from engagement.suggestions.models import Learned, Rerouting, Suggested
from kernel.accounts.models import User
from matching.catalogue.models import Opportunity


def _describe(user: User) -> list[str]:
    number = Suggested.objects.filter(user=user).count()
    offered = Rerouting.objects.filter(participation__user=user).count()
    told = ngettext(
        "%(number)s mission that we told you of", "%(number)s missions that we told you of", number
    )
    instead = ngettext(
        "what was offered to you in place of %(number)s request without an answer",
        "what was offered to you in place of %(number)s requests without an answer",
        offered,
    )
    learned = Learned.objects.filter(user=user, learned_at__isnull=False).exists()
    return [
        *([_("which causes your requests show you to prefer, as sums by cause")] if learned else []),
        *([told % {"number": number}] if number else []),
        *([instead % {"number": offered}] if offered else []),
    ]


def _export(user: User) -> dict[str, Any]:
    told = list(Suggested.objects.filter(user=user).order_by("monday", "rank"))
    offered = list(
        Rerouting.objects.filter(participation__user=user).select_related("participation__mission")
    )
    keys = {one.opportunity for one in told}.union(*(one.opportunities for one in offered))
    titles = dict(Opportunity.objects.filter(pk__in=keys).values_list("pk", "title"))
    learned = Learned.objects.filter(user=user).first()
    return {
        _("Learned from your requests"): {
            _("Allowed"): learned is None or learned.is_allowed,
            _("Learned"): learned and learned.learned_at,
            _("Requests to be expected, by cause"): learned.expected if learned else {},
            _("Requests made, by cause"): learned.asked if learned else {},
        },
        _("Missions told of by e-mail"): [
            {_("Mission"): titles.get(one.opportunity, ""), _("Week"): one.monday, _("Told"): one.told_at}
            for one in told
        ],
        _("Offered in place of a request"): [
            {
                _("Request"): one.participation.mission.title,
                _("Missions"): [titles.get(pk, "") for pk in one.opportunities],
                _("Offered"): one.offered_at,
            }
            for one in offered
        ],
    }


register(
    Holder(
        code="suggestions",
        label=gettext_lazy("What was suggested to you"),
        purpose=gettext_lazy("To find missions that suit you, and not to tell you twice of the same."),
        order=25,
        describe=_describe,
        export=_export,
        edit_url="suggestions:mine",
    )
)
