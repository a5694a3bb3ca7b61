"""A mission as a card of the component library: what pages, and the editors' blocks, show of it in a list."""

from __future__ import annotations

from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from engagement.distances import distance_in_words
from engagement.missions.enums import Remote
from engagement.missions.models import Mission
from engagement.moments import moment_in_words
from matching.taxonomy import CAUSE_CODES, cause

#: Up to so many places left, a card counts them.
FEW_PLACES = 20


def mission_card(mission: Mission, *, level: int = 3) -> dict[str, Any]:
    """Arguments of the `card` tag for a mission annotated by `selectors.with_facts`. No query."""
    return {
        "title": mission.title,
        "url": mission.get_absolute_url(),
        "text": Truncator(mission.need).words(28, truncate=" …"),
        "eyebrow": mission.association.name,
        "meta": [*_place(mission), *_time(mission), *_places(mission)],
        "badges": _badges(mission),
        "level": level,
    }


def _place(mission: Mission) -> list[dict[str, str]]:
    if mission.remote == Remote.FULL:
        return [{"icon": "home", "text": _("From home")}]
    text = mission.commune.name
    distance: float | None = mission.distance_km  # type: ignore[attr-defined]
    if distance is not None:
        text = _("%(place)s, %(distance)s away") % {"place": text, "distance": distance_in_words(distance)}
    return [{"icon": "map-pin", "text": text}]


def _time(mission: Mission) -> list[dict[str, str]]:
    next_at = mission.next_at  # type: ignore[attr-defined]
    if next_at is None:
        return [
            {"icon": "clock", "text": _("When it suits you") if not mission.availability else _("Regularly")}
        ]
    text = moment_in_words(next_at)
    more = mission.dates - 1  # type: ignore[attr-defined]
    if more > 0:
        text += " " + ngettext("and %(number)s more date", "and %(number)s more dates", more) % {
            "number": more
        }
    return [{"icon": "calendar", "text": text}]


def _places(mission: Mission) -> list[dict[str, str]]:
    """How many are left, when they are counted and few enough to matter."""
    left: int | None = mission.places_free  # type: ignore[attr-defined]
    if left is None or not 0 < left <= FEW_PLACES:
        return []
    text = ngettext("%(number)s place left", "%(number)s places left", left) % {"number": left}
    return [{"icon": "users", "text": text}]


def _badges(mission: Mission) -> list[dict[str, str]]:
    badges = [
        {"text": str(cause(code).label), "tone": "brand"} for code in mission.causes if code in CAUSE_CODES
    ][:2]
    if mission.remote == Remote.POSSIBLE:
        badges.append({"text": _("Possible from home"), "tone": "neutral"})
    if mission.is_full:  # type: ignore[attr-defined]
        badges.append({"text": _("Full"), "tone": "warning"})
    return badges
