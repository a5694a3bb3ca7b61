"""Semantic tokens: what a colour is for, in light and dark, at normal and at raised contrast.

Component CSS reads these and nothing else. `USES` lists which token stands on which; the property tests hold
every one of them at WCAG AA for every pair of colours a territory could choose.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from themes.tokens.colour import (
    BLACK,
    GRAPHIC_RATIO,
    TEXT_RATIO,
    WHITE,
    Colour,
    contrast,
    difference,
    nearest_accessible,
    oklch,
)

Mode = Literal["light", "dark"]
Tokens = dict[str, Colour]

#: What pages and cards are painted with; text, links, borders and focus rings must hold on each.
SURFACES = ("canvas", "surface", "sunken", "brand-soft", "accent-soft")
FEEDBACK = {"success": 155.0, "warning": 75.0, "danger": 25.0, "info": 245.0}
#: How far apart two series of a chart look at least, in OKLab; 0.02 is just noticeable.
APART = 0.08
CHARTS = tuple(f"chart-{number}" for number in range(1, 7))


@dataclass(frozen=True)
class Use:
    """A foreground token seen on background tokens; `text` needs 4.5, anything else 3."""

    foreground: str
    backgrounds: tuple[str, ...]
    text: bool = True

    @property
    def ratio(self) -> float:
        return TEXT_RATIO if self.text else GRAPHIC_RATIO


USES: tuple[Use, ...] = (
    Use("text", SURFACES),
    Use("text-muted", SURFACES),
    Use("heading", SURFACES),
    Use("link", SURFACES),
    Use("link-hover", SURFACES),
    Use("accent-text", SURFACES),
    Use("border-control", SURFACES, text=False),
    Use("focus", SURFACES, text=False),
    Use("on-action", ("action", "action-hover", "action-active")),
    Use("action", ("canvas", "surface"), text=False),
    Use("on-accent", ("accent", "accent-hover")),
    Use("on-brand", ("brand",)),
    Use("on-brand-muted", ("brand",)),
    Use("on-brand-accent", ("brand",)),
    Use("focus-on-brand", ("brand",), text=False),
    Use("inverse", ("brand",), text=False),
    Use("on-inverse", ("inverse", "inverse-hover")),
    *(Use(name, (*SURFACES, f"{name}-soft")) for name in FEEDBACK),
    *(Use("text", (f"{name}-soft",)) for name in FEEDBACK),
    *(Use("link", (f"{name}-soft",)) for name in FEEDBACK),
    *(Use("focus", (f"{name}-soft",), text=False) for name in FEEDBACK),
    Use("on-danger", ("danger", "danger-hover")),
    *(Use(name, ("canvas", "surface"), text=False) for name in CHARTS),
)


@lru_cache(maxsize=512)
def semantic_tokens(primary: Colour, accent: Colour, mode: Mode = "light", raised: bool = False) -> Tokens:
    """All colour tokens of a mode. `raised` (prefers-contrast: more) asks 7 for text and 4.5 for the rest."""
    return (_light if mode == "light" else _dark)(
        primary, accent, 7.0 if raised else 4.5, 4.5 if raised else 3.0
    )


def _shift(colour: Colour, amount: float) -> Colour:
    lightness, chroma, hue = colour.oklch
    return oklch(lightness + amount, chroma, hue)


def _on(background: Colour, hue: float) -> Colour:
    """Text for a filled colour: a dark or a white of its own hue, whichever is stronger; then black or
    white."""
    dark = oklch(0.2, 0.03, hue)
    best = max((dark, WHITE), key=lambda candidate: contrast(candidate, background))
    return (
        best
        if contrast(best, background) >= 5
        else max((BLACK, WHITE), key=lambda c: contrast(c, background))
    )


def _light(primary: Colour, accent: Colour, text: float, graphic: float) -> Tokens:
    _, chroma, hue = primary.oklch
    _, accent_chroma, accent_hue = accent.oklch
    tint = min(chroma, 0.12) / 0.12
    tokens: Tokens = {
        "canvas": oklch(0.985, 0.005 * tint, hue),
        "surface": WHITE,
        "sunken": oklch(0.962, 0.011 * tint, hue),
        "brand-soft": oklch(0.945, min(chroma * 0.3, 0.028), hue),
        "accent-soft": oklch(0.95, min(accent_chroma * 0.4, 0.055), accent_hue),
        "border": oklch(0.885, 0.014 * tint, hue),
    }
    for name, feedback_hue in FEEDBACK.items():
        tokens[f"{name}-soft"] = oklch(0.955, 0.03, feedback_hue)
    surfaces = [tokens[name] for name in SURFACES]
    every = surfaces + [tokens[f"{name}-soft"] for name in FEEDBACK]

    tokens["text"] = nearest_accessible(oklch(0.25, 0.022 * tint, hue), every, max(text, 7))
    tokens["text-muted"] = nearest_accessible(oklch(0.47, 0.025 * tint, hue), every, text)
    tokens["heading"] = nearest_accessible(oklch(0.27, min(chroma, 0.075), hue), every, max(text, 7))
    tokens["link"] = nearest_accessible(primary, every, text)
    tokens["link-hover"] = nearest_accessible(_shift(tokens["link"], -0.09), every, text)
    tokens["accent-text"] = nearest_accessible(accent, every, text)
    tokens["border-control"] = nearest_accessible(oklch(0.6, 0.03 * tint, hue), every, graphic)
    tokens["focus"] = nearest_accessible(primary, every, max(graphic, 3.5))

    action = nearest_accessible(primary, (tokens["canvas"], tokens["surface"]), text)
    step = -0.06 if action.oklch[0] > 0.3 else 0.08
    tokens |= {
        "action": action,
        "action-hover": nearest_accessible(_shift(action, step), WHITE, text),
        "action-active": nearest_accessible(_shift(action, 2 * step), WHITE, text),
        "on-action": WHITE,
    }
    _fill_brand(tokens, nearest_accessible(primary, WHITE, text), accent, text, graphic)
    _fill_accent(tokens, accent, text)
    for name, feedback_hue in FEEDBACK.items():
        tokens[name] = nearest_accessible(oklch(0.46, 0.12, feedback_hue), every, text)
    tokens["danger-hover"] = _shift(tokens["danger"], -0.07)
    tokens["on-danger"] = WHITE
    _fill_charts(tokens, primary, accent, 0.58, graphic)
    return tokens


def _dark(primary: Colour, accent: Colour, text: float, graphic: float) -> Tokens:
    _, chroma, hue = primary.oklch
    accent_lightness, accent_chroma, accent_hue = accent.oklch
    tint = min(chroma, 0.12) / 0.12
    tokens: Tokens = {
        "canvas": oklch(0.178, 0.013 * tint, hue),
        "surface": oklch(0.222, 0.016 * tint, hue),
        "sunken": oklch(0.148, 0.012 * tint, hue),
        "brand-soft": oklch(0.275, min(chroma * 0.4, 0.05), hue),
        "accent-soft": oklch(0.275, min(accent_chroma * 0.35, 0.045), accent_hue),
        "border": oklch(0.345, 0.02 * tint, hue),
    }
    for name, feedback_hue in FEEDBACK.items():
        tokens[f"{name}-soft"] = oklch(0.27, 0.045, feedback_hue)
    surfaces = [tokens[name] for name in SURFACES]
    every = surfaces + [tokens[f"{name}-soft"] for name in FEEDBACK]

    tokens["text"] = nearest_accessible(oklch(0.93, 0.01 * tint, hue), every, max(text, 7))
    tokens["text-muted"] = nearest_accessible(oklch(0.76, 0.018 * tint, hue), every, text)
    tokens["heading"] = nearest_accessible(oklch(0.965, 0.012 * tint, hue), every, max(text, 7))
    tokens["link"] = nearest_accessible(oklch(0.81, min(chroma, 0.12), hue), every, text)
    tokens["link-hover"] = nearest_accessible(_shift(tokens["link"], 0.07), every, text)
    tokens["accent-text"] = nearest_accessible(
        oklch(max(accent_lightness, 0.8), min(accent_chroma, 0.14), accent_hue), every, text
    )
    tokens["border-control"] = nearest_accessible(oklch(0.6, 0.03 * tint, hue), every, graphic)
    tokens["focus"] = nearest_accessible(oklch(0.83, min(chroma, 0.12), hue), every, max(graphic, 3.5))

    action = nearest_accessible(
        oklch(0.8, min(chroma, 0.13), hue), (tokens["canvas"], tokens["surface"]), text
    )
    tokens |= {
        "action": action,
        "action-hover": _shift(action, 0.06),
        "action-active": _shift(action, 0.1),
        "on-action": nearest_accessible(oklch(0.18, min(chroma * 0.3, 0.04), hue), action, text),
    }
    _fill_brand(tokens, oklch(0.32, min(chroma, 0.085), hue), accent, text, graphic)
    _fill_accent(tokens, oklch(max(accent_lightness, 0.62), accent_chroma, accent_hue), text)
    for name, feedback_hue in FEEDBACK.items():
        tokens[name] = nearest_accessible(oklch(0.8, 0.11, feedback_hue), every, text)
    tokens["danger-hover"] = _shift(tokens["danger"], 0.06)
    tokens["on-danger"] = nearest_accessible(oklch(0.18, 0.03, 25), tokens["danger"], text)
    _fill_charts(tokens, primary, accent, 0.74, graphic)
    return tokens


def _fill_brand(tokens: Tokens, brand: Colour, accent: Colour, text: float, graphic: float) -> None:
    """The filled brand surface (hero, footer) and what stands on it. `brand` carries white text at `text`."""
    _, chroma, hue = brand.oklch
    inverse_hover = oklch(0.93, min(chroma, 0.03), hue)
    tokens |= {
        "brand": brand,
        "on-brand": WHITE,
        "on-brand-muted": nearest_accessible(oklch(0.92, min(chroma, 0.03), hue), brand, text),
        "on-brand-accent": nearest_accessible(accent, brand, text),
        "focus-on-brand": nearest_accessible(accent, brand, graphic),
        "inverse": WHITE,
        "inverse-hover": inverse_hover,
        "on-inverse": nearest_accessible(brand, (WHITE, inverse_hover), text),
    }


def _fill_accent(tokens: Tokens, accent: Colour, text: float) -> None:
    on_accent = _on(accent, accent.oklch[2])
    if contrast(on_accent, accent) < text:
        accent = nearest_accessible(accent, on_accent, text)
    darker = on_accent.luminance > accent.luminance
    tokens["accent"] = accent
    tokens["on-accent"] = on_accent
    tokens["accent-hover"] = nearest_accessible(_shift(accent, -0.05 if darker else 0.05), on_accent, text)


def _fill_charts(tokens: Tokens, primary: Colour, accent: Colour, lightness: float, graphic: float) -> None:
    """Six series that nobody confuses: the brand's two colours, then those farthest from all before them."""
    hue = primary.oklch[2]
    backgrounds = (tokens["canvas"], tokens["surface"])
    spread = [
        oklch(lightness + shift, chroma, hue + 45 * step)
        for shift, chroma in ((-0.16, 0.1), (0.0, 0.13))
        for step in range(8)
    ]
    candidates = [nearest_accessible(colour, backgrounds, graphic) for colour in (primary, accent, *spread)]
    series = [candidates.pop(0)]
    if difference(candidates[0], series[0]) >= APART:
        series.append(candidates[0])
    while len(series) < len(CHARTS):
        series.append(max(candidates, key=lambda colour: min(difference(colour, one) for one in series)))
    tokens |= dict(zip(CHARTS, series, strict=True))
