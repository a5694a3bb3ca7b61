"""Design tokens: pure functions from a territory's few choices to colours, CSS and its mesh. No Django
here."""

from themes.tokens.choices import DENSITIES, FONT_PAIRS, RADII, BrandChoices, FontPair, InvalidChoice
from themes.tokens.colour import (
    Colour,
    InvalidColour,
    Unreachable,
    contrast,
    difference,
    nearest_accessible,
    oklch,
)
from themes.tokens.review import Failure, Measure, Review, measures, review
from themes.tokens.semantic import USES, Use, semantic_tokens
from themes.tokens.stylesheet import fingerprint, stylesheet

__all__ = [
    "DENSITIES",
    "FONT_PAIRS",
    "RADII",
    "USES",
    "BrandChoices",
    "Colour",
    "Failure",
    "FontPair",
    "InvalidChoice",
    "InvalidColour",
    "Measure",
    "Review",
    "Unreachable",
    "Use",
    "contrast",
    "difference",
    "fingerprint",
    "measures",
    "nearest_accessible",
    "oklch",
    "review",
    "semantic_tokens",
    "stylesheet",
]
