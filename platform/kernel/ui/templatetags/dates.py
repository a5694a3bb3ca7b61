"""The filter `date` of every template, built in: Django's, with « 1er » for the first of a month in French."""

from __future__ import annotations

import datetime

from django import template
from django.template import defaultfilters

from kernel.ui.dates import format_for

register = template.Library()


@register.filter(expects_localtime=True, is_safe=False)
def date(value: datetime.date | str | None, form: str | None = None) -> str:
    said: str = defaultfilters.date(value, format_for(value, form))
    return said
