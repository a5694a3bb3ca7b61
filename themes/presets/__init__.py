"""Presets: structures of a site (header, home, cards), each with the choices that suit it.

A preset is a folder of templates that replace named blocks of everybody's (`<name>/templates`, found by
`themes.branding.loaders`) and a stylesheet (`static/presets/<name>.css`). A territory starts from one and changes what
it likes.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

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
            _("Airy and rounded: a floating header, hills, soft cards that begin with their cause."),
            BrandChoices("#1f5c3f", "#d99a2b", "warm", "large", "comfortable", "clairiere"),
        ),
        Preset(
            "trame",
            _("Weave"),
            _("Ordered and precise, like a gazette: a masthead, rules, entries in columns."),
            BrandChoices("#7a1f36", "#4c5f73", "heritage", "none", "comfortable", "trame"),
        ),
        Preset(
            "place",
            _("Square"),
            _("Bold and warm: a banner in two colours, large titles, filled cards, a search in three steps."),
            BrandChoices("#5b2a5e", "#f2b705", "legible", "medium", "comfortable", "place"),
        ),
        Preset(
            "affiche",
            _("Poster"),
            _("Festive: the name in the middle, a title like a poster’s, cards like tickets."),
            BrandChoices("#12355b", "#ef6f5e", "character", "medium", "comfortable", "affiche"),
        ),
    )
}
DEFAULT_PRESET = "clairiere"


def templates_of(preset: str) -> Path:
    """The folder of templates that stand before everybody's."""
    return Path(__file__).parent / preset / "templates"
