"""From the home page to a mission without a mouse: menu, search, filters, map; what has the focus shows."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.world import SOUP

pytestmark = pytest.mark.usefixtures("world")

#: Of the element that has the focus: its words, whether its ring shows, and whether it is seen.
_FOCUS = """() => {
    const one = document.activeElement, box = one.getBoundingClientRect();
    const style = getComputedStyle(one.closest(".card--link") ?? one); // a card wears the ring of its link
    const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1);
    const y = Math.min(Math.max(box.top + box.height / 2, 0), innerHeight - 1);
    const top = document.elementFromPoint(x, y);
    return {
        words: (one.ariaLabel || one.innerText || one.name || one.tagName).trim().slice(0, 60),
        outside: one === document.body,
        ringed: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
        seen: box.width > 0 && (one.contains(top) || top.contains(one)),
    };
}"""


def walk(page, most=80):
    """Press Tab from the beginning until the page is left: what had the focus, in order."""
    seen = []
    for _ in range(most):
        page.keyboard.press("Tab")
        focus = page.evaluate(_FOCUS)
        if focus["outside"]:
            break
        seen.append(focus)
    return seen


@pytest.mark.parametrize("width", [1280, 320])
def test_from_home_to_a_mission(visit, at_a, width):
    citizen = visit(width=width)
    page = citizen.open(at_a("/"))
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Aller au contenu")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()

    page.reload()
    walked = walk(page)
    lost = [focus for focus in walked if not (focus["ringed"] and focus["seen"])]
    assert not lost
    assert len(walked) > 15

    if width < 640:
        page.reload()
        button = page.get_by_role("button", name="Menu", exact=True)
        button.focus()
        page.keyboard.press("Enter")
        first = page.locator(".site-nav__link").first
        expect(first).to_be_visible()
        page.keyboard.press("Tab")
        expect(first).to_be_focused()
        page.keyboard.press("Escape")
        expect(first).to_be_hidden()
        expect(button).to_be_focused()

    page.locator("#near-place").focus()
    page.keyboard.type("6890")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/missions/\?.*place=6890"))

    filters = page.locator("details.filters > summary")
    if width < 640:
        expect(page.locator("[name=place]")).to_be_hidden()
        filters.focus()
        page.keyboard.press("Enter")
    expect(page.locator("[name=place]")).to_be_visible()
    page.locator("main [name=q]").focus()
    page.keyboard.type("soupe")
    page.keyboard.press("Enter")
    citizen.sees(SOUP)

    page = citizen.open(at_a("/missions/?view=map"))
    marker = page.locator(".map__point").first
    marker.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".leaflet-popup li a").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(marker).to_be_focused()

    page.get_by_role("link", name=SOUP).first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(SOUP)
