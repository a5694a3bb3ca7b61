"""An association as a card of the component library."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from engagement.associations.models import Association
from engagement.distances import distance_in_words
from matching.taxonomy import CAUSE_CODES, cause


def association_card(association: Association, *, level: int = 3) -> dict[str, Any]:
    """Arguments of the `card` tag for a row of `selectors.search_associations`. No query."""
    place = association.commune.name
    distance: float | None = association.distance_km  # type: ignore[attr-defined]
    if distance is not None:
        place = _("%(place)s, %(distance)s away") % {"place": place, "distance": distance_in_words(distance)}
    meta = [{"icon": "map-pin", "text": place}]
    if number := association.current_missions:  # type: ignore[attr-defined]
        text = ngettext("%(number)s mission", "%(number)s missions", number) % {"number": number}
        meta.append({"icon": "hands", "text": text})
    return {
        "title": association.name,
        "url": association.get_absolute_url(),
        "text": association.summary,
        "eyebrow": "",
        "meta": meta,
        "badges": [
            {"text": str(cause(code).label), "tone": "brand"}
            for code in association.causes
            if code in CAUSE_CODES
        ][:3],
        "level": level,
    }
