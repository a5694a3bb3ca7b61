"""An offer as a card of the component library."""

from __future__ import annotations

from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from engagement.availability import availability_in_words
from engagement.distances import distance_in_words
from engagement.offers.models import Offer
from matching.taxonomy import SKILL_CODES, skill


def offer_card(offer: Offer, *, level: int = 2) -> dict[str, Any]:
    """Arguments of the `card` tag for a row of `selectors.search_offers`. No query."""
    place = offer.commune.name
    distance: float | None = offer.distance_km  # type: ignore[attr-defined]
    if distance is not None:
        place = _("%(place)s, %(distance)s away") % {"place": place, "distance": distance_in_words(distance)}
    when = offer.duration or availability_in_words(offer.availability).capitalize()
    return {
        "title": offer.title,
        "url": offer.get_absolute_url(),
        "text": Truncator(offer.description).words(28, truncate=" …"),
        "eyebrow": offer.author_name,
        "meta": [
            {"icon": "map-pin", "text": place},
            {"icon": "clock", "text": when or _("When it suits you"), "quoted": bool(offer.duration)},
        ],
        "badges": [
            {"text": str(skill(code).label), "tone": "brand"} for code in offer.skills if code in SKILL_CODES
        ][:3],
        "level": level,
    }
