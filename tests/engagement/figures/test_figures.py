"""Figures agree with a recount by hand, row by row, whatever the period."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, datetime, timedelta
from random import Random
from statistics import median
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from engagement.associations.models import Association
from engagement.figures.periods import InvalidPeriod, Period, parse_period
from engagement.figures.selectors import figures_of, grouped_origin
from engagement.figures.snapshots import counted_months
from engagement.missions.models import Mission, Slot
from engagement.participations.models import Participation
from engagement.passes.models import Guest, Journey, Pass, Release
from engagement.recognition.models import Hours
from engagement.volunteers.models import Volunteer
from kernel.tenancy import TerritoryContext
from tests.factories.engagement import ParticipationFactory, SlotFactory
from tests.factories.figures import live_for_two_years
from tests.factories.people import UserFactory

NOW = datetime(2026, 11, 23, 10, tzinfo=timezone.get_default_timezone())
SPAN = [date(2026, 9, 1), date(2026, 10, 1), date(2026, 11, 1)]
HELD = {"published", "closed", "expired"}
FILLING = {"accepted", "attended", "absent"}


def moment_of(one: Participation) -> datetime:
    slot = one.slot.starts_at if one.slot else None
    return slot or one.mission.starts_at or one.answered_at or one.requested_at


def offers_in(period: Period) -> list[tuple[Mission, datetime, int, int]]:
    """Mission, moment, places, filled."""
    found = []
    slots, taken = list(Slot.objects.select_related("mission__commune")), list(Participation.objects.all())
    dated = {slot.mission_id for slot in slots}
    for slot in slots:
        if slot.cancelled_at is None and slot.mission.state in HELD:
            filled = sum(one.slot_id == slot.pk and one.state in FILLING for one in taken)
            found.append((slot.mission, slot.starts_at, slot.capacity, filled))
    for mission in Mission.objects.select_related("commune"):
        if mission.pk not in dated and mission.capacity and mission.state in HELD:
            filled = sum(one.mission_id == mission.pk and one.state in FILLING for one in taken)
            found.append((mission, mission.starts_at or mission.published_at, mission.capacity, filled))
    return [one for one in found if period.start <= one[1] < period.finish]


def recount(period: Period) -> dict[str, Any]:
    def within(moment: datetime | None) -> bool:
        return moment is not None and period.start <= moment < period.finish

    volunteers = [one.user for one in Volunteer.objects.select_related("user") if one.user.is_active]
    taken = [
        one
        for one in Participation.objects.select_related("mission", "slot")
        if one.state in {"accepted", "attended"} and within(moment_of(one))
    ]
    missions = [one for one in Mission.objects.all() if one.state in HELD and within(one.published_at)]
    offers = offers_in(period)
    past = [one for one in offers if one[1] < NOW]
    asked = list(Participation.objects.all())
    times = [
        (one.answered_at - one.requested_at).total_seconds()
        for one in asked
        if within(one.answered_at) and one.answered_by_id
    ]
    return {
        "associations": sum(
            one.state == "published" and one.created_at < period.finish for one in Association.objects.all()
        ),
        "associations_active": len({one.association_id for one in missions}),
        "volunteers": sum(user.date_joined < period.finish for user in volunteers),
        "volunteers_new": sum(within(user.date_joined) for user in volunteers),
        "volunteers_active": len({one.user_id for one in taken}),
        "missions": len(missions),
        "places": sum(places for _m, _d, places, _f in offers),
        "filled": sum(min(places, filled) for _m, _d, places, filled in offers),
        "unmet": sum(max(places - filled, 0) for _m, _d, places, filled in past),
        "missions_without": len({m.pk for m, _d, _p, filled in past if not filled}),
        "requests": sum(within(one.requested_at) for one in asked),
        "answers": sum(within(one.answered_at) for one in asked),
        "answer_seconds": median(times) if times else None,
        "participations": len(taken),
        "minutes": sum(
            one.minutes
            for one in Hours.objects.all()
            if one.state in {"confirmed", "corrected", "settled"} and period.first <= one.day <= period.last
        ),
    }


def as_told(headline: Any) -> dict[str, Any]:
    return {name: getattr(headline, name) for name in headline.__slots__}


@pytest.mark.parametrize("code", ["2026", "2026-T3", "2025-12", "2026-01-05_2026-11-23"])
def test_figures_agree_with_a_recount(in_a: TerritoryContext, code: str) -> None:
    live_for_two_years(seed=code, now=NOW)
    cross_borders(Random(code))
    period = parse_period(code)
    figures = figures_of(period=period, now=NOW)
    assert as_told(figures.headline) == recount(period)
    assert as_told(figures.before) == recount(period.before)
    if code == "2026":
        assert figures.headline.places > figures.headline.filled > 0

    unmet: Counter[tuple[str | None, str | None]] = Counter()
    offered: Counter[tuple[str | None, str | None]] = Counter()
    without: dict[tuple[str | None, str | None], set[int]] = defaultdict(set)
    for mission, moment, places, filled in offers_in(period):
        if moment < NOW:
            keys = [(mission.commune.name, None)]
            keys += [
                (name, cause) for cause in mission.causes or [""] for name in (None, mission.commune.name)
            ]
            for key in keys:
                unmet[key] += max(places - filled, 0)
                offered[key] += places
                without[key] |= set() if filled else {mission.pk}
    told = [*figures.by_commune, *figures.by_cause, *figures.by_both]
    assert {(one.commune, one.cause): (one.unmet, one.places, one.missions_without) for one in told} == {
        key: (n, offered[key], len(without[key])) for key, n in unmet.items() if n
    }

    span = [parse_period(f"{month.first:%Y-%m}") for month in figures.months]
    assert len(span) >= 12
    assert span[-1].last >= period.last
    for month, own in zip(figures.months, span, strict=True):
        counted = recount(own)
        assert [month.missions, month.participations, month.volunteers_new, month.minutes] == [
            counted[name] for name in ("missions", "participations", "volunteers_new", "minutes")
        ]
    homes = Counter(
        one.commune and one.commune.name
        for one in Volunteer.objects.select_related("user", "commune")
        if one.user.is_active and one.user.date_joined < period.finish
    )
    origin = figures.origin
    assert origin.unknown == homes.pop(None, 0)
    assert dict(origin.communes).items() <= homes.items()
    assert origin.grouped == homes.total() - sum(n for _name, n in origin.communes)
    assert origin.grouped_communes == len(homes) - len(origin.communes)
    assert all(n >= 5 for _name, n in origin.communes)

    flows: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    guests = {one.user_id: one.home_name for one in Guest.objects.all()}
    for release in Release.objects.select_related("participation"):
        if period.start <= release.released_at < period.finish:
            flows[guests[release.participation.user_id]][0] += 1
    for journey in Journey.objects.select_related("travel_pass"):
        if journey.released_at and period.start <= journey.released_at < period.finish:
            flows[journey.travel_pass.host_name][1] += 1
    assert {one.territory: [one.incoming, one.outgoing] for one in figures.flows} == flows


def cross_borders(draw: Random) -> None:
    """Guests who were named here on days of all kinds, and people of here who were named elsewhere, or not yet."""

    def some_day() -> datetime:
        return NOW - timedelta(days=draw.randrange(800))

    names = ("Val-Sombre", "Ailleurs", "Là-bas")
    users = list(
        dict.fromkeys(one.user for one in Participation.objects.select_related("user").order_by("pk"))
    )
    for number, user in enumerate(users[:8]):
        home = names[number % 2]
        Guest.objects.create(user=user, code=uuid4(), home=home.lower(), home_name=home, came_at=NOW)
        for one in Participation.objects.filter(user=user).order_by("pk")[:4]:
            day = some_day()
            Release.objects.create(participation=one, receipt=uuid4(), agreed_at=day, released_at=day)
    for number, user in enumerate(users[8:14]):
        host = names[1 + number % 2]
        travel = Pass.objects.create(
            user=user, host=host.lower(), host_name=host, agreed_at=NOW, crossed_at=NOW
        )
        for key in range(4):
            named = draw.choice([None, some_day()])
            Journey.objects.create(
                travel_pass=travel, key=key, state="accepted", released_at=named, receipt=named and uuid4()
            )


def test_a_month_ends_at_midnight_here_and_a_person_is_counted_once(in_a: TerritoryContext) -> None:
    """Half an hour before and after midnight, on either side of the change to winter time."""
    here = timezone.get_default_timezone()
    nights = [
        datetime(2026, month, day, hour, 30, tzinfo=here)
        for month, day, hour in ((9, 30, 23), (10, 1, 0), (10, 25, 2), (10, 31, 23), (11, 1, 0))
    ]
    guest, regular, gone = UserFactory(), UserFactory(), UserFactory()
    Guest.objects.create(user=guest, code=uuid4(), home="val-sombre", home_name="Val-Sombre", came_at=NOW)
    slots = []
    for night in nights:
        taken = ParticipationFactory(user=regular, state="attended")
        slots.append(SlotFactory(mission=taken.mission, starts_at=night, ends_at=night + timedelta(hours=2)))
        Participation.objects.filter(pk=taken.pk).update(slot=slots[-1])
    for user in (guest, gone):
        ParticipationFactory(user=user, state="accepted", mission=slots[1].mission, slot=slots[1])

    def told(code: str) -> tuple[int, int, int]:
        headline = figures_of(period=parse_period(code), now=NOW).headline
        return headline.participations, headline.volunteers_active, headline.places // slots[0].capacity

    assert [told(code) for code in ("2026-09", "2026-10", "2026-11")] == [(1, 1, 1), (5, 3, 3), (1, 1, 1)]
    assert told("2026") == (7, 3, 5), "a year has its people once, not once a month"
    Slot.objects.filter(pk=slots[3].pk).update(starts_at=nights[4], ends_at=nights[4] + timedelta(hours=2))
    assert [told(code) for code in ("2026-10", "2026-11")] == [(4, 3, 2), (2, 1, 2)], (
        "moved to the next month"
    )
    Slot.objects.filter(pk=slots[2].pk).update(cancelled_at=NOW)
    Participation.objects.filter(slot=slots[2]).update(state="cancelled")
    gone.delete()
    assert told("2026-10") == (2, 2, 1), "called off; and somebody who was erased is nobody"
    counted = {row.month.month: row for row in counted_months(SPAN) if row.axis == "network"}
    assert [(counted[month].participations, counted[month].volunteers) for month in (9, 10, 11)] == [
        (1, 1),
        (2, 1),
        (2, 1),
    ], "to the observatory a guest is somebody of another territory"


def test_those_who_cross_borders_are_counted_on_both_sides(in_a: TerritoryContext) -> None:
    guest, citizen = UserFactory(), UserFactory()
    Guest.objects.create(user=guest, code=uuid4(), home="val-sombre", home_name="Val-Sombre", came_at=NOW)
    for days in (0, 1, 400):
        Release.objects.create(
            participation=ParticipationFactory(user=guest, state="accepted"),
            receipt=uuid4(),
            agreed_at=NOW,
            released_at=NOW - timedelta(days=days),
        )
    travel = Pass.objects.create(
        user=citizen, host="ailleurs", host_name="Ailleurs", agreed_at=NOW, crossed_at=NOW
    )
    for key, released in ((1, NOW), (2, None)):
        Journey.objects.create(
            travel_pass=travel, key=key, state="accepted", released_at=released, receipt=released and uuid4()
        )
    flows = figures_of(period=parse_period("2026"), now=NOW).flows
    assert [(one.territory, one.incoming, one.outgoing) for one in flows] == [
        ("Val-Sombre", 2, 0),
        ("Ailleurs", 0, 1),
    ]


@pytest.mark.parametrize("people", [0, 1, 30])
def test_figures_take_five_queries(
    in_a: TerritoryContext, people: int, django_assert_num_queries: Any
) -> None:
    if people:
        live_for_two_years(seed="costs", now=NOW, people=max(people, 3), missions=people)
    with django_assert_num_queries(5):
        figures_of(period=parse_period("2026"), now=NOW)


def test_few_people_of_a_commune_are_not_told_apart() -> None:
    one = grouped_origin([("Libin", 30), ("Tellin", 7), ("Smuid", 6), ("Redu", 2), (None, 3)])
    assert one.communes == [("Libin", 30), ("Tellin", 7)]
    assert (one.grouped, one.grouped_communes, one.unknown) == (8, 2, 3)
    assert grouped_origin([("Libin", 30), ("Redu", 2), ("Transinne", 3)]).communes == [("Libin", 30)]
    assert grouped_origin([("Libin", 3)]).communes == []


def test_periods_and_those_before_them() -> None:
    told = {
        code: parse_period(code).before for code in ("2026", "2026-T1", "2026-03", "2026-03-10_2026-03-12")
    }
    assert {code: (one.code, one.first, one.last) for code, one in told.items()} == {
        "2026": ("2025", date(2025, 1, 1), date(2025, 12, 31)),
        "2026-T1": ("2025-T4", date(2025, 10, 1), date(2025, 12, 31)),
        "2026-03": ("2026-02", date(2026, 2, 1), date(2026, 2, 28)),
        "2026-03-10_2026-03-12": ("2026-03-07_2026-03-09", date(2026, 3, 7), date(2026, 3, 9)),
    }
    for code in (
        "",
        "26",
        "2026-13",
        "2026-T5",
        "2026-02-30_2026-03-01",
        "2026-03-02_2026-03-01",
        "1066",
        "0000-01",
    ):
        with pytest.raises(InvalidPeriod):
            parse_period(code)
