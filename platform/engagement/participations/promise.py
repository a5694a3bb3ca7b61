"""The promise to answer: an association that leaves people waiting is reminded, then the team is told.

Days are the territory's own (`rules`). The time it takes to answer is shown when it is good.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from statistics import median

from django.db import transaction
from django.db.models import Count, F
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from engagement.associations.models import Association, AssociationState, MembershipRole
from engagement.participations import mails
from engagement.participations.models import Participation, ParticipationQuerySet, ParticipationState
from engagement.rules.selectors import current_rules
from kernel.accounts.models import User
from matching.catalogue.services import apply_outbox
from matching.engine import chance_of_an_answer

#: The time to answer is that of these last days, from so many answers on, and good up to so long.
_LOOKED_AT = timedelta(days=90)
_FEWEST_ANSWERS = 5
_GOOD = timedelta(days=3)
#: How far back the chance of an answer is counted.
_REMEMBERED = timedelta(days=182)
_TEAM_HEARS_EVERY = timedelta(days=1)


def unanswered(*, now: datetime) -> ParticipationQuerySet:
    """Requests that the team is alerted about: the longest waiting first, with mission, association and person."""
    return _waiting_for(days=current_rules().alert_days, now=now)


def answer_time(*, association_id: int, now: datetime) -> timedelta | None:
    """The median time in which an association answered lately; None when it answered too few. One query."""
    answered = Participation.objects.filter(
        mission__association_id=association_id,
        answered_at__gt=now - _LOOKED_AT,
        answered_by__isnull=False,
    ).annotate(took=F("answered_at") - F("requested_at"))
    times = list(answered.order_by("-answered_at").values_list("took", flat=True)[:500])
    return median(times) if len(times) >= _FEWEST_ANSWERS else None


def answer_time_in_words(*, association_id: int, now: datetime) -> str:
    """“Usually answers within 2 days”; empty when the association does not answer so fast, or answered too few."""
    time = answer_time(association_id=association_id, now=now)
    if time is None or time > _GOOD:
        return ""
    if time <= timedelta(hours=12):
        return _("Usually answers the same day")
    days = max(1, round(time / timedelta(days=1)))
    return ngettext("Usually answers within a day", "Usually answers within %(number)s days", days) % {
        "number": days
    }


@transaction.atomic
def note_answers(*, now: datetime) -> int:
    """Keep for each association the chance that it answers a request in time, where that has changed; the catalogue
    follows. Returns for how many it did.

    Counted are the requests of the last half year that were answered, or whose promise (`alert_days`) has passed
    without an answer; in time is within the promise. What the volunteer took back beforehand says nothing.
    """
    promise = timedelta(days=current_rules().alert_days)
    asked = Participation.objects.filter(requested_at__gt=now - _REMEMBERED)
    answered = asked.filter(answered_by__isnull=False, answered_at__isnull=False)
    left = asked.filter(
        state__in=[ParticipationState.REQUESTED, ParticipationState.LAPSED],
        answered_by__isnull=True,
        waiting_since__isnull=True,
        requested_at__lte=now - promise,
    )
    in_time = _by_association(answered.filter(answered_at__lte=F("requested_at") + promise))
    all_answered, all_left = _by_association(answered), _by_association(left)
    changed = 0
    for one in Association.objects.only("answers").order_by("pk"):
        requests = all_answered.get(one.pk, 0) + all_left.get(one.pk, 0)
        known = round(chance_of_an_answer(in_time.get(one.pk, 0), requests), 2) if requests else None
        if known != one.answers:
            changed += Association.objects.filter(pk=one.pk).update(answers=known)
    apply_outbox()
    return changed


def _by_association(rows: ParticipationQuerySet) -> dict[int, int]:
    counted = rows.order_by().values_list("mission__association").annotate(number=Count("pk"))
    return dict(counted)


@transaction.atomic
def nudge_managers(*, now: datetime) -> int:
    """Remind each manager once of requests that have waited too long, all in one e-mail. Returns how many e-mails."""
    due = _locked(_waiting_for(days=current_rules().nudge_days, now=now).filter(nudged_at__isnull=True))
    late = {participation.mission.association_id for participation in due}
    pending = _requests().filter(mission__association__in=late).order_by("requested_at", "pk")
    by_association: dict[int, list[Participation]] = {}
    for participation in pending:
        by_association.setdefault(participation.mission.association_id, []).append(participation)
    managers = User.objects.filter(
        memberships__association__in=late, memberships__role=MembershipRole.MANAGER, is_active=True
    ).prefetch_related("memberships")
    number = 0
    for manager in managers.distinct().order_by("pk"):
        theirs = [
            one
            for membership in manager.memberships.all()
            if membership.role == MembershipRole.MANAGER
            for one in by_association.get(membership.association_id, [])
        ]
        mails.tell_manager_of_unanswered(manager, theirs)
        number += 1
    _mark(due, nudged_at=now)
    return number


@transaction.atomic
def alert_team(*, now: datetime) -> int:
    """Tell the editors of requests that stay unanswered, at most once a day. Returns how many editors are told."""
    if Participation.objects.filter(alerted_at__gt=now - _TEAM_HEARS_EVERY).exists():
        return 0
    due = _locked(unanswered(now=now).filter(alerted_at__isnull=True))
    if not due:
        return 0
    everything = list(unanswered(now=now))
    editors = list(
        User.objects.filter(groups__permissions__codename="access_admin", is_active=True)
        .distinct()
        .order_by("pk")
    )
    for editor in editors:
        mails.tell_editor_of_unanswered(editor, everything)
    _mark(due, alerted_at=now)
    return len(editors)


def _requests() -> ParticipationQuerySet:
    return Participation.objects.filter(
        state=ParticipationState.REQUESTED, mission__association__state=AssociationState.PUBLISHED
    ).select_related("mission__association", "slot", "user")


def _waiting_for(*, days: int, now: datetime) -> ParticipationQuerySet:
    return _requests().filter(requested_at__lte=now - timedelta(days=days)).order_by("requested_at", "pk")


def _locked(rows: ParticipationQuerySet) -> Sequence[Participation]:
    return list(rows.select_for_update(of=("self",), skip_locked=True))


def _mark(rows: Iterable[Participation], **fields: datetime) -> None:
    Participation.objects.filter(pk__in=[row.pk for row in rows]).update(**fields)
