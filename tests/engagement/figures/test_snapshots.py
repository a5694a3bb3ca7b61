"""What a territory reports agrees with a recount; taken twice or late, it is the same."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from engagement.associations.models import Association
from engagement.figures.periods import Period
from engagement.figures.snapshots import take_snapshot
from engagement.figures.tasks import take_snapshot as task
from engagement.missions.models import Mission
from engagement.participations.models import Participation
from engagement.passes.models import Guest
from engagement.recognition.models import Hours
from kernel.accounts.models import User
from kernel.tenancy import TerritoryContext
from tenants.geography.models import Commune
from tenants.observatory.models import Snapshot
from tenants.observatory.selectors import months_to_report
from tests.engagement.figures.test_figures import HELD, NOW, moment_of, offers_in
from tests.factories.figures import live_for_two_years

MEASURES = ("missions", "places", "participations", "minutes")


def rows() -> dict[tuple[Any, ...], dict[str, int]]:
    return {
        (one.month, one.axis, one.code): {
            name: getattr(one, name) for name in (*MEASURES, "volunteers", "givers")
        }
        for one in Snapshot.objects.all()
    }


def recount() -> dict[tuple[Any, ...], dict[str, int]]:
    months = months_to_report(today=NOW.date())
    guests = set(Guest.objects.values_list("user_id", flat=True))
    numbers: dict[tuple[Any, ...], dict[str, int]] = defaultdict(lambda: dict.fromkeys(MEASURES, 0))
    people: dict[tuple[Any, ...], dict[str, set[int]]] = defaultdict(
        lambda: {"volunteers": set(), "givers": set()}
    )

    def count(
        moment: Any, commune: Commune, causes: list[str], measure: str, number: int, person: int | None
    ) -> None:
        day = timezone.localtime(moment).date() if isinstance(moment, datetime) else moment
        month = day.replace(day=1)
        if month not in months:
            return
        division = f"{commune.country}-{commune.division_code}"
        axes = [("network", ""), ("division", division), *(("cause", cause) for cause in causes)]
        for axis, code in [*axes, *(("crossed", f"{division}/{cause}") for cause in causes)]:
            numbers[month, axis, code][measure] += number
            kind = {"participations": "volunteers", "minutes": "givers"}.get(measure)
            if kind and person and not (kind == "volunteers" and person in guests):
                people[month, axis, code][kind].add(person)

    for mission in Mission.objects.select_related("commune").filter(state__in=HELD):
        count(mission.published_at, mission.commune, mission.causes, "missions", 1, None)
        for month in months:  # a row, as anybody can see that there is a mission
            if timezone.localdate(mission.published_at).replace(day=1) <= month:
                count(month, mission.commune, mission.causes, "missions", 0, None)
    for association in Association.objects.select_related("commune").filter(state="published"):
        for month in months:
            count(month, association.commune, association.causes, "missions", 0, None)
    last = (months[-1] + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    for mission, moment, places, _filled in offers_in(Period("", months[0], last)):
        count(moment, mission.commune, mission.causes, "places", places, None)
    for one in Participation.objects.select_related("mission__commune", "slot"):
        if one.state in {"accepted", "attended"}:
            count(moment_of(one), one.mission.commune, one.mission.causes, "participations", 1, one.user_id)
    for given in Hours.objects.select_related("mission__commune", "association__commune"):
        if given.state in {"confirmed", "corrected", "settled"}:
            where = given.mission or given.association
            causes = (given.mission and given.mission.causes) or given.association.causes
            count(given.day, where.commune, causes, "minutes", given.minutes, given.user_id)
    return {
        key: found | {kind: len(who) for kind, who in people[key].items()} for key, found in numbers.items()
    }


def test_a_snapshot_agrees_with_a_recount_however_often_it_is_taken(in_a: TerritoryContext) -> None:
    live_for_two_years(seed="snapshots", now=NOW)
    for user in User.objects.filter(participations__isnull=False).distinct()[:3]:
        Guest.objects.create(user=user, code=uuid4(), home="ailleurs", home_name="Ailleurs", came_at=NOW)
    expected = recount()
    assert len(expected) > 30
    assert take_snapshot(now=NOW) == len(expected)
    assert rows() == expected
    take_snapshot(now=NOW + timedelta(hours=3))
    assert rows() == expected
    Participation.objects.all().delete()
    take_snapshot(now=NOW)
    assert rows() == recount() != expected


def test_the_task_reports_the_territory_at_hand(in_a: TerritoryContext) -> None:
    live_for_two_years(seed="task", now=timezone.now(), people=6, missions=6)
    task()
    assert set(Snapshot.objects.values_list("territory_id", flat=True)) == {in_a.id}
