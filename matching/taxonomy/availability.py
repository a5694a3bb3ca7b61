"""The week's 21 day parts as people read them; their codes are those of `matching.engine.DAY_PARTS`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True, slots=True)
class Heading:
    """A row or a column of the availability grid: a day or a part of the day."""

    code: str
    label: StrPromise


@dataclass(frozen=True, slots=True)
class DayPart:
    """`label` stands alone, `phrase` stands in a sentence."""

    code: str
    label: StrPromise
    phrase: StrPromise


DAYS: tuple[Heading, ...] = (
    Heading("mon", pgettext_lazy("availability", "Monday")),
    Heading("tue", pgettext_lazy("availability", "Tuesday")),
    Heading("wed", pgettext_lazy("availability", "Wednesday")),
    Heading("thu", pgettext_lazy("availability", "Thursday")),
    Heading("fri", pgettext_lazy("availability", "Friday")),
    Heading("sat", pgettext_lazy("availability", "Saturday")),
    Heading("sun", pgettext_lazy("availability", "Sunday")),
)

PARTS: tuple[Heading, ...] = (
    Heading("morning", pgettext_lazy("availability", "Morning")),
    Heading("afternoon", pgettext_lazy("availability", "Afternoon")),
    Heading("evening", pgettext_lazy("availability", "Evening")),
)

WHOLE_DAYS = {
    "mon": pgettext_lazy("availability in a sentence", "Monday"),
    "tue": pgettext_lazy("availability in a sentence", "Tuesday"),
    "wed": pgettext_lazy("availability in a sentence", "Wednesday"),
    "thu": pgettext_lazy("availability in a sentence", "Thursday"),
    "fri": pgettext_lazy("availability in a sentence", "Friday"),
    "sat": pgettext_lazy("availability in a sentence", "Saturday"),
    "sun": pgettext_lazy("availability in a sentence", "Sunday"),
}
"""Phrase of a day whose three parts are meant."""

AVAILABILITY: tuple[DayPart, ...] = (
    DayPart(
        "mon-morning",
        pgettext_lazy("availability", "Monday morning"),
        pgettext_lazy("availability in a sentence", "Monday morning"),
    ),
    DayPart(
        "mon-afternoon",
        pgettext_lazy("availability", "Monday afternoon"),
        pgettext_lazy("availability in a sentence", "Monday afternoon"),
    ),
    DayPart(
        "mon-evening",
        pgettext_lazy("availability", "Monday evening"),
        pgettext_lazy("availability in a sentence", "Monday evening"),
    ),
    DayPart(
        "tue-morning",
        pgettext_lazy("availability", "Tuesday morning"),
        pgettext_lazy("availability in a sentence", "Tuesday morning"),
    ),
    DayPart(
        "tue-afternoon",
        pgettext_lazy("availability", "Tuesday afternoon"),
        pgettext_lazy("availability in a sentence", "Tuesday afternoon"),
    ),
    DayPart(
        "tue-evening",
        pgettext_lazy("availability", "Tuesday evening"),
        pgettext_lazy("availability in a sentence", "Tuesday evening"),
    ),
    DayPart(
        "wed-morning",
        pgettext_lazy("availability", "Wednesday morning"),
        pgettext_lazy("availability in a sentence", "Wednesday morning"),
    ),
    DayPart(
        "wed-afternoon",
        pgettext_lazy("availability", "Wednesday afternoon"),
        pgettext_lazy("availability in a sentence", "Wednesday afternoon"),
    ),
    DayPart(
        "wed-evening",
        pgettext_lazy("availability", "Wednesday evening"),
        pgettext_lazy("availability in a sentence", "Wednesday evening"),
    ),
    DayPart(
        "thu-morning",
        pgettext_lazy("availability", "Thursday morning"),
        pgettext_lazy("availability in a sentence", "Thursday morning"),
    ),
    DayPart(
        "thu-afternoon",
        pgettext_lazy("availability", "Thursday afternoon"),
        pgettext_lazy("availability in a sentence", "Thursday afternoon"),
    ),
    DayPart(
        "thu-evening",
        pgettext_lazy("availability", "Thursday evening"),
        pgettext_lazy("availability in a sentence", "Thursday evening"),
    ),
    DayPart(
        "fri-morning",
        pgettext_lazy("availability", "Friday morning"),
        pgettext_lazy("availability in a sentence", "Friday morning"),
    ),
    DayPart(
        "fri-afternoon",
        pgettext_lazy("availability", "Friday afternoon"),
        pgettext_lazy("availability in a sentence", "Friday afternoon"),
    ),
    DayPart(
        "fri-evening",
        pgettext_lazy("availability", "Friday evening"),
        pgettext_lazy("availability in a sentence", "Friday evening"),
    ),
    DayPart(
        "sat-morning",
        pgettext_lazy("availability", "Saturday morning"),
        pgettext_lazy("availability in a sentence", "Saturday morning"),
    ),
    DayPart(
        "sat-afternoon",
        pgettext_lazy("availability", "Saturday afternoon"),
        pgettext_lazy("availability in a sentence", "Saturday afternoon"),
    ),
    DayPart(
        "sat-evening",
        pgettext_lazy("availability", "Saturday evening"),
        pgettext_lazy("availability in a sentence", "Saturday evening"),
    ),
    DayPart(
        "sun-morning",
        pgettext_lazy("availability", "Sunday morning"),
        pgettext_lazy("availability in a sentence", "Sunday morning"),
    ),
    DayPart(
        "sun-afternoon",
        pgettext_lazy("availability", "Sunday afternoon"),
        pgettext_lazy("availability in a sentence", "Sunday afternoon"),
    ),
    DayPart(
        "sun-evening",
        pgettext_lazy("availability", "Sunday evening"),
        pgettext_lazy("availability in a sentence", "Sunday evening"),
    ),
)

_BY_CODE = {entry.code: entry for entry in AVAILABILITY}


def day_part(code: str) -> DayPart:
    """The day part of that code. Raises KeyError."""
    return _BY_CODE[code]
