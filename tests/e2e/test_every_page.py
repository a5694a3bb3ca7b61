"""Every type of page and every block, in each structure of a site: axe in light and in dark, at every width.

`MAILLAGE_MATRIX=1` looks at each page with every rule, in light and in dark, wide and narrow. Without it, what cannot
differ is not looked at twice: colours do not depend on the width, nor anything but colours on the scheme, and a page
that no structure changes is looked at in one of them.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import asdict
from typing import Any

import pytest

from kernel.tenancy import TerritoryContext, tenant_context
from tests.e2e.visitor import NARROW, WIDE, Visitor
from tests.factories.site import furnish
from themes.branding.identity import PartnerMark
from themes.branding.services import set_brand, set_partners
from themes.presets import PRESETS

EVERYTHING = bool(os.environ.get("MAILLAGE_MATRIX"))
#: What each structure lays out in its own way: all blocks, all components, lists of cards.
EVERYWHERE = {"home", "patterns", "missions"}
#: A page of 1280 pixels whose reader doubles its size.
DOUBLED = WIDE // 2

#: Files of fonts that failed, families that are there, that of the title, and the lines that the menu takes.
_LOOK = """() => ({
    failed: [...document.fonts].filter(face => face.status === "error").map(face => face.family),
    loaded: [...document.fonts].filter(face => face.status === "loaded").map(face => face.family.replaceAll('"', "")),
    heading: getComputedStyle(document.querySelector("h1")).fontFamily.split(",")[0].replaceAll('"', ""),
    lines: new Set([...document.querySelectorAll(".site-nav__list > li")].map(
        item => Math.round(item.getBoundingClientRect().top))).size,
})"""
#: What a reader who asked for her own colours would not make out: a control that only its ground tells from the page, a
#: box whose tick has a colour of ours.
_LOST_IN_FORCED_COLOURS = """() => [...document.querySelectorAll(".button, input, select, textarea")]
    .filter(one => one.checkVisibility() && one.type !== "hidden" && one.type !== "checkbox" && one.type !== "radio")
    .filter(one => parseFloat(getComputedStyle(one).borderTopWidth) === 0)
    .concat([...document.querySelectorAll("input")].filter(one => getComputedStyle(one).accentColor !== "auto"))
    .map(one => one.outerHTML.slice(0, 120))"""
_MOVING = "() => document.getAnimations().filter(one => one.playState === 'running').length"
#: On paper: navigation that is left, and words that are not black.
_ON_PAPER = """() => [...document.querySelectorAll(".site-nav, .menu-button, .filters, .tabs, form")]
    .filter(one => one.checkVisibility()).map(one => one.className)"""


@pytest.fixture(params=PRESETS)
def dressed(
    request: pytest.FixtureRequest, network: Any, territory_a: TerritoryContext, settings: Any
) -> tuple[str, dict[str, str]]:
    """Vallée-Claire with everything on it, in one of the structures; the addresses of its pages."""
    settings.STYLEGUIDE = True
    preset = PRESETS[request.param]
    with tenant_context(territory_a):
        paths = furnish()
        set_partners(
            [
                PartnerMark("PCS de Libin", "cohésion sociale"),
                PartnerMark("La Province", url="https://p.example"),
            ]
        )
        set_brand(name="Vallée-Claire", tagline="Ensemble", co_branded=True, **asdict(preset.choices))
    return preset.name, paths | {"patterns": "/__styleguide__", "nowhere": "/nulle-part/"}


def test_every_page(
    dressed: tuple[str, dict[str, str]], at_a: Callable[[str], str], visit: Callable[..., Visitor]
) -> None:
    preset, paths = dressed
    visitor, place = visit(), list(PRESETS).index(preset)
    others = [name for name in paths if name not in EVERYWHERE]
    shown = paths if EVERYTHING else {*EVERYWHERE, *others[place :: len(PRESETS)]}
    faults: list[str] = []
    for name in sorted(shown):
        visitor.page.emulate_media(color_scheme="light", forced_colors="none", media="screen")
        visitor.page.set_viewport_size({"width": WIDE, "height": 900})
        visitor.open(at_a(paths[name]), status=404 if name == "nowhere" else 200)
        visitor.page.evaluate("document.fonts.ready.then(() => true)")
        faults += [f"{preset}, {name}: {fault}" for fault in _faults(visitor, f"{preset}-{name}")]
        if name in EVERYWHERE:
            faults += [f"{preset}, {name}: {fault}" for fault in _faults_of_structure(visitor)]
    assert not faults, f"{len(faults)} faults\n" + "\n".join(faults)


def _faults(visitor: Visitor, name: str) -> Iterator[str]:
    """At each width: nothing beyond the edge, nothing that axe finds."""
    for width in (WIDE, DOUBLED, NARROW):
        yield from visitor.faults_at(width, name, axe=width != DOUBLED, colours=EVERYTHING or width == WIDE)
    visitor.page.emulate_media(color_scheme="dark")
    yield from visitor.faults_at(WIDE, f"{name}-dark", rest=EVERYTHING)
    if EVERYTHING:
        yield from visitor.faults_at(NARROW, f"{name}-dark")
    visitor.page.emulate_media(color_scheme="light")


def _faults_of_structure(visitor: Visitor) -> Iterator[str]:
    """What does not change from page to page: the menu, fonts, colours of the reader's own, paper, motion."""
    visitor.page.set_viewport_size({"width": WIDE, "height": 900})
    visitor.page.wait_for_function("[...document.fonts].some(face => face.status === 'loaded')")
    look = visitor.page.evaluate(_LOOK)
    if look["failed"] or look["heading"] not in look["loaded"]:
        yield f"fonts: {look}"
    if look["lines"] > 1:
        yield f"the menu takes {look['lines']} lines"
    if moving := visitor.page.evaluate(_MOVING):
        yield f"{moving} things move before a reader who asked for less motion"
    visitor.page.emulate_media(forced_colors="active")
    yield from (f"lost in forced colours: {one}" for one in visitor.page.evaluate(_LOST_IN_FORCED_COLOURS))
    visitor.page.emulate_media(forced_colors="none", media="print")
    yield from (f"printed: {one}" for one in visitor.page.evaluate(_ON_PAPER))
