"""Fonts are small, hold the letters of our languages, and have a fallback of the same measure."""

import re

import pytest
from fontTools.ttLib import TTFont

from themes.base.fonts import FACES, _build_face
from themes.base.sheets import FONT_FILES, WHOLE, build_sheet
from themes.branding.templatetags.branding import site_styles
from themes.tokens import FONT_PAIRS

# The static family is quick to build; the variable ones follow the same path.
ATKINSON = next(face for face in FACES if face.family == "Atkinson Hyperlegible")


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    directory = tmp_path_factory.mktemp("fonts")
    return directory, _build_face(ATKINSON, directory)


def test_french_dutch_and_german_can_be_written(built):
    directory, _ = built
    with TTFont(directory / ATKINSON.file_name) as font:
        letters = font.getBestCmap()
    assert not [letter for letter in "àâçéèêëîïôœùûüÿÀÇÉÈŒÆæßäö«»’…–—€" if ord(letter) not in letters]


def test_a_file_is_a_small_part_of_its_source(built):
    directory, _ = built
    assert (directory / ATKINSON.file_name).stat().st_size < 20_000


def test_the_css_declares_the_font_and_its_fallback(built):
    _, css = built
    assert 'font-family:"Atkinson Hyperlegible";' in css
    assert "font-display:swap" in css
    adjust = re.search(r'"Atkinson Hyperlegible fallback".*size-adjust:([\d.]+)%', css)
    assert adjust
    assert 85 < float(adjust[1]) < 115


def test_every_family_on_offer_is_built():
    offered = {family for pair in FONT_PAIRS.values() for family in (pair.heading, pair.body)}
    assert offered == {face.family for face in FACES} == set(FONT_FILES)
    built = {f"fonts/{face.file_name}" for face in FACES if face.style == "normal"}
    assert {name for names in FONT_FILES.values() for name in names} == built


def test_every_page_loads_one_stylesheet_beside_its_brand_and_its_fonts(built, settings):
    directory, css = built
    (directory / "fonts.css").write_text(css)
    build_sheet(directory)
    sheet = (directory / "site.css").read_text()
    assert sheet.index("@font-face") < sheet.index("@layer base, layout") < sheet.index("@layer forms {")
    head = site_styles("legible")
    assert head.count("stylesheet") == 1
    assert f"/static/{WHOLE}" in head
    assert head.count('rel="preload"') == 2
    settings.DEBUG = True
    assert "/static/base/layout.css" in site_styles("legible")
