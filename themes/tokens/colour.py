"""Colours: sRGB in eight bits, OKLCH to reason in, and WCAG 2.2 contrast.

Sources: Björn Ottosson, "A perceptual color space for image processing" (OKLab, 2020); WCAG 2.2, definitions
of relative luminance and contrast ratio.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

#: WCAG 2.2 AA: 1.4.3 for text, 1.4.11 for what must be seen of a control, a focus ring or a chart.
TEXT_RATIO = 4.5
GRAPHIC_RATIO = 3.0

_HEX = re.compile(r"#[0-9a-fA-F]{6}")


class InvalidColour(ValueError):
    """The text is not a colour written `#rrggbb`."""


class Unreachable(ValueError):
    """No colour has the contrast asked for with all of the backgrounds."""


def _linear(channel: int) -> float:
    value = channel / 255
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def _encoded(value: float) -> float:
    return value * 12.92 if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055


_LINEAR = tuple(_linear(channel) for channel in range(256))


@dataclass(frozen=True)
class Colour:
    """An sRGB colour, channels 0 to 255."""

    red: int
    green: int
    blue: int

    @classmethod
    def parse(cls, text: str) -> Colour:
        """`#rrggbb` → Colour. Raises InvalidColour."""
        if not _HEX.fullmatch(text):
            raise InvalidColour(text)
        return cls(int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16))

    @property
    def hex(self) -> str:
        return f"#{self.red:02x}{self.green:02x}{self.blue:02x}"

    @cached_property
    def luminance(self) -> float:
        """Relative luminance, 0 (black) to 1 (white)."""
        return 0.2126 * _LINEAR[self.red] + 0.7152 * _LINEAR[self.green] + 0.0722 * _LINEAR[self.blue]

    @cached_property
    def oklab(self) -> tuple[float, float, float]:
        red, green, blue = _LINEAR[self.red], _LINEAR[self.green], _LINEAR[self.blue]
        long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
        medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
        short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
        return (
            0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
            1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
            0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
        )

    @cached_property
    def oklch(self) -> tuple[float, float, float]:
        """Lightness 0 to 1, chroma 0 to about 0.32, hue in degrees. Greys have a chroma of exactly 0."""
        lightness, a, b = self.oklab
        chroma = math.hypot(a, b)
        if chroma < 0.0005:
            return lightness, 0.0, 0.0
        return lightness, chroma, math.degrees(math.atan2(b, a)) % 360


def _linear_rgb(lightness: float, chroma: float, hue: float) -> tuple[float, float, float]:
    a = chroma * math.cos(math.radians(hue))
    b = chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def _in_gamut(rgb: tuple[float, float, float]) -> bool:
    return all(-0.0005 <= value <= 1.0005 for value in rgb)


def oklch(lightness: float, chroma: float, hue: float) -> Colour:
    """The sRGB colour of that lightness and hue; chroma is lowered as far as the screen's gamut demands."""
    lightness = min(1.0, max(0.0, lightness))
    rgb = _linear_rgb(lightness, chroma, hue)
    if not _in_gamut(rgb):
        low, high = 0.0, chroma
        for _ in range(12):
            middle = (low + high) / 2
            if _in_gamut(_linear_rgb(lightness, middle, hue)):
                low = middle
            else:
                high = middle
        rgb = _linear_rgb(lightness, low, hue)
    red, green, blue = (round(255 * _encoded(min(1.0, max(0.0, value)))) for value in rgb)
    return Colour(red, green, blue)


WHITE = Colour(255, 255, 255)
BLACK = Colour(0, 0, 0)


def contrast(one: Colour, other: Colour) -> float:
    """WCAG contrast ratio, 1 to 21; the order does not matter."""
    light, dark = max(one.luminance, other.luminance), min(one.luminance, other.luminance)
    return (light + 0.05) / (dark + 0.05)


def difference(one: Colour, other: Colour) -> float:
    """How far apart two colours look: the Euclidean distance in OKLab (0.02 is just noticeable)."""
    return math.dist(one.oklab, other.oklab)


def passes(colour: Colour, backgrounds: Iterable[Colour], ratio: float) -> bool:
    return all(contrast(colour, background) >= ratio for background in backgrounds)


def nearest_accessible(colour: Colour, background: Colour | Iterable[Colour], ratio: float) -> Colour:
    """The colour nearest to `colour`, of the same hue, that has `ratio` with the background, or with each of
    several.

    Unchanged when it passes already. Darker than all the backgrounds or lighter than all of them, whichever
    looks nearer. Raises Unreachable when even black and white fail.
    """
    backgrounds = (background,) if isinstance(background, Colour) else tuple(background)
    if passes(colour, backgrounds, ratio):
        return colour
    luminances = [item.luminance for item in backgrounds]
    _, chroma, hue = colour.oklch
    candidates = []
    darkest = (min(luminances) + 0.05) / ratio - 0.05
    if darkest >= 0:
        candidates.append(_towards(colour, chroma, hue, darkest, backgrounds, ratio, end=0.0))
    lightest = (max(luminances) + 0.05) * ratio - 0.05
    if lightest <= 1:
        candidates.append(_towards(colour, chroma, hue, lightest, backgrounds, ratio, end=1.0))
    if not candidates:
        raise Unreachable(f"no colour has a contrast of {ratio} with {', '.join(b.hex for b in backgrounds)}")
    return min(candidates, key=lambda candidate: difference(candidate, colour))


def _towards(
    colour: Colour,
    chroma: float,
    hue: float,
    luminance: float,
    backgrounds: tuple[Colour, ...],
    ratio: float,
    end: float,
) -> Colour:
    """Move lightness towards `end` until the luminance is reached, then over the rounding to eight bits."""
    far, near = end, colour.oklch[0]
    for _ in range(12):
        middle = (far + near) / 2
        reached = oklch(middle, chroma, hue).luminance
        if reached <= luminance if end == 0.0 else reached >= luminance:
            far = middle
        else:
            near = middle
    step = 0.001 if end else -0.001
    lightness = far
    while 0.0 < lightness < 1.0:
        candidate = oklch(lightness, chroma, hue)
        if passes(candidate, backgrounds, ratio):
            return candidate
        lightness += step
    return WHITE if end else BLACK
