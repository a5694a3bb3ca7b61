"""When a mission takes place: rules on the territory's clock, and dates that people count on."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.utils import timezone

from engagement.missions.dates import (
    CapacityBelowTaken,
    HasHadDates,
    SlotContent,
    SlotHasPeople,
    SlotIsGone,
    WeeklyRule,
    days_of,
    span_on,
)
from engagement.missions.models import Mission, Recurrence, Slot
from engagement.missions.presenters import moments_in_words
from engagement.missions.services import When, expire_missions, extend_recurrences, schedule_mission
from engagement.missions.signals import mission_changed, slots_cancelled
from matching.catalogue.models import Opportunity
from matching.catalogue.services import apply_outbox
from matching.catalogue.tasks import keep_in_step
from tests.factories.engagement import MissionFactory, ParticipationFactory, SlotFactory

pytestmark = pytest.mark.usefixtures("in_a")

#: A Monday at nine in Brussels, in summer.
NOW = datetime(2031, 9, 1, 7, 0, tzinfo=UTC)


def rule(**changes) -> WeeklyRule:
    values = {
        "weekdays": ["tue"],
        "starts": time(14),
        "ends": time(17),
        "first_day": date(2031, 9, 1),
        "capacity": 3,
    }
    return WeeklyRule(**(values | changes))


def schedule(mission: Mission, *, now: datetime = NOW, **when) -> Mission:
    return schedule_mission(mission=mission, when=When(**when), by=None, now=now)


@pytest.fixture
def heard():
    """What was said to the domains above."""
    said: list[tuple[str, dict]] = []

    def changed(sender, **kwargs):
        said.append(("changed", kwargs))

    def cancelled(sender, **kwargs):
        said.append(("cancelled", kwargs))

    mission_changed.connect(changed)
    slots_cancelled.connect(cancelled)
    yield said
    mission_changed.disconnect(changed)
    slots_cancelled.disconnect(cancelled)


def test_a_rule_gives_days():
    given = rule(weekdays=["tue", "fri"], skipped=[date(2031, 9, 5)], last_day=date(2031, 9, 12))
    assert days_of(given, first=date(2031, 8, 1), last=date(2031, 12, 31)) == [
        date(2031, 9, 2),
        date(2031, 9, 9),
        date(2031, 9, 12),
    ]
    every_second = rule(weekdays=["mon", "fri"], every=2, first_day=date(2031, 9, 3))
    assert days_of(every_second, first=date(2031, 9, 1), last=date(2031, 9, 30)) == [
        date(2031, 9, 5),
        date(2031, 9, 15),
        date(2031, 9, 19),
        date(2031, 9, 29),
    ]


def test_the_hour_stays_the_same_summer_and_winter():
    summer, _ = span_on(rule(), date(2031, 10, 21))
    winter, end = span_on(rule(), date(2031, 10, 28))
    assert (summer.astimezone(UTC).hour, winter.astimezone(UTC).hour, end.astimezone(UTC).hour) == (
        12,
        13,
        16,
    )
    start, end = span_on(rule(starts=time(22), ends=time(3)), date(2031, 10, 25))
    assert end - start == timedelta(hours=5)
    assert end.timestamp() - start.timestamp() == 6 * 3600, "the night is an hour longer"


def test_a_weekly_mission_has_its_dates_eight_weeks_ahead_and_keeps_them_so():
    mission = MissionFactory()
    schedule(mission, rule=rule())
    first = mission.slots.first()
    assert timezone.localtime(first.starts_at).isoformat() == "2031-09-02T14:00:00+02:00"
    assert mission.slots.count() == 8
    assert extend_recurrences(now=NOW) == 0
    assert extend_recurrences(now=NOW + timedelta(weeks=2)) == 2
    assert mission.slots.count() == 10


def test_a_new_rule_leaves_the_dates_that_people_count_on():
    mission = MissionFactory()
    schedule(mission, rule=rule())
    held = mission.slots.all()[2]
    ParticipationFactory(mission=mission, slot=held)
    schedule(mission, rule=rule(weekdays=["wed"], starts=time(9), ends=time(12), capacity=5))
    days = {timezone.localtime(slot.starts_at).isoweekday() for slot in mission.slots.exclude(pk=held.pk)}
    assert days == {3}
    held.refresh_from_db()
    assert (timezone.localtime(held.starts_at).hour, held.capacity) == (14, 3)


def test_a_day_can_be_skipped_and_those_who_count_on_it_hear_why(heard):
    mission = MissionFactory()
    schedule(mission, rule=rule())
    held = mission.slots.all()[1]
    ParticipationFactory(mission=mission, slot=held, state="accepted")
    skipped = [timezone.localtime(slot.starts_at).date() for slot in mission.slots.all()[:2]]
    with pytest.raises(SlotHasPeople) as refusal:
        schedule(mission, rule=rule(skipped=skipped))
    assert refusal.value.concerned == 1
    schedule(mission, rule=rule(skipped=skipped), reason="La salle est prise.")
    assert [(kind, said["reason"], said["slots"]) for kind, said in heard] == [
        ("cancelled", "La salle est prise.", [held])
    ]
    assert mission.slots.standing().count() == 6
    extend_recurrences(now=NOW)
    assert mission.slots.standing().count() == 6
    # One removed among the dates is skipped too.
    gone = mission.slots.standing().first()
    removal = SlotContent(
        slot_id=gone.pk, starts_at=gone.starts_at, ends_at=gone.ends_at, capacity=3, removed=True
    )
    schedule(mission, rule=rule(skipped=skipped), slots=[removal])
    assert gone.occurrence in Recurrence.objects.get().skipped
    assert extend_recurrences(now=NOW) == 0


def test_dates_with_a_history_are_cancelled_never_deleted(heard):
    mission = MissionFactory()
    untouched, declined, asked = (
        SlotFactory(mission=mission, starts_at=NOW + timedelta(days=n)) for n in (2, 3, 4)
    )
    past = ParticipationFactory(mission=mission, slot=declined, state="declined")
    ParticipationFactory(mission=mission, slot=asked)

    def removal(slot: Slot) -> SlotContent:
        return SlotContent(
            slot_id=slot.pk, starts_at=slot.starts_at, ends_at=slot.ends_at, capacity=2, removed=True
        )

    schedule(mission, slots=[removal(untouched), removal(declined)])
    assert not Slot.objects.filter(pk=untouched.pk).exists()
    past.refresh_from_db()
    assert past.slot == declined
    assert not heard, "nobody counts on these"
    with pytest.raises(SlotHasPeople):
        schedule(mission, slots=[removal(asked)])
    with pytest.raises(SlotIsGone):
        schedule(mission, slots=[removal(declined)])
    with pytest.raises(HasHadDates):
        schedule(mission)


def test_those_concerned_hear_of_a_new_moment_once(heard):
    mission = MissionFactory()
    slots = [SlotFactory(mission=mission, starts_at=NOW + timedelta(days=n)) for n in (2, 3, 4)]
    for slot in slots[:2]:
        ParticipationFactory(mission=mission, slot=slot, state="accepted")
    before = [slot.in_words for slot in slots]
    later = [
        SlotContent(
            slot_id=slot.pk,
            starts_at=slot.starts_at + timedelta(hours=1),
            ends_at=slot.ends_at + timedelta(hours=1),
            capacity=4,
        )
        for slot in slots
    ]
    schedule(mission, slots=later)
    [(kind, said)] = heard
    assert (kind, said["moments_were"]) == ("changed", {slots[0].pk: before[0], slots[1].pk: before[1]})
    schedule(mission, slots=later)
    assert len(heard) == 1


def test_who_has_chosen_no_date_hears_of_the_dates_it_takes(heard):
    mission = MissionFactory()
    ParticipationFactory(mission=mission, state="accepted")
    schedule(mission, rule=rule())
    [(kind, said)] = heard
    assert (kind, set(said["moments_were"])) == ("changed", {None})
    assert moments_in_words(mission, now=NOW).startswith("Mardi 2 septembre, 14")


def test_there_are_never_fewer_places_than_people():
    mission = MissionFactory(capacity=3)
    for _ in range(2):
        ParticipationFactory(mission=mission, state="accepted")
    with pytest.raises(CapacityBelowTaken) as refusal:
        schedule(mission, capacity=1)
    assert refusal.value.taken == 2
    assert schedule(mission, capacity=2).capacity == 2
    slot = SlotFactory(starts_at=NOW + timedelta(days=2), capacity=2)
    for _ in range(2):
        ParticipationFactory(mission=slot.mission, slot=slot, state="accepted")
    one = SlotContent(slot_id=slot.pk, starts_at=slot.starts_at, ends_at=slot.ends_at, capacity=1)
    with pytest.raises(CapacityBelowTaken):
        schedule(slot.mission, slots=[one])


def test_the_clock_closes_what_is_past_and_the_catalogue_follows():
    now = timezone.now()
    over = MissionFactory(ends_at=now + timedelta(hours=1))
    dated = MissionFactory()
    for hours in (1, 50):
        SlotFactory(mission=dated, starts_at=now + timedelta(hours=hours))
    weekly = MissionFactory()
    schedule(weekly, rule=rule(first_day=timezone.localdate()), now=now)
    apply_outbox()
    row = Opportunity.objects.get(mission_id=dated.pk)
    assert row.refresh_at == row.starts_at, "it says something else once the first date begins"
    Opportunity.objects.filter(pk=row.pk).update(refresh_at=now - timedelta(minutes=1))
    keep_in_step()
    row.refresh_from_db()
    assert row.refresh_at > now

    assert expire_missions(now=now) == 0
    later = now + timedelta(days=4)
    assert expire_missions(now=later) == 2
    assert expire_missions(now=later) == 0
    assert set(Mission.objects.filter(state="expired")) == {over, dated}
    assert not Opportunity.objects.filter(mission_id=over.pk, is_open=True).exists()
