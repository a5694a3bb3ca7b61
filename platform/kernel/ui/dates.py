"""Dates as people write them. French counts the first of a month: « 1er novembre », then « 2 novembre »."""

from __future__ import annotations

from datetime import date

from django.utils import formats
from django.utils.translation import get_language


def date_format(value: date, form: str | None = None) -> str:
    """Django's `date_format`, with the first of the month as French writes it."""
    return formats.date_format(value, format_for(value, form))


def format_for(value: object, form: str | None) -> str:
    """The format, or the setting's of that name, that suits this very day."""
    pattern: str = formats.get_format(form or "DATE_FORMAT")
    is_first = isinstance(value, date) and value.day == 1
    return pattern.replace("j F", r"1\e\r F") if is_first and get_language() == "fr" else pattern
