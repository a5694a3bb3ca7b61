"""Dates as people write them: « 1er novembre », then « 2 novembre »; in German „2. November“."""

from __future__ import annotations

from datetime import date

from django.utils import formats
from django.utils.translation import get_language


def date_format(value: date, form: str | None = None) -> str:
    """Django's `date_format`, with the day of the month as French and German write it."""
    return formats.date_format(value, format_for(value, form))


def format_for(value: object, form: str | None) -> str:
    """The format, or the setting's of that name, that suits this very day."""
    pattern: str = formats.get_format(form or "DATE_FORMAT")
    language = get_language()
    if language == "fr" and isinstance(value, date) and value.day == 1:
        return pattern.replace("j F", r"1\e\r F")
    return pattern.replace("j F", "j. F") if language == "de" else pattern
