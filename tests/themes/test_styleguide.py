"""Every component, in each preset, before axe in a real browser: light and dark, wide and narrow, with a strict CSP."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles import finders
from playwright.sync_api import Page, Route, sync_playwright

from themes.branding.selectors import current_brand
from themes.branding.services import set_brand
from themes.presets import PRESETS

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
SITE = "http://styleguide.localhost"
VIEWS = [(1280, "light"), (1280, "dark"), (320, "light"), (320, "dark")]

pytestmark = pytest.mark.e2e


def _answers(client, preset):
    """What the browser will ask for, fetched before it starts: its event loop and the database do not mix."""
    brand = current_brand()
    assert brand.preset == preset
    paths = ["/__styleguide__", brand.theme_url, brand.mesh_url, brand.favicon_url]
    return {path: client.get(path) for path in paths}


def _serve(page: Page, answers) -> None:
    def answer(route: Route) -> None:
        url = urlsplit(route.request.url)
        path = url.path + (f"?{url.query}" if url.query else "")
        if path in answers:
            response = answers[path]
            route.fulfill(status=response.status_code, headers=dict(response.items()), body=response.content)
        elif found := finders.find(path.removeprefix("/static/")):
            route.fulfill(path=found)
        else:
            route.fulfill(status=404)

    page.route("**/*", answer)


@pytest.mark.parametrize("preset", sorted(PRESETS))
def test_no_violation(client_a, in_a, settings, preset, django_capture_on_commit_callbacks):
    settings.STYLEGUIDE = True
    choices = PRESETS[preset].choices
    with django_capture_on_commit_callbacks(execute=True):
        set_brand(
            name="Val Vert",
            tagline="Ensemble",
            primary=choices.primary,
            accent=choices.accent,
            font_pair=choices.font_pair,
            radius=choices.radius,
            preset=preset,
            demo_notice=True,
        )
    answers = _answers(client_a, preset)
    problems: list[str] = []
    blocked: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(CHROMIUM) if CHROMIUM.exists() else None, args=ARGUMENTS
        )
        for width, scheme in VIEWS:
            page = browser.new_page(
                viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce"
            )
            page.on("console", lambda message: blocked.append(message.text))
            _serve(page, answers)
            page.goto(f"{SITE}/__styleguide__")
            page.wait_for_load_state("networkidle")
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                problems.append(f"{width}: the page scrolls sideways")
            found = Axe().run(page)
            problems += [
                f"{width} {scheme} {violation['id']}: {node['html'][:120]}"
                for violation in found.response["violations"]
                for node in violation["nodes"][:3]
            ]
            page.close()
        browser.close()
    assert not problems
    assert not [text for text in blocked if "Content Security Policy" in text]
