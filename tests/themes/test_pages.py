"""Base pages: structure, error pages in the site's name, nothing inline."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.db import OperationalError
from django.template.loader import render_to_string
from django.test import RequestFactory

from themes.branding.context import mail_context
from themes.tokens import BrandChoices, semantic_tokens
from themes.tokens.stylesheet import stylesheet

STATIC = Path(__file__).parents[2] / "themes" / "base" / "static" / "base"
PRESETS = Path(__file__).parents[2] / "themes" / "presets" / "static" / "presets"
SHEETS = [*sorted(STATIC.glob("*.css")), *sorted(PRESETS.glob("*.css"))]
PAGES = ["400.html", "403.html", "403_csrf.html", "404.html", "500.html", "503.html", "network_404.html"]


def page(name: str, **context: object) -> BeautifulSoup:
    html = render_to_string(name, context, request=RequestFactory().get("/somewhere/"))
    assert "style=" not in html
    return BeautifulSoup(html, "html.parser")


@pytest.mark.parametrize("name", PAGES)
def test_error_pages_are_whole_pages(in_a, name):
    found = page(name)
    assert found.html["lang"] == "fr"
    assert len(found.find_all("h1")) == 1
    assert "—" in found.title.get_text()
    assert found.find("a", class_="skip-link")["href"] == "#" + found.main["id"]
    assert found.find("script", src=True)
    assert not found.find("script", src=False)


def test_a_suspended_territory_speaks_in_its_own_name(in_a):
    assert in_a.name in page("503.html").h1.get_text()


def test_an_error_page_without_a_request_still_wears_the_brand(in_a):
    assert in_a.name in BeautifulSoup(render_to_string("500.html"), "html.parser").title.get_text()


def test_an_error_page_without_a_database_wears_the_houses_brand(in_a):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("themes.branding.templatetags.branding.mail_context", _unreachable)
        assert "Maillage" in BeautifulSoup(render_to_string("500.html"), "html.parser").title.get_text()


def _unreachable():
    raise OperationalError


def test_an_unknown_host_is_shown_the_way_to_the_portal(db):
    assert page("network_404.html").main.find("a")["href"].startswith(settings.PUBLIC_SCHEME)


def test_the_menu_marks_where_one_is(in_a):
    navigation = [
        {"label": "A", "url": "/a/", "current": False},
        {"label": "B", "url": "/b/", "current": True},
    ]
    nav = page("404.html", navigation=navigation).find("nav", class_="site-nav")
    assert nav.find(attrs={"aria-current": "page"}).get_text() == "B"


def test_the_demonstration_says_so(in_a):
    from themes.branding.identity import Identity

    assert page("404.html", brand=Identity("X", demo_notice=True)).find(class_="demo-notice")
    assert not page("404.html", brand=Identity("X")).find(class_="demo-notice")


def test_an_email_wears_the_brand(in_a):
    said = {"layout": "email/letter", "action_url": "https://x.example/", "action_label": "Open"}
    context = mail_context() | said
    html = BeautifulSoup(render_to_string("email/base.html", context), "html.parser")
    assert context["brand"].tokens["brand"] in str(html)
    assert html.find("a", href="https://x.example/").get_text() == "Open"
    assert in_a.name in render_to_string("email/base.txt", context)


def _declared() -> set[str]:
    tokens = set(re.findall(r"--([\w-]+):", stylesheet(BrandChoices("#1f5c3f", "#d1942b"))))
    for sheet in SHEETS:
        tokens |= set(re.findall(r"--([\w-]+):", sheet.read_text()))
    return tokens


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_component_css_reads_only_tokens_that_exist(sheet):
    used = set(re.findall(r"var\(--([\w-]+)", sheet.read_text()))
    assert used <= _declared()


@pytest.mark.parametrize(
    "sheet", [sheet for sheet in SHEETS if sheet.stem not in ("base", "print")], ids=lambda path: path.name
)
def test_component_css_names_no_colour(sheet):
    text = re.sub(r"rgb\(0 0 0 / \d+%\)|#000|background: #fff", "", sheet.read_text())
    assert not re.findall(r"#[0-9a-fA-F]{3,8}\b(?![\w-]*\s*\{)|rgb\(|hsl\(", text)


def test_forced_colours_cover_every_token_that_carries_text():
    choices = BrandChoices("#1f5c3f", "#d1942b")
    forced = stylesheet(choices).partition("forced-colors:active")[2]
    tokens = semantic_tokens(choices.primary_colour, choices.accent_colour)
    assert not {name for name in tokens if f"--{name}:" not in forced and not name.startswith("chart-")}
