"""Presets: what they override exists, and each request finds the templates of its own territory's preset."""

import pytest
from django.template import TemplateDoesNotExist, engines
from django.template.base import Template
from django.template.loader import get_template, render_to_string
from django.template.loader_tags import BlockNode, ExtendsNode
from django.template.loaders.app_directories import Loader as AppDirectories
from django.urls import reverse

from kernel.tenancy import tenant_context
from themes.branding.loaders import overridden
from themes.branding.services import set_brand
from themes.branding.wearing import dressed
from themes.presets import PRESETS, templates_of

OVERRIDES = [(preset, name) for preset, names in sorted(overridden().items()) for name in sorted(names)]


def _blocks(template: Template) -> set[str]:
    return {node.name for node in template.nodelist.get_nodes_by_type(BlockNode)}


def _parent(template: Template) -> str:
    nodes = template.nodelist.get_nodes_by_type(ExtendsNode)
    return nodes[0].parent_name.resolve({}) if nodes else ""


def _blocks_everybody_has(name: str) -> set[str]:
    """The blocks of a template and of those that it extends, presets left aside."""
    loader, found = AppDirectories(engines["django"].engine), set()
    while name:
        template = loader.get_template(name)
        found |= _blocks(template)
        name = _parent(template)
    return found


def _unknown(preset: str, name: str) -> set[str]:
    """What an override replaces that does not exist: blocks, or the template itself."""
    text = (templates_of(preset) / name).read_text()
    override = engines["django"].from_string(text).template
    if _parent(override) != name:
        return {f"it extends {_parent(override) or 'nothing'}"}
    try:
        return _blocks(override) - _blocks_everybody_has(name)
    except TemplateDoesNotExist as error:
        return {str(error)}


@pytest.mark.parametrize(("preset", "name"), OVERRIDES)
def test_a_preset_overrides_blocks_that_exist(preset, name):
    assert not _unknown(preset, name)


def test_an_override_of_nothing_is_seen(tmp_path, monkeypatch):
    (tmp_path / "base.html").write_text('{% extends "base.html" %}{% block heder %}{% endblock %}')
    (tmp_path / "bse.html").write_text('{% extends "bse.html" %}')
    (tmp_path / "error.html").write_text('{% extends "base.html" %}')
    monkeypatch.setattr("tests.themes.test_structure.templates_of", lambda _preset: tmp_path)
    assert _unknown("", "base.html") == {"heder"}
    assert _unknown("", "bse.html") == {"bse.html"}
    assert _unknown("", "error.html") == {"it extends base.html"}


def test_presets_differ_where_it_shows():
    for name in ("base.html", "pages/home.html", "components/card.html"):
        texts = {(templates_of(preset) / name).read_text() for preset in PRESETS}
        assert len(texts) == len(PRESETS)


def _wear(territory, preset, callbacks):
    with callbacks(execute=True), tenant_context(territory):
        set_brand(name=territory.name, primary="#1f5c3f", accent="#d1942b", preset=preset)


CARD = {"title": "Une mission", "url": "/", "level": 3, "meta": [{"text": "Libin"}]}


def test_each_territory_finds_its_own_templates_and_shares_the_rest(
    db, territory_a, territory_b, django_capture_on_commit_callbacks
):
    """One process, one cache of compiled templates, territories in turn."""
    _wear(territory_a, "affiche", django_capture_on_commit_callbacks)
    _wear(territory_b, "place", django_capture_on_commit_callbacks)
    for _ in range(2):
        for territory, mark in ((territory_a, "card__stub"), (territory_b, "card__foot")):
            with dressed(), tenant_context(territory):
                assert mark in render_to_string("components/card.html", CARD)
                shared = get_template("components/button.html").template
            assert "card__body" in (bare := render_to_string("components/card.html", CARD))
            assert mark not in bare
    assert get_template("components/button.html").template is shared


def test_a_request_wears_its_territorys_preset(
    client_a, client_b, territory_a, territory_b, django_capture_on_commit_callbacks
):
    _wear(territory_a, "trame", django_capture_on_commit_callbacks)
    _wear(territory_b, "clairiere", django_capture_on_commit_callbacks)
    for _ in range(2):
        a, b = (client.get(reverse("account_login")).content.decode() for client in (client_a, client_b))
        assert "presets/trame" in a
        assert "presets/clairiere" in b
        assert "presets/clairiere" not in a
    assert "front__page" in client_a.get("/").content.decode()
    assert "clearing__land" in client_b.get("/").content.decode()


def test_an_error_without_a_brand_is_still_a_page(in_a, monkeypatch, caplog):
    def broken() -> None:
        raise ConnectionError

    monkeypatch.setattr("themes.branding.selectors.current_brand", broken)
    with dressed():
        page = render_to_string("500.html")
    assert "presets/" not in page
    assert "could not read the brand" in caplog.text
