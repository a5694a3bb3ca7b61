"""Each preset before axe, in light and in dark, wide and narrow; its fonts really load; its menu keeps to one line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from django.urls import reverse

from engagement.missions.models import Mission
from kernel.tenancy import TerritoryContext, tenant_context
from tests.e2e.visitor import NARROW, WIDE, Visitor
from tests.e2e.world import SOUP
from themes.branding.identity import PartnerMark
from themes.branding.services import set_brand, set_partners
from themes.presets import PRESETS

#: Files of fonts that failed, families that are there, that of the title, and the lines that the menu takes.
_LOOK = """() => ({
    failed: [...document.fonts].filter(face => face.status === "error").map(face => face.family),
    loaded: [...document.fonts].filter(face => face.status === "loaded").map(face => face.family.replaceAll('"', "")),
    heading: getComputedStyle(document.querySelector("h1")).fontFamily.split(",")[0].replaceAll('"', ""),
    lines: new Set([...document.querySelectorAll(".site-nav__list > li")].map(
        item => Math.round(item.getBoundingClientRect().top))).size,
})"""


def test_presets(
    world: None,
    territory_a: TerritoryContext,
    at_a: Callable[[str], str],
    visit: Callable[..., Visitor],
    settings: Any,
) -> None:
    settings.STYLEGUIDE = True
    with tenant_context(territory_a):
        set_partners(
            [
                PartnerMark("PCS de Libin", "cohésion sociale"),
                PartnerMark("La Province", url="https://p.example"),
            ]
        )
        mission = Mission.objects.get(title=SOUP).get_absolute_url()
    # Of each page, what is looked at; each look takes a while.
    pages = {
        "/": ("light", "narrow", "dark"),
        "/missions/": ("light",),
        mission: ("dark",),
        reverse("account_login"): ("light",),
        "/__styleguide__": ("light", "dark"),
    }
    visitor = visit()
    for preset in PRESETS.values():
        with tenant_context(territory_a):
            set_brand(name="Vallée-Claire", tagline="Ensemble", co_branded=True, **asdict(preset.choices))
        for path, views in pages.items():
            visitor.page.emulate_media(color_scheme="light")
            visitor.open(at_a(path))
            visitor.page.evaluate("document.fonts.ready.then(() => true)")
            name = f"{preset.name}-{path.strip('/').replace('/', '-') or 'home'}"
            look = visitor.page.evaluate(_LOOK)
            assert not look["failed"]
            assert look["heading"] in look["loaded"], look
            assert look["lines"] == 1, f"{name}: the menu takes {look['lines']} lines"
            if "light" in views:
                visitor.inspect(name, widths=(WIDE, NARROW) if "narrow" in views else (WIDE,))
            if "dark" in views:
                visitor.page.emulate_media(color_scheme="dark")
                visitor.inspect(f"{name}-dark", widths=(WIDE,))
