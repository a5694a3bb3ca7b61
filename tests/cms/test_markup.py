"""HTML without a mistake on every type of page and every block, in each structure of a site."""

from __future__ import annotations

from dataclasses import asdict

import pytest
from wagtail.models import Page, get_page_models

from tests.factories.site import furnish
from tests.harness.markup import faults_of_markup
from themes.branding.services import set_brand
from themes.presets import PRESETS


@pytest.mark.parametrize("preset", PRESETS)
def test_every_page_is_sound(in_a, client_a, preset, settings):
    settings.STYLEGUIDE = True
    paths = furnish()
    set_brand(name=in_a.name, tagline="Ensemble", **asdict(PRESETS[preset].choices))
    shown = {type(page) for page in Page.objects.live().specific()}
    assert {model for model in get_page_models() if model is not Page} <= shown
    faults = {}
    for path in {**paths, "patterns": "/__styleguide__", "nowhere": "/nulle-part/"}.values():
        response = client_a.get(path)
        assert response.status_code in {200, 404}, path
        if found := faults_of_markup(response.content.decode()):
            faults[path] = found
    assert not faults


def test_what_is_wrong_is_found():
    page = (
        '<!doctype html><html lang="fr"><head><title>t</title></head><body><h1>Un</h1>{}</body></html>'.format
    )
    assert faults_of_markup(page("<p>Bien</p>")) == []
    for wrong, said in {
        "<p><div></p>": "Unexpected end tag",
        '<i id="a"></i><i id="a"></i>': "is there 2 times",
        '<label for="none">x</label>': "which is not there",
        '<a href="#none">x</a>': "leads nowhere",
        "<h3>x</h3>": "is an h3 below an h1",
        "<h1>x</h1>": "one h1",
        "<h2> </h2>": "says nothing",
        '<input name="x">': "has no label",
        '<img src="x">': "no alternative text",
        '<a href="/"><svg></svg></a>': "says nothing",
        '<a href="/">x<button>y</button></a>': "inside",
        "<ul><p>x</p></ul>": "directly in",
        '<dl><div><i></i><dt aria-label="x">x</dt></div></dl>': "in a group of",
        '<p style="color:red">x</p>': "refused by the content policy",
        '<form action=""></form>': "is empty",
    }.items():
        assert any(said in fault for fault in faults_of_markup(page(wrong))), wrong
