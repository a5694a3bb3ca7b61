"""Spans of time as people say them."""

from __future__ import annotations

from django.utils.translation import gettext as _


def hours_in_words(minutes: int) -> str:
    """“3 h 30”, “45 min”, “12 h”."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _("%(minutes)s min") % {"minutes": rest}
    return (
        _("%(hours)s h %(minutes)02d") % {"hours": hours, "minutes": rest}
        if rest
        else _("%(hours)s h") % {"hours": hours}
    )
