"""Opening hours: what people type for each day, kept as times, and said in words. No database.

A week is `{"mon": [["09:00", "12:00"], ["14:00", "17:30"]], …}`, days in any order, closed days left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import groupby

from django.utils.translation import gettext as _

from matching.taxonomy import DAYS

type Span = tuple[str, str]
type Week = Mapping[str, Sequence[Sequence[str]]]

_TIME = r"(\d{1,2})\s*(?:[h:]\s*(\d{2})?)?"
_SPAN = re.compile(rf"{_TIME}\s*(?:-|–|—|à|to)\s*{_TIME}", re.IGNORECASE)


class InvalidHours(ValueError):
    """Not opening hours; `str()` says why."""


def parse_day(text: str) -> list[Span]:
    """“9h-12h, 14h-17h30” as [("09:00", "12:00"), ("14:00", "17:30")]; empty for a closed day.

    Raises `InvalidHours`.
    """
    spans: list[Span] = []
    for part in filter(None, (part.strip() for part in re.split(r"[,;]|\bet\b", text))):
        found = _SPAN.fullmatch(part)
        if found is None:
            raise InvalidHours(_("Write “9:00-12:00, 14:00-17:30”."))
        start, end = (_time(found[1], found[2]), _time(found[3], found[4]))
        if end <= start or (spans and start < spans[-1][1]):
            raise InvalidHours(_("Hours follow one another within the day."))
        spans.append((start, end))
    return spans


def day_text(spans: Sequence[Sequence[str]]) -> str:
    """What `parse_day` reads, as people here write it."""
    return ", ".join(f"{_short(start)}\u2009–\u2009{_short(end)}" for start, end in spans)


def week_in_words(week: Week) -> list[tuple[str, str]]:
    """Days with the same hours together, in the order of the week: [("Monday – Friday", "9:00 – 12:00"), …]."""
    days = [(day.label, day_text(week[day.code])) if day.code in week else (day.label, "") for day in DAYS]
    lines = []
    for hours, group in groupby(days, key=lambda day: day[1]):
        labels = [str(label) for label, _hours in group]
        if hours:
            ends = labels if len(labels) == 1 else (labels[0], labels[-1])
            lines.append((" – ".join(ends), hours))
    return lines


def _time(hour: str, minute: str | None) -> str:
    if int(hour) > 24 or int(minute or 0) > 59 or (int(hour) == 24 and int(minute or 0)):
        raise InvalidHours(_("There is no such hour."))
    return f"{int(hour):02d}:{int(minute or 0):02d}"


def _short(time: str) -> str:
    hour, minute = time.split(":")
    return f"{int(hour)}\u202fh" + (f"\u202f{minute}" if minute != "00" else "")
