"""A person before a browser of her own, and what is held of every page she sees."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Response, ViewportSize, expect

WIDE, NARROW = 1280, 320
HEIGHT = 900
_AXE = Axe().axe_script
#: Once all that moves has come to its end, what moves for ever left out.
_SETTLED = """Promise.allSettled(
    document.getAnimations().filter(one => isFinite(one.effect.getComputedTiming().endTime)).map(one => one.finished)
).then(() => true)"""
#: WCAG 2.2 AA, and what the authors of axe recommend beyond it.
_RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "resultTypes": ["violations"],
    # How to find an element is a quarter of the work; its HTML says which it is.
    "selectors": False,
    # Fetching the stylesheets once more would break the pages' own policy.
    "preload": False,
}
#: No colour of the stylesheets depends on the width, and nothing but colours on light and dark.
_COLOURS = _RULES | {"runOnly": {"type": "rule", "values": ["color-contrast"]}}


class Visitor:
    """A browser context with one page. `problems` gathers what went wrong unseen; the fixture expects none."""

    def __init__(
        self, context: BrowserContext, *, javascript: bool = True, pictures: Path | None = None
    ) -> None:
        self.context = context
        self.page: Page = context.new_page()
        self.problems: list[str] = []
        self._errors_expected: set[str] = set()
        self._pictures = pictures
        self._javascript = javascript  # axe is a script: without them, only the layout is measured
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.problems.append(f"{self.page.url}: {error}"))
        self.page.on("response", self._answered)

    # --- Going about ---------------------------------------------------------------------------------------------
    def open(self, url: str, *, status: int = 200) -> Page:
        """Go to an address, which answers with `status`."""
        if status >= 400:
            self._errors_expected.add(url)
        response = self.page.goto(url)
        assert response is not None
        assert response.status == status, f"{url}: {response.status}"
        return self.page

    def click(self, name: str, *, within: str = "main") -> Page:
        """Follow the link of exactly this name in a part of the page."""
        self.page.locator(within).get_by_role("link", name=name, exact=True).filter(
            visible=True
        ).first.click()
        return self.page

    def press(self, name: str, *, within: str = "main") -> Page:
        """Press the button of exactly this name."""
        self.page.locator(within).get_by_role("button", name=name, exact=True).filter(
            visible=True
        ).first.click()
        return self.page

    def fill(self, **values: str) -> None:
        """Type into fields by their names in the form, which are the code's and so English."""
        for name, value in values.items():
            self.page.locator(f"main [name={name}]").fill(value)

    def choose(self, name: str, *values: str) -> None:
        """Tick the boxes, or the radio button, of a field that have these values."""
        for value in values:
            self.page.locator(f'main [name="{name}"][value="{value}"]').check()

    def sign_in(self, url: str, *, email: str, password: str) -> Page:
        """By address and password, from a page that asks for it or leads there."""
        self.open(url)
        self.fill(login=email, password=password)
        self.press("Se connecter")
        expect(self.page.locator(".messages").get_by_text("Bienvenue, ")).to_be_visible()
        return self.page

    def may_be_refused(self, url: str) -> None:
        """What is sent there by itself, as drafts are, may be answered with an error."""
        self._errors_expected.add(url)

    # --- Looking --------------------------------------------------------------------------------------------------
    def sees(self, *texts: str) -> None:
        """Each text stands somewhere in the page's main part; white space and no-break spaces are all one."""
        for text in texts:
            expect(self.page.locator("main").get_by_text(text).filter(visible=True).first).to_be_visible()

    def does_not_see(self, *texts: str) -> None:
        for text in texts:
            expect(self.page.locator("main").get_by_text(text)).to_have_count(0)

    def inspect(self, name: str, *, widths: Sequence[int] = (WIDE, NARROW)) -> None:
        """Hold the page at hand to what every page owes, wide and narrow: axe, no scrolling sideways, a French title.

        `name` says which page it is, in messages and as the file name of its pictures.
        """
        before = self.page.viewport_size
        found: list[str] = []
        for width in widths:
            found += self.faults_at(width, name, colours=width != NARROW)
        if before:
            self.page.set_viewport_size(before)
        if self.page.locator("html").get_attribute("lang") != "fr":
            found.append("the page is not said to be in French")
        assert not found, f"{name} ({self.page.url})\n" + "\n".join(found)

    def faults_at(
        self, width: int, name: str, *, axe: bool = True, colours: bool = True, rest: bool = True
    ) -> list[str]:
        """What is wrong with the page at hand at this width, in words.

        Measuring contrast takes most of axe's time: without `colours` it is left out, without `rest` it is all.
        """
        wanted: ViewportSize = {"width": width, "height": HEIGHT}
        if self.page.viewport_size != wanted:
            self.page.set_viewport_size(wanted)
        self._still()
        self._picture(f"{name}-{width}")
        found = []
        if (scrolls := self._width()) > width:
            found.append(f"{width}px: scrolls sideways, {scrolls} px: {self._wide_elements(width)}")
        if axe:
            rules = _RULES if rest else _COLOURS
            if not colours:
                rules = _RULES | {"rules": {"color-contrast": {"enabled": False}}}
            found += [f"{width}px: {violation}" for violation in self._violations(rules)]
        return found

    def _still(self) -> None:
        """Wait for what moves or is still on its way: transitions of colour would be measured halfway."""
        self.page.wait_for_load_state("load")
        if self._javascript:
            self.page.evaluate("document.fonts.ready.then(() => true)")
            self.page.evaluate(_SETTLED)

    def _violations(self, rules: dict[str, Any]) -> list[str]:
        if not self._javascript:
            return []
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(_AXE)
        found: list[dict[str, Any]] = self.page.evaluate(
            "rules => axe.run(rules).then(results => results.violations)", rules
        )
        return [
            f"{violation['id']}: {node['html'][:200]}\n    {node.get('failureSummary', '')}"
            for violation in found
            for node in violation["nodes"]
        ]

    def _width(self) -> int:
        width: int = self.page.evaluate("document.documentElement.scrollWidth")
        return width

    def _wide_elements(self, width: int) -> Any:
        return self.page.evaluate(
            "width => [...document.querySelectorAll('body *')]"
            ".filter(e => e.getBoundingClientRect().right > width + 0.5)"
            ".slice(0, 5).map(e => e.outerHTML.slice(0, 120))",
            width,
        )

    def _picture(self, name: str) -> None:
        if self._pictures:
            self._pictures.mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=self._pictures / f"{name}.png", full_page=True)

    # --- What goes wrong unseen -----------------------------------------------------------------------------------
    def _heard(self, message: ConsoleMessage) -> None:
        """Errors of the console: scripts, files that are missing, what the content policy refused."""
        if message.type == "error" and message.location.get("url") not in self._errors_expected:
            self.problems.append(f"{self.page.url}: {message.text} {message.location.get('url', '')}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400 and response.url not in self._errors_expected:
            self.problems.append(f"{response.status} {response.request.method} {response.url}")


def pictures_folder(test: str) -> Path | None:
    """Where `MAILLAGE_SCREENSHOTS=1` wants the pictures of a test, None without it."""
    if not os.environ.get("MAILLAGE_SCREENSHOTS"):
        return None
    return (
        Path(settings.ROOT)
        / "var"
        / "screenshots"
        / re.sub(r"\W+", "-", test.removeprefix("test_")).strip("-")
    )
