"""Dates and times as people say them, in the territory's time zone and the reader's language."""

from __future__ import annotations

from datetime import datetime, time

from django.utils import formats, timezone
from django.utils.text import capfirst
from django.utils.translation import pgettext

from kernel.ui.dates import date_format
from matching.taxonomy import DAYS


def day_in_words(moment: datetime) -> str:
    """“Saturday 5 December”."""
    return capfirst(day_in_sentence(moment))


def day_in_sentence(moment: datetime) -> str:
    """The same amid a sentence: in French without a capital."""
    return date_format(timezone.localtime(moment), pgettext("date format", "l j F"))


def time_in_words(moment: datetime) -> str:
    """“9:00”; in French “9 h” and “9 h 30”."""
    return _clock(timezone.localtime(moment).time())


def hours_in_words(start: time, end: time) -> str:
    """“14:00 – 17:00”, which no line breaks apart."""
    return f"{_clock(start)}\N{NO-BREAK SPACE}–\N{NO-BREAK SPACE}{_clock(end)}"


def _clock(hour: time) -> str:
    form = pgettext("date format", "G:i") if hour.minute else pgettext("format of a whole hour", "G:i")
    return formats.time_format(hour, form)


def moment_in_words(moment: datetime) -> str:
    """“Saturday 5 December, 9:00”."""
    return capfirst(moment_in_sentence(moment))


def moment_in_sentence(moment: datetime) -> str:
    """The same amid a sentence."""
    return f"{day_in_sentence(moment)}, {time_in_words(moment)}"


def span_in_words(start: datetime, end: datetime) -> str:
    """“Saturday 5 December, 9:00 – 12:00”; both days when they differ."""
    first, last = timezone.localtime(start), timezone.localtime(end)
    if first.date() == last.date():
        return f"{day_in_words(start)}, {hours_in_words(first.time(), last.time())}"
    return f"{moment_in_words(start)} – {moment_in_sentence(end)}"


def day_part_of(moment: datetime) -> str:
    """The code of the day part in which a local moment falls: morning before noon, evening from six o'clock."""
    part = "morning" if moment.hour < 12 else "afternoon" if moment.hour < 18 else "evening"
    return f"{DAYS[moment.weekday()].code}-{part}"
