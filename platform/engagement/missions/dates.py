"""When a mission takes place: its slots one by one, and the weekly rule that gives some."""

from __future__ import annotations

import zoneinfo
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from dateutil.rrule import WEEKLY, rrule, weekday
from django.utils import timezone

from engagement.missions.models import Mission, Recurrence, Slot
from kernel.tenancy import current_territory
from matching.taxonomy import DAYS

#: How far ahead a weekly rule gives dates that people can ask for.
HORIZON = timedelta(weeks=8)
_WEEKDAYS = {day.code: weekday(number) for number, day in enumerate(DAYS)}


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotContent:
    """A dated turn as it shall be: a new one, or `slot_id` as it is from now on; `removed`: it shall not be."""

    starts_at: datetime
    ends_at: datetime
    capacity: int
    slot_id: int | None = None
    removed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklyRule:
    """Days of the week (`mon` …), local times, every so many weeks from the week of `first_day`.

    `ends` not after `starts` is the next day's.
    """

    weekdays: Sequence[str]
    starts: time
    ends: time
    first_day: date
    capacity: int
    every: int = 1
    last_day: date | None = None
    skipped: Sequence[date] = ()


@dataclass(slots=True)
class SlotChanges:
    """What happened to dates that people count on: the former moment of those moved, those cancelled."""

    moved: dict[int | None, str] = field(default_factory=dict)
    cancelled: list[Slot] = field(default_factory=list)
    #: Days of the rule whose date was removed: they are skipped from now on.
    removed_days: set[date] = field(default_factory=set)
    added: bool = False


class SlotHasPeople(Exception):
    """A date that `concerned` people asked for or hold cannot go without a word to them."""

    def __init__(self, slot: Slot, concerned: int) -> None:
        super().__init__(f"slot {slot.pk}: {concerned}")
        self.slot = slot
        self.concerned = concerned


class SlotIsGone(Exception):
    """A date was removed or began while it was being edited."""


class CapacityBelowTaken(Exception):
    """Fewer places than the `taken` that are given; `slot` is None for a mission without dates."""

    def __init__(self, taken: int, slot: Slot | None = None) -> None:
        super().__init__(f"{taken} taken")
        self.taken = taken
        self.slot = slot


class HasHadDates(Exception):
    """A mission that people asked for on dates cannot become one without dates: a copy can."""


def days_of(rule: WeeklyRule | Recurrence, *, first: date, last: date) -> list[date]:
    """The days that a rule gives between two days, both included, those skipped left out."""
    until = min(last, rule.last_day) if rule.last_day else last
    given = rrule(
        WEEKLY,
        interval=rule.every,
        byweekday=[_WEEKDAYS[code] for code in rule.weekdays],
        # Counted from the Monday of the first week, so that “every second week” holds for each of its days.
        dtstart=datetime.combine(rule.first_day - timedelta(days=rule.first_day.weekday()), time.min),
        until=datetime.combine(until, time.min),
    )
    skipped = set(rule.skipped)
    return [
        day
        for moment in given.between(
            datetime.combine(max(first, rule.first_day), time.min),
            datetime.combine(until, time.min),
            inc=True,
        )
        if (day := moment.date()) not in skipped
    ]


def span_on(rule: WeeklyRule | Recurrence, day: date) -> tuple[datetime, datetime]:
    """When a rule's turn of that day begins and ends: the same hour of the territory's clock, summer and winter."""
    zone = territory_zone()
    last = day if rule.ends > rule.starts else day + timedelta(days=1)
    start, end = datetime.combine(day, rule.starts, zone), datetime.combine(last, rule.ends, zone)
    if end.timestamp() <= start.timestamp():  # within the hour that the clocks go back over
        end = end.replace(fold=1)
    return start, end


def territory_zone() -> zoneinfo.ZoneInfo:
    """The clock of the territory at hand, in a request or a task."""
    territory = current_territory()
    return zoneinfo.ZoneInfo(territory.timezone if territory else "UTC")


def write_slots(mission: Mission, slots: Sequence[SlotContent], *, reason: str, now: datetime) -> SlotChanges:
    """Add, change and remove dates to come; those that are not named stay. The mission's row is held.

    Raises `SlotIsGone`, `CapacityBelowTaken`, and `SlotHasPeople` when people count on a removed date and `reason` has
    no word for them.
    """
    changes = SlotChanges()
    standing = {slot.pk: slot for slot in mission.slots.to_come(now).with_people()}
    for content in slots:
        if content.slot_id is None:
            Slot.objects.create(
                mission=mission,
                starts_at=content.starts_at,
                ends_at=content.ends_at,
                capacity=content.capacity,
            )
            changes.added = True
            continue
        slot = standing.get(content.slot_id)
        if slot is None:
            raise SlotIsGone
        if content.removed:
            _remove(slot, changes, reason=reason, now=now)
        else:
            _change(slot, content, changes)
    return changes


def write_rule(
    mission: Mission, rule: WeeklyRule, changes: SlotChanges, *, reason: str, now: datetime
) -> None:
    """Make `rule` the mission's, and its dates those of the rule. The mission's row is held.

    Dates with people stay as they are, unless their day is skipped; then as `write_slots`. Other dates of the former
    rule follow the new one, when it differs in more than days skipped. Raises `SlotHasPeople`.
    """
    former = Recurrence.objects.filter(mission=mission).first()
    values = {name: getattr(rule, name) for name in WeeklyRule.__dataclass_fields__} | {
        "weekdays": list(rule.weekdays)
    }
    values["skipped"] = sorted({*rule.skipped, *changes.removed_days})
    is_new = former is None or any(
        getattr(former, name) != value
        for name, value in values.items()
        if name not in {"skipped", "last_day"}
    )
    recurrence, _ = Recurrence.objects.update_or_create(mission=mission, defaults=values)
    today = timezone.localtime(now, territory_zone()).date()
    kept = set(days_of(recurrence, first=today, last=today + HORIZON))
    for slot in mission.slots.to_come(now).with_people().filter(occurrence__isnull=False):
        if slot.occurrence in recurrence.skipped or (
            not slot.concerned  # type: ignore[attr-defined]
            and (is_new or slot.occurrence not in kept)
        ):
            _remove(slot, changes, reason=reason, now=now)
    changes.added |= bool(extend(recurrence, now=now))


def has_been_asked_for(mission: Mission) -> bool:
    """Whether people ever asked for one of its standing dates: these, and what was done on them, stay."""
    return mission.slots.standing().filter(participations__isnull=False).exists()


def drop_dates(mission: Mission, *, now: datetime) -> None:
    """Make it a mission without dates. Raises `HasHadDates` when people ever asked for one."""
    if has_been_asked_for(mission):
        raise HasHadDates
    mission.slots.standing().delete()
    Recurrence.objects.filter(mission=mission).delete()


def extend(recurrence: Recurrence, *, now: datetime) -> int:
    """Make the slots of a rule up to the horizon, and return how many were missing. Idempotent."""
    today = timezone.localtime(now, territory_zone()).date()
    known = set(
        Slot.objects.filter(mission=recurrence.mission_id, occurrence__gte=today).values_list(
            "occurrence", flat=True
        )
    )
    spans = {
        day: span_on(recurrence, day)
        for day in days_of(recurrence, first=today, last=today + HORIZON)
        if day not in known
    }
    made = [
        Slot(
            mission_id=recurrence.mission_id,
            starts_at=start,
            ends_at=end,
            capacity=recurrence.capacity,
            occurrence=day,
        )
        for day, (start, end) in spans.items()
        if start > now
    ]
    Slot.objects.bulk_create(made, ignore_conflicts=True)
    return len(made)


def _change(slot: Slot, content: SlotContent, changes: SlotChanges) -> None:
    if content.capacity < slot.taken:  # type: ignore[attr-defined]  # annotated by with_people
        raise CapacityBelowTaken(slot.taken, slot)  # type: ignore[attr-defined]
    changes.added |= content.capacity > slot.capacity
    if (slot.starts_at, slot.ends_at) != (content.starts_at, content.ends_at) and slot.concerned:  # type: ignore[attr-defined]
        changes.moved[slot.pk] = slot.in_words
    slot.starts_at, slot.ends_at, slot.capacity = content.starts_at, content.ends_at, content.capacity
    slot.save(update_fields=["starts_at", "ends_at", "capacity"])


def _remove(slot: Slot, changes: SlotChanges, *, reason: str, now: datetime) -> None:
    """Delete a date that nobody ever asked for; cancel it otherwise."""
    concerned: int = slot.concerned  # type: ignore[attr-defined]  # annotated by with_people
    if concerned and not reason:
        raise SlotHasPeople(slot, concerned)
    if slot.occurrence:
        changes.removed_days.add(slot.occurrence)
    if not slot.participations.exists():
        slot.delete()
        return
    # Its day is free again, should the rule give it once more.
    slot.cancelled_at, slot.occurrence = now, None
    slot.save(update_fields=["cancelled_at", "occurrence"])
    if concerned:
        changes.cancelled.append(slot)
