"""What a kind of mission is, and how the themed files write them down.

A themed file holds one text. ``# key`` opens a kind, ``field: value`` lines describe it, a bare field name
opens a list whose items start with ``- `` and may run over several lines. See ``french`` for templates.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class Window:
    """A weekday (0 is Monday) and two hours, in minutes after midnight."""

    weekday: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of mission: its codes, its usual hours and places, and the sentences that tell it.

    ``rhythm`` is ``weekly`` (same windows each week), ``dated`` (the windows of one week-end or day) or
    ``free`` (when one likes). ``months`` empty means all year round.
    """

    key: str
    causes: tuple[str, ...]
    skills: tuple[str, ...]
    publics: tuple[str, ...]
    rhythm: str
    windows: tuple[Window, ...]
    months: tuple[int, ...]
    capacity: tuple[int, int]
    min_age: int
    remote: str
    reach: str
    setting: str
    venues: tuple[str, ...]
    love: str
    titles: tuple[str, ...]
    needs: tuple[str, ...]
    tasks: tuple[str, ...]
    welcomes: tuple[str, ...]
    support: tuple[str, ...]
    thanks: tuple[str, ...]


_DEFAULTS = {
    "months": "",
    "capacity": "2-5",
    "min_age": "16",
    "remote": "no",
    "reach": "",
    "setting": "indoor",
}
_LISTS = ("titles", "needs", "tasks", "welcomes", "support", "thanks")
_WORDS = ("causes", "skills", "publics")
_WINDOW = re.compile(r"(\w{3}) (\d\d):(\d\d)-(\d\d):(\d\d)")


def sections(text: str) -> list[tuple[str, dict[str, str], dict[str, list[str]]]]:
    """Cut a themed text into (key, scalar fields, list fields). Raises ``ValueError`` on a stray line."""
    found: list[tuple[str, dict[str, str], dict[str, list[str]]]] = []
    current = ""
    for number, raw in enumerate(text.splitlines(), start=1):
        line = raw.strip()
        if not line:
            continue
        if line.startswith("# "):
            found.append((line[2:], {}, {}))
            current = ""
        elif line.startswith("- ") and current:
            found[-1][2][current].append(line[2:])
        elif re.fullmatch(r"[a-z_]+", line):
            current = line
            found[-1][2][current] = []
        elif (pair := re.fullmatch(r"([a-z_]+): (.*)", line)) and not raw.startswith("  "):
            found[-1][1][pair.group(1)] = pair.group(2)
        elif current and found[-1][2][current]:
            found[-1][2][current][-1] += f" {line}"
        else:
            raise ValueError(f"line {number} belongs nowhere: {line!r}")
    return found


def _window(text: str) -> Window:
    match = _WINDOW.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"not a window: {text!r}")
    day, *clock = match.groups()
    start_hour, start_minute, end_hour, end_minute = map(int, clock)
    return Window(WEEKDAYS.index(day), start_hour * 60 + start_minute, end_hour * 60 + end_minute)


def read_kinds(text: str) -> tuple[Kind, ...]:
    """The kinds written in a themed text. Raises ``ValueError`` or ``KeyError`` on a malformed one."""
    kinds = []
    for key, scalars, lists in sections(text):
        values = _DEFAULTS | scalars
        rhythm, _, hours = values["rhythm"].partition(" ")
        low, _, high = values["capacity"].partition("-")
        unknown = (set(values) | set(lists)) - {field.name for field in fields(Kind)}
        if unknown:
            raise ValueError(f"{key}: unknown fields {sorted(unknown)}")
        kinds.append(
            Kind(
                key=key,
                causes=tuple(values["causes"].split()),
                skills=tuple(values["skills"].split()),
                publics=tuple(values["publics"].split()),
                rhythm=rhythm,
                windows=tuple(_window(part) for part in hours.split(",")) if hours else (),
                months=tuple(int(month) for month in values["months"].split()),
                capacity=(int(low), int(high or low)),
                min_age=int(values["min_age"]),
                remote=values["remote"],
                reach=values["reach"],
                setting=values["setting"],
                venues=tuple(part.strip() for part in values["venues"].split(" / ")),
                love=values["love"],
                titles=tuple(lists["titles"]),
                needs=tuple(lists["needs"]),
                tasks=tuple(lists["tasks"]),
                welcomes=tuple(lists["welcomes"]),
                support=tuple(lists["support"]),
                thanks=tuple(lists["thanks"]),
            )
        )
    return tuple(kinds)
