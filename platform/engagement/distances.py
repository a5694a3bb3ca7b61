"""Distances as people say them."""

from __future__ import annotations

from django.utils import formats
from django.utils.translation import gettext as _


def distance_in_words(km: float) -> str:
    """Kilometres in words: “less than 1 km”, “3 km”."""
    if km < 1:
        return _("less than 1 km")
    return _("%(km)s km") % {"km": formats.number_format(round(km))}
