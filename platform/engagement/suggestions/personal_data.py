"""What was suggested to a person and learned of her tastes. It goes with her account; what is pooled is learned anew
the next night, without her."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from engagement.privacy.registry import Holder, register
from engagement.suggestions.models import Learned, Rerouting, Suggested
from kernel.accounts.models import User
from matching.catalogue.models import Opportunity


def _describe(user: User) -> list[str]:
    number = Suggested.objects.filter(user=user).count()
    offered = _offered_to(user).count()
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
    offered = list(_offered_to(user))
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
                _("Request"): _title_of(one),
                _("Missions"): [titles.get(pk, "") for pk in one.opportunities],
                _("Offered"): one.offered_at,
            }
            for one in offered
        ],
    }


def _offered_to(user: User) -> QuerySet[Rerouting]:
    """In place of her requests, here and in other territories, with what she had asked for."""
    hers = Q(participation__user=user) | Q(journey__travel_pass__user=user)
    return Rerouting.objects.filter(hers).select_related("participation__mission", "journey")


def _title_of(one: Rerouting) -> str:
    if one.participation is not None:
        return one.participation.mission.title
    return one.journey.mission_title if one.journey is not None else ""


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
