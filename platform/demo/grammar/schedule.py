"""When missions happen: seasons, weekly windows, dates, and the words that tell them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from .kinds import WEEKDAYS, Kind, Window
from .specs import SlotSpec
from .vocabulary import DAYS, MONTHS, PARTS

ZONES = {"FR": ZoneInfo("Europe/Paris"), "BE": ZoneInfo("Europe/Brussels")}
#: Fixed holidays on which nothing but Christmas tables is planned (month, day).
_HOLIDAYS = {(1, 1), (5, 1), (11, 1), (11, 11), (12, 24), (12, 25), (12, 26), (12, 31)}


@dataclass(frozen=True, slots=True)
class Schedule:
    """Slots, day parts, and the slots of the grammar that speak of them."""

    slots: tuple[SlotSpec, ...]
    availability: tuple[str, ...]
    words: dict[str, str]

    @property
    def starts_at(self) -> datetime | None:
        """Start of the first slot."""
        return self.slots[0].starts_at if self.slots else None

    @property
    def ends_at(self) -> datetime | None:
        """End of the last slot."""
        return self.slots[-1].ends_at if self.slots else None


def months_away(kind: Kind, today: date) -> int:
    """How many months from ``today`` the kind's season starts; 0 when it is on, or all year round."""
    if not kind.months:
        return 0
    return min((month - today.month) % 12 for month in kind.months)


def part_of(minutes: int) -> str:
    """The part of the day in which a moment falls."""
    if minutes < 12 * 60:
        return "morning"
    return "afternoon" if minutes < 17 * 60 + 30 else "evening"


def day_parts(windows: Sequence[Window]) -> tuple[str, ...]:
    """The availability codes that the windows ask for, in the order of the week."""
    codes = set()
    for window in windows:
        for minutes in (window.start, max(window.start, window.end - 90)):
            codes.add(f"{WEEKDAYS[window.weekday]}-{part_of(minutes)}")
    order = {
        f"{day}-{part}": index for index, (day, part) in enumerate((d, p) for d in WEEKDAYS for p in PARTS)
    }
    return tuple(sorted(codes, key=order.__getitem__))


def spoken_date(day: date) -> str:
    """« samedi 12 décembre », « dimanche 1er mars »."""
    number = "1er" if day.day == 1 else str(day.day)
    return f"{DAYS[day.weekday()]} {number} {MONTHS[day.month - 1]}"


def spoken_hour(minutes: int) -> str:
    """« 9 h », « 13 h 30 »."""
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest:02d}" if rest else f"{hours} h"


def _slot(day: date, window: Window, capacity: int, zone: ZoneInfo) -> SlotSpec:
    def at(minutes: int) -> datetime:
        return datetime.combine(day, time(minutes // 60, minutes % 60), tzinfo=zone)

    return SlotSpec(at(window.start), at(window.end), capacity)


def _next(day: date, weekday: int) -> date:
    return day + timedelta(days=(weekday - day.weekday()) % 7)


def _school_is_out(day: date) -> bool:
    return (day.month, day.day) >= (12, 19) or (day.month, day.day) <= (1, 3)


def _words(window: Window, day: date | None) -> dict[str, str]:
    name, part = DAYS[window.weekday], PARTS[part_of(window.start)]
    words = {"jour": name, "moment": part, "jourmoment": f"{name} {part}", "heure": spoken_hour(window.start)}
    return words | ({"date": spoken_date(day)} if day else {})


def _season_start(kind: Kind, today: date) -> date:
    away = months_away(kind, today)
    if away == 0:
        return today + timedelta(days=4)
    year, month = divmod(today.month - 1 + away, 12)
    return date(today.year + year, month + 1, 3)


def plan(kind: Kind, *, today: date, country: str, capacity: int, past: bool, rng: Random) -> Schedule:
    """A schedule for a mission of that kind: in its next season, or already over when ``past``."""
    zone = ZONES[country]
    if kind.rhythm == "free":
        return Schedule((), (), {})
    if kind.rhythm == "weekly":
        windows = [rng.choice(kind.windows)]
        of_school = "children" in kind.publics or "youth" in kind.publics
        first = _season_start(kind, today) if not past else today - timedelta(days=rng.randint(45, 80))
        slots: list[SlotSpec] = []
        if past or rng.random() < 0.65:
            start = _next(first + timedelta(days=rng.randint(0, 6)), windows[0].weekday)
            for week in range(rng.randint(3, 5)):
                day = start + timedelta(weeks=week)
                if (day.month, day.day) not in _HOLIDAYS and not (of_school and _school_is_out(day)):
                    slots.append(_slot(day, windows[0], capacity, zone))
        return Schedule(tuple(slots), day_parts(windows), _words(windows[0], None))
    chosen = sorted(
        rng.sample(kind.windows, rng.randint(1, min(3, len(kind.windows)))),
        key=lambda w: (w.weekday, w.start),
    )
    if kind.key == "christmas-table":
        # Christmas Eve and Christmas Day whatever their weekday: the windows only give the hours.
        eve = date(today.year if not past and today <= date(today.year, 12, 20) else today.year - 1, 12, 24)
        days = {window: eve + timedelta(days=window.weekday - 3) for window in chosen}
        chosen = [Window(days[w].weekday(), w.start, w.end) for w in chosen]
        first = min(days.values())
        slots = [_slot(day, window, capacity, zone) for window, day in days.items()]
        return Schedule(tuple(slots), day_parts(chosen), _words(chosen[0], first))
    if past:
        first = _next(today - timedelta(days=rng.randint(20, 60)), chosen[0].weekday)
    else:
        spread = 30 if not kind.months else 24
        first = _next(_season_start(kind, today) + timedelta(days=rng.randint(0, spread)), chosen[0].weekday)
    while (first.month, first.day) in _HOLIDAYS or (first + timedelta(days=1)).timetuple()[1:3] in _HOLIDAYS:
        first += timedelta(weeks=1)
    slots = [
        _slot(first + timedelta(days=window.weekday - chosen[0].weekday), window, capacity, zone)
        for window in chosen
    ]
    return Schedule(tuple(slots), day_parts(chosen), _words(chosen[0], first))
