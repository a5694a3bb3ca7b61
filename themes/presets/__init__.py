"""Presets: structures of a site (header, cards, hero), each with the choices that suit it.

A preset is a name on `<body data-preset>`; its CSS is in `themes/base/static/base/presets.css`. A territory
starts from one and changes what it likes.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from themes.tokens import BrandChoices


@dataclass(frozen=True)
class Preset:
    """`description` says what it looks like, for the person who chooses."""

    name: str
    label: Promise
    description: Promise
    choices: BrandChoices


PRESETS: dict[str, Preset] = {
    preset.name: preset
    for preset in (
        Preset(
            "clairiere",
            _("Clearing"),
            _("Airy and rounded: a light header, soft cards, the mesh as a landscape."),
            BrandChoices("#1f5c3f", "#d99a2b", "warm", "large", "comfortable", "clairiere"),
        ),
        Preset(
            "trame",
            _("Weave"),
            _("Ordered and precise: ruled header and cards, small corners, the mesh as a map."),
            BrandChoices("#14365c", "#ff7a5c", "modern", "small", "comfortable", "trame"),
        ),
        Preset(
            "place",
            _("Square"),
            _("Bold and warm: a coloured header, large titles, filled cards."),
            BrandChoices("#5b2a5e", "#f2b705", "character", "medium", "comfortable", "place"),
        ),
    )
}
DEFAULT_PRESET = "clairiere"
