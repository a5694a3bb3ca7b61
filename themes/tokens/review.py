"""Whether a territory's two colours can be used as they are, and if not, the nearest that can."""

from __future__ import annotations

from dataclasses import dataclass, replace

from themes.tokens.choices import BrandChoices
from themes.tokens.colour import TEXT_RATIO, contrast, nearest_accessible
from themes.tokens.semantic import CHARTS, FEEDBACK, USES, Mode, semantic_tokens


@dataclass(frozen=True)
class Failure:
    """A use in which a chosen colour is illegible. `use` is link, button, banner or focus."""

    choice: str
    use: str
    foreground: str
    background: str
    ratio: float
    required: float


@dataclass(frozen=True)
class Review:
    """`suggestion` equals the choices when nothing fails."""

    failures: tuple[Failure, ...]
    suggestion: BrandChoices

    @property
    def accepted(self) -> bool:
        return not self.failures


#: What a theme's colours are for, and the tokens that are seen.
GROUPS: dict[str, tuple[str, ...]] = {
    "text": ("text", "text-muted", "heading"),
    "link": ("link", "link-hover", "accent-text"),
    "button": ("on-action", "on-accent", "on-inverse", "on-danger"),
    "banner": ("on-brand", "on-brand-muted", "on-brand-accent"),
    "focus": ("focus", "focus-on-brand"),
    "field": ("border-control",),
    "chart": CHARTS,
    "notice": tuple(FEEDBACK),
}


@dataclass(frozen=True)
class Measure:
    """The lowest contrast of a group of uses, in light and in dark, and what WCAG AA asks of it."""

    group: str
    light: float
    dark: float
    required: float


def measures(choices: BrandChoices) -> tuple[Measure, ...]:
    """How legible the theme made of these choices is, by group of uses."""

    def lowest(names: tuple[str, ...], mode: Mode) -> float:
        tokens = semantic_tokens(choices.primary_colour, choices.accent_colour, mode)
        ratios = (
            contrast(tokens[use.foreground], tokens[background])
            for use in USES
            if use.foreground in names
            for background in use.backgrounds
        )
        return int(min(ratios) * 10) / 10

    return tuple(
        Measure(
            group,
            lowest(names, "light"),
            lowest(names, "dark"),
            max(use.ratio for use in USES if use.foreground in names),
        )
        for group, names in GROUPS.items()
    )


def review(choices: BrandChoices) -> Review:
    """Judge the primary colour in the uses where it appears exactly as chosen.

    The primary colour is the text of links, the ground of buttons and banners under white words, and the
    focus ring: it needs 4.5 against the page and the cards. The accent fills areas whose text is derived
    from it, so any accent passes; where it must be read as text, a derived shade is used.
    """
    primary = choices.primary_colour
    tokens = semantic_tokens(primary, choices.accent_colour)
    pairs = (
        ("link", primary.hex, tokens["canvas"]),
        ("button", tokens["on-action"].hex, tokens["surface"]),
        ("banner", tokens["on-brand"].hex, tokens["surface"]),
        ("focus", primary.hex, tokens["surface"]),
    )
    failures = []
    for use, foreground, background in pairs:
        required = 3.0 if use == "focus" else TEXT_RATIO
        ratio = contrast(primary, background)
        if ratio < required:
            shown = primary.hex if use in ("button", "banner") else background.hex
            failures.append(Failure("primary", use, foreground, shown, round(ratio, 2), required))
    if not failures:
        return Review((), choices)
    # The page's own tint follows the primary colour, so the suggestion is confirmed against its own page.
    suggested = nearest_accessible(primary, (tokens["canvas"], tokens["surface"]), TEXT_RATIO)
    for _ in range(8):
        page = semantic_tokens(suggested, choices.accent_colour)
        settled = nearest_accessible(suggested, (page["canvas"], page["surface"]), TEXT_RATIO)
        if settled == suggested:
            break
        suggested = settled
    return Review(tuple(failures), replace(choices, primary=suggested.hex))
