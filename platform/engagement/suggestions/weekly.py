"""Once a week, a few missions to each person who asked for that.

Two steps. One pass of the network ranks everybody against one snapshot of the catalogue, and leaves in each
territory's schema what is worth telling its people (`plan_network`). Then each territory writes to its own
(`send_week`). Either may be killed, come late or run twice: a territory is planned in one transaction, a person is told
in one, and what was not told by the end of the week is thrown away with it.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta

from django.db import transaction
from django.db.models import Q

from engagement.suggestions import mails
from engagement.suggestions.mail_kinds import WEEKLY
from engagement.suggestions.models import Rerouting, Suggested, Week
from engagement.suggestions.selectors import asked_before
from engagement.suggestions.tastes import taste_of, tastes_of
from engagement.volunteers.models import Volunteer
from engagement.volunteers.selectors import seeker_of
from kernel.mail.enums import Frequency
from kernel.mail.selectors import budget_left, frequency_of
from kernel.tenancy import tenant_context
from kernel.tenancy.migrating import release
from matching.catalogue.models import Opportunity
from matching.engine import Catalogue, Query, with_broader_skills
from matching.network.selectors import current_viewer
from matching.network.services import still_suited, turn_of
from matching.network.snapshot import current_snapshot
from matching.taxonomy.skills import BROADER
from tenants.registry.models import Territory

logger = logging.getLogger(__name__)

#: Few are read. Fewer than these wait for the next week.
FEWEST, MOST = 3, 5
#: Scores under this are not worth an e-mail: about one chance in five that she would ask, were she to look.
WORTH = 0.2
#: Of one association, so many at most.
OF_ONE_ASSOCIATION = 2
#: How long it is known of a mission that is no more that it was told.
KEPT = timedelta(days=365)
#: Ranked for each person, to choose from.
_RANKED = 15
#: Into the week, counted from Monday in UTC: on Thursday morning one thinks of the weekend.
_BEGINS = timedelta(days=3, hours=4)


def week_at(now: datetime) -> date | None:
    """The Monday of the week whose e-mails may be written; None before Thursday."""
    today = now.astimezone(UTC)
    monday = today.date() - timedelta(days=today.weekday())
    begun = datetime(monday.year, monday.month, monday.day, tzinfo=UTC) + _BEGINS
    return monday if today >= begun else None


def plan_network(*, now: datetime) -> int:
    """Choose what to write this week, in every open territory where that was not done yet, against one snapshot.

    One that fails is logged, and the others go on. Returns for how many people there is something. In the network's
    schema, outside transactions.
    """
    monday = week_at(now)
    if monday is None:
        return 0
    catalogue = current_snapshot()
    people = 0
    for territory in Territory.objects.open().followed_by(release()).order_by("pk"):
        try:
            with tenant_context(territory.context()):
                people += plan_territory(monday=monday, catalogue=catalogue, now=now)
        except Exception:
            logger.exception("suggestions: the week of %s could not be planned", territory.schema_name)
    return people


@transaction.atomic
def plan_territory(*, monday: date, catalogue: Catalogue, now: datetime) -> int:
    """The same for the territory at hand; nothing when its week was planned before."""
    _week, is_new = Week.objects.get_or_create(monday=monday, defaults={"planned_at": now})
    if not is_new:
        return 0
    _forget(catalogue, now)
    volunteers = list(
        Volunteer.objects.select_related("commune").filter(
            user__is_active=True,
            user__mail_preferences__category=WEEKLY.name,
            user__mail_preferences__frequency=Frequency.WEEKLY,
        )
    )
    left_out = _left_out([one.user_id for one in volunteers])
    ranked = _rank(volunteers, left_out, catalogue, now)
    chosen = _choose(ranked)
    Suggested.objects.bulk_create(
        Suggested(user_id=user_id, opportunity=pk, monday=monday, rank=rank)
        for user_id, pks in chosen.items()
        for rank, pk in enumerate(pks)
    )
    return len(chosen)


def _forget(catalogue: Catalogue, now: datetime) -> None:
    """What an earlier week did not get round to, and what was told long ago of missions that are no more."""
    long_ago = now - KEPT
    Week.objects.filter(planned_at__lt=long_ago).delete()
    told = Suggested.objects.filter(told_at__lt=long_ago).values_list("pk", "opportunity")
    gone = [pk for pk, opportunity in told if str(opportunity) not in catalogue]
    Suggested.objects.filter(Q(told_at=None) | Q(pk__in=gone)).delete()


def _left_out(user_ids: Collection[int]) -> Mapping[int, set[int]]:
    """By person: what she asked for, was told of, or was offered in place of something."""
    found = asked_before(user_ids)
    for user_id, pk in Suggested.objects.filter(user__in=user_ids).values_list("user", "opportunity"):
        found[user_id].add(pk)
    offered = Rerouting.objects.filter(participation__user__in=user_ids)
    for user_id, pks in offered.values_list("participation__user", "opportunities"):
        found[user_id].update(pks)
    return found


def _rank(
    volunteers: Sequence[Volunteer], left_out: Mapping[int, set[int]], catalogue: Catalogue, now: datetime
) -> dict[int, list[int]]:
    """By person, what is worth telling, the best first."""
    if not volunteers:
        return {}
    viewer = current_viewer()
    shown = None if viewer.is_open else viewer.rows(catalogue.columns)
    tastes = tastes_of(volunteers)
    queries = []
    for one in volunteers:
        seeker = with_broader_skills(seeker_of(one, now=now), BROADER)
        queries.append(
            Query(
                seeker,
                taste=tastes.get(one.user_id),
                exclude=[str(pk) for pk in left_out.get(one.user_id, ())],
                turn=turn_of(seeker, now=now),
            )
        )
    answers = catalogue.best(queries, now=now, top=_RANKED, neighbours=viewer.neighbourhoods, shown=shown)
    return {
        one.user_id: [int(id_) for id_, score in best if score >= WORTH]
        for one, best in zip(volunteers, answers, strict=True)
    }


def _choose(ranked: Mapping[int, Sequence[int]]) -> dict[int, list[int]]:
    """By person, the first few, of several associations; without those for whom they are too few. One query."""
    keys = {pk for pks in ranked.values() for pk in pks}
    rows = Opportunity.objects.filter(pk__in=keys, is_open=True)
    association = {pk: of for pk, *of in rows.values_list("pk", "territory", "association_name")}
    chosen = {}
    for user_id, pks in ranked.items():
        told: Counter[tuple[object, ...]] = Counter()
        few: list[int] = []
        for pk in pks:
            of = tuple(association.get(pk, ()))
            if of and told[of] < OF_ONE_ASSOCIATION and len(few) < MOST:
                told[of] += 1
                few.append(pk)
        if len(few) >= FEWEST:
            chosen[user_id] = few
    return chosen


def send_week(*, now: datetime) -> int:
    """Write to the people of the territory at hand what was chosen for them this week. Returns to how many.

    What fails for one person is logged, is tried again within the hour, and stops no other.
    """
    monday = week_at(now)
    if monday is None:
        return 0
    waiting = Suggested.objects.filter(monday=monday, told_at=None)
    sent = 0
    for user_id in list(waiting.order_by("user").values_list("user", flat=True).distinct()):
        try:
            sent += _write_to(user_id, monday, now)
        except Exception:
            logger.exception("suggestions: the week of person %s could not be written", user_id)
    return sent


@transaction.atomic
def _write_to(user_id: int, monday: date, now: datetime) -> bool:
    """Once: the rows are locked, and say when they were told. False while her week has room for no more e-mails."""
    waiting = Suggested.objects.select_for_update(skip_locked=True, of=("self",)).order_by("rank")
    rows = list(waiting.filter(user=user_id, monday=monday, told_at=None))
    volunteer = Volunteer.objects.select_related("commune", "user").filter(user=user_id).first()
    wanted = volunteer is not None and frequency_of(user=volunteer.user, category=WEEKLY) == Frequency.WEEKLY
    if volunteer is None or not wanted:
        Suggested.objects.filter(pk__in=[row.pk for row in rows]).delete()
        return False
    if not rows or not budget_left(user=volunteer.user, now=now):
        return False
    gone = asked_before([user_id])[user_id]
    keys = [row.opportunity for row in rows if row.opportunity not in gone]
    [found] = still_suited(
        wishes=[(seeker_of(volunteer, now=now), keys)],
        now=now,
        taste=taste_of(volunteer),
    )
    told = Suggested.objects.filter(pk__in=[row.pk for row in rows])
    told.exclude(opportunity__in=[one.opportunity.pk for one in found]).delete()
    if not found or not mails.tell_of_week(volunteer.user, found, monday=monday, now=now):
        told.delete()
        return False
    told.update(told_at=now)
    return True
