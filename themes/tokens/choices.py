"""What a territory chooses of its look; everything else is derived."""

from __future__ import annotations

from dataclasses import dataclass

from themes.tokens.colour import Colour


class InvalidChoice(ValueError):
    """A choice is not among those on offer."""


@dataclass(frozen=True)
class FontPair:
    """A family for headings and one for text, with how the headings are set.

    `tracking` is in em; weights are CSS weights that the built files hold.
    """

    label: str
    heading: str
    body: str
    heading_weight: int
    tracking: float
    generic: str = "sans-serif"


#: Keys are stored; the families are those `manage.py build_fonts` writes.
FONT_PAIRS: dict[str, FontPair] = {
    "modern": FontPair("Inter", "Inter", "Inter", 700, -0.025),
    "warm": FontPair("Work Sans, Source Sans 3", "Work Sans", "Source Sans 3", 650, -0.025),
    "character": FontPair(
        "Bricolage Grotesque, Source Sans 3", "Bricolage Grotesque", "Source Sans 3", 700, -0.02
    ),
    "heritage": FontPair("Fraunces, Source Sans 3", "Fraunces", "Source Sans 3", 600, -0.015, "serif"),
    "legible": FontPair(
        "Atkinson Hyperlegible", "Atkinson Hyperlegible", "Atkinson Hyperlegible", 700, -0.01
    ),
}

#: Corner radii in rem: of small things (badges, fields), of buttons, of cards, of large panels.
RADII: dict[str, tuple[float, float, float, float]] = {
    "none": (0, 0, 0, 0),
    "small": (0.1875, 0.25, 0.375, 0.5),
    "medium": (0.375, 0.625, 0.875, 1.25),
    "large": (0.625, 1.5, 1.5, 2),
}

#: Factor of all spacing.
DENSITIES: dict[str, float] = {"comfortable": 1.0, "compact": 0.82}


@dataclass(frozen=True)
class BrandChoices:
    """The choices of a territory. Colours are `#rrggbb`; the others are keys of the tables above.

    `preset` names a structure of `themes.presets`; tokens only carry it. Raises InvalidColour or
    InvalidChoice.
    """

    primary: str
    accent: str
    font_pair: str = "modern"
    radius: str = "medium"
    density: str = "comfortable"
    preset: str = "clairiere"

    def __post_init__(self) -> None:
        Colour.parse(self.primary)
        Colour.parse(self.accent)
        for name, offered in (("font_pair", FONT_PAIRS), ("radius", RADII), ("density", DENSITIES)):
            if getattr(self, name) not in offered:
                raise InvalidChoice(f"{name}: {getattr(self, name)!r} is not among {', '.join(offered)}")

    @property
    def primary_colour(self) -> Colour:
        return Colour.parse(self.primary)

    @property
    def accent_colour(self) -> Colour:
        return Colour.parse(self.accent)
