"""An event as a card or a line: what pages, and the editors' block, show of it in a list."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from engagement.agenda.models import EventState, Occurrence
from engagement.agenda.selectors import places_left
from engagement.moments import time_in_words
from matching.taxonomy import CAUSE_CODES, cause


def event_card(occurrence: Occurrence, *, level: int = 3) -> dict[str, Any]:
    """Arguments of the `card` tag for a date of `selectors`. No query."""
    event = occurrence.event
    return {
        "title": event.title,
        "url": event.get_absolute_url(),
        "text": Truncator(event.description).words(24, truncate=" …"),
        "eyebrow": event.association.name if event.association else "",
        "meta": [
            {"icon": "calendar", "text": occurrence.in_words},
            {"icon": "globe", "text": _("Online")}
            if event.online
            else {"icon": "map-pin", "text": event.commune.name},
        ],
        "badges": badges(occurrence),
        "level": level,
    }


def event_line(occurrence: Occurrence) -> dict[str, Any]:
    """A date as a line under its day: the hour, the title, where, what to know. No query."""
    event = occurrence.event
    place = _("Online") if event.online else ", ".join(filter(None, [event.place_name, event.commune.name]))
    return {
        "title": event.title,
        "url": event.get_absolute_url(),
        "time": "" if event.all_day else time_in_words(occurrence.starts_at),
        "end": "" if event.all_day or lasts_days(occurrence) else time_in_words(occurrence.ends_at),
        "span": occurrence.in_words if lasts_days(occurrence) else "",
        "place": place,
        "organiser": event.association.name if event.association else "",
        "badges": badges(occurrence),
        "is_cancelled": event.state == EventState.CANCELLED,
    }


def lasts_days(occurrence: Occurrence) -> bool:
    """Whether it ends another day than it begins, a night that ends before six not counted."""
    start, end = timezone.localtime(occurrence.starts_at), timezone.localtime(occurrence.ends_at)
    return (end - timedelta(hours=6)).date() > start.date()


def badges(occurrence: Occurrence) -> list[dict[str, Any]]:
    """What one wants to know at a glance."""
    event = occurrence.event
    if event.state == EventState.CANCELLED:
        return [{"text": pgettext("event", "Cancelled"), "tone": "danger"}]
    found: list[dict[str, Any]] = [
        {"text": str(cause(code).label), "tone": "brand"} for code in event.causes if code in CAUSE_CODES
    ][:1]
    found.append(
        {"text": _("Free"), "tone": "neutral"}
        if event.is_free
        else {"text": event.price, "tone": "neutral", "quoted": True}
    )
    if places_left(occurrence) == 0:
        found.append({"text": _("Full"), "tone": "warning"})
    return found
