"""From choices to the CSS custom properties of a site: the whole of `/theme-<hash>.css`."""

from __future__ import annotations

import hashlib
from functools import lru_cache

from themes.tokens.choices import DENSITIES, FONT_PAIRS, RADII, BrandChoices
from themes.tokens.semantic import FEEDBACK, Tokens, semantic_tokens

#: In forced colours the user's own palette rules: each token becomes the system colour of its role.
_FORCED: dict[str, str] = {
    **dict.fromkeys(("canvas", "surface", "sunken", "brand-soft", "accent-soft", "brand"), "Canvas"),
    **dict.fromkeys((f"{name}-soft" for name in FEEDBACK), "Canvas"),
    **dict.fromkeys(
        ("text", "text-muted", "heading", "accent-text", "on-brand", "on-brand-muted"), "CanvasText"
    ),
    **dict.fromkeys((*FEEDBACK, "on-brand-accent", "border"), "CanvasText"),
    **dict.fromkeys(("link", "link-hover"), "LinkText"),
    **dict.fromkeys(("action", "action-hover", "action-active", "accent", "accent-hover"), "ButtonFace"),
    **dict.fromkeys(("inverse", "inverse-hover", "danger-hover"), "ButtonFace"),
    **dict.fromkeys(("on-action", "on-accent", "on-inverse", "on-danger"), "ButtonText"),
    "border-control": "ButtonBorder",
    **dict.fromkeys(("focus", "focus-on-brand"), "Highlight"),
}


def _block(selector: str, declarations: dict[str, str]) -> str:
    return selector + "{" + ";".join(f"--{name}:{value}" for name, value in declarations.items()) + "}"


def _hexes(tokens: Tokens) -> dict[str, str]:
    return {name: colour.hex for name, colour in tokens.items()}


def _family(name: str, generic: str) -> str:
    return f'"{name}","{name} fallback",{"Georgia,serif" if generic == "serif" else "system-ui,sans-serif"}'


def _shape(choices: BrandChoices) -> dict[str, str]:
    fonts = FONT_PAIRS[choices.font_pair]
    small, control, card, panel = RADII[choices.radius]
    return {
        "font-heading": _family(fonts.heading, fonts.generic),
        "font-body": _family(fonts.body, "sans-serif"),
        "heading-weight": str(fonts.heading_weight),
        "heading-tracking": f"{fonts.tracking}em",
        "radius-small": f"{small}rem",
        "radius-control": f"{control}rem",
        "radius-card": f"{card}rem",
        "radius-panel": f"{panel}rem",
        "density": str(DENSITIES[choices.density]),
    }


@lru_cache(maxsize=256)
def stylesheet(choices: BrandChoices) -> str:
    """The CSS text, a few kB: light, dark, raised contrast and forced colours. Deterministic."""
    primary, accent = choices.primary_colour, choices.accent_colour
    light = _hexes(semantic_tokens(primary, accent, "light"))
    dark = _hexes(semantic_tokens(primary, accent, "dark"))
    light_raised = _hexes(semantic_tokens(primary, accent, "light", raised=True))
    dark_raised = _hexes(semantic_tokens(primary, accent, "dark", raised=True))

    def changed(raised: dict[str, str], normal: dict[str, str]) -> dict[str, str]:
        found = {name: value for name, value in raised.items() if normal[name] != value}
        return found | {"border": raised["border-control"]}

    return "\n".join(
        (
            _block(":root", {"mode": "light", **_shape(choices), **light}).replace(
                "--mode:light", "color-scheme:light dark"
            ),
            "@media (prefers-color-scheme:dark){" + _block(":root", dark) + "}",
            "@media (prefers-contrast:more){" + _block(":root", changed(light_raised, light)) + "}",
            "@media (prefers-color-scheme:dark) and (prefers-contrast:more){"
            + _block(":root", changed(dark_raised, dark))
            + "}",
            "@media (forced-colors:active){" + _block(":root", _FORCED) + "}",
            "",
        )
    )


@lru_cache(maxsize=256)
def fingerprint(choices: BrandChoices) -> str:
    """Twelve hexadecimal digits of the stylesheet's SHA-256: another text, another address."""
    return hashlib.sha256(stylesheet(choices).encode()).hexdigest()[:12]
