"""When an event takes place, as people say it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from engagement.moments import day_in_words, span_in_words


def dates_in_words(start: datetime, end: datetime, *, all_day: bool) -> str:
    """“Saturday 5 December, 9:00 – 12:00”; of what lasts all day, the day or both days."""
    if not all_day:
        return span_in_words(start, end)
    first, last = day_in_words(start), day_in_words(end - timedelta(seconds=1))
    return first if first == last else _("%(first)s to %(last)s") % {"first": first, "last": last}
