"""A mission of the catalogue as a card, with its origin: on the portal, and on other territories' sites."""

from __future__ import annotations

import zoneinfo
from datetime import datetime
from typing import Any

from django.utils import formats, timezone
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _

from kernel.ui.dates import date_format
from matching.catalogue.models import Opportunity
from matching.engine import Remote
from matching.taxonomy import CAUSE_CODES, cause
from tenants.geography.sphere import distance_km


def opportunity_card(
    row: Opportunity,
    *,
    now: datetime,
    url: str | None = None,
    near: tuple[float, float] | None = None,
    level: int = 3,
) -> dict[str, Any]:
    """Arguments of the `card` tag for a row of `opportunities_of`. It leads to `url`, or to its territory's site."""
    return {
        "title": row.title,
        "url": url or opportunity_url(row),
        "text": Truncator(row.summary).words(28, truncate=" …"),
        "eyebrow": row.association_name,
        "meta": [*_place(row, near), *_time(row, now)],
        "badges": [
            {"text": row.territory.name, "tone": "accent"},
            *(
                {"text": str(cause(code).label), "tone": "brand"}
                for code in row.causes
                if code in CAUSE_CODES
            ),
        ][:3],
        "level": level,
    }


def opportunity_url(row: Opportunity) -> str:
    """Its page on its own territory's site."""
    return row.territory.context().base_url + row.path


def _place(row: Opportunity, near: tuple[float, float] | None) -> list[dict[str, str]]:
    if row.remote == Remote.FULL:
        return [{"icon": "home", "text": _("From home")}]
    if row.commune is None:
        return []
    text = row.commune.name
    if near and row.latitude is not None and row.longitude is not None:
        km = distance_km(*near, row.latitude, row.longitude)
        text = (
            _("%(place)s, less than 1 km away") % {"place": text}
            if km < 1
            else _("%(place)s, %(km)s km away") % {"place": text, "km": formats.number_format(round(km))}
        )
    return [{"icon": "map-pin", "text": text}]


def _time(row: Opportunity, now: datetime) -> list[dict[str, str]]:
    if row.starts_at is None or row.starts_at <= now:
        text = _("Regularly") if row.availability else _("When it suits you")
        return [{"icon": "clock", "text": text}]
    begins = timezone.localtime(row.starts_at, zoneinfo.ZoneInfo(row.territory.timezone))
    words = date_format(begins, "l j F" if begins.year == now.year else "l j F Y")
    return [{"icon": "calendar", "text": capfirst(words)}]
