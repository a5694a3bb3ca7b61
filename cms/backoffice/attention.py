"""What the territory's team should look at, in figures that lead to where one does something about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.backoffice.volunteers import UNSIGNED
from engagement.associations.selectors import associations_without_manager
from engagement.charter.selectors import count_unsigned, current_charter
from engagement.missions.models import Mission
from engagement.moderation.enums import Stage
from engagement.moderation.policies import kinds_for
from engagement.moderation.selectors import waiting
from engagement.participations.promise import unanswered
from engagement.rules.selectors import current_rules
from kernel.accounts.models import User

#: How long before its end a mission is said to be ending.
_ENDING = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Point:
    """So many things of a sort, and the page that lists them."""

    label: str
    number: int
    url: str


def points_for(user: User, *, now: datetime) -> list[Point]:
    """What is not nothing, the most pressing first. A constant number of queries."""
    kinds = kinds_for(user)
    if not kinds:
        return []
    queue = reverse("backoffice_moderation:queue")
    counts = waiting(kinds)
    labels = {Stage.PENDING: _("%(what)s: to decide"), Stage.UNREAD: _("%(what)s: to read")}
    points = [
        Point(
            label % {"what": str(moderated.plural).capitalize()},
            counts.get(moderated.kind, {}).get(stage, 0),
            f"{queue}?kind={moderated.kind}&stage={stage.value}",
        )
        for stage, label in labels.items()
        for moderated in kinds
    ]
    points += [*_of_associations(now), *_unsigned()]
    return [point for point in points if point.number]


def missions_about_to_end(*, now: datetime) -> QuerySet[Mission]:
    """What is shown for two more weeks at most: its association may want to ask anew."""
    return Mission.objects.current(now).filter(ends_at__lt=now + _ENDING)


def _of_associations(now: datetime) -> list[Point]:
    days = current_rules().alert_days
    orphans = associations_without_manager().count()
    return [
        Point(
            ngettext(
                "Request without an answer for %(days)s day",
                "Requests without an answer for %(days)s days",
                days,
            )
            % {"days": days},
            unanswered(now=now).count(),
            reverse("backoffice_unanswered"),
        ),
        Point(
            _("Associations without a manager"),
            orphans,
            f"{reverse('backoffice_associations:index')}?without_manager=true",
        ),
        Point(
            _("Missions that end within two weeks"),
            missions_about_to_end(now=now).count(),
            f"{reverse('backoffice_missions:index')}?ending=true",
        ),
    ]


def _unsigned() -> list[Point]:
    charter = current_charter()
    if charter is None:
        return []
    unsigned = count_unsigned(charter=charter)
    return [
        Point(
            _("Associations that have not signed the charter"),
            unsigned.associations,
            f"{reverse('backoffice_associations:index')}?unsigned=true",
        ),
        Point(
            _("Accounts that have not signed the charter"),
            unsigned.people,
            f"{reverse('backoffice_volunteers')}?who={UNSIGNED}",
        ),
    ]
