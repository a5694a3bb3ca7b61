"""Extraction, update, check and compilation, on a small house of their own."""

from __future__ import annotations

import gettext
from pathlib import Path

import pytest

from kernel.translations.areas import AREAS, ROOT, Area
from kernel.translations.catalogues import (
    check_catalogues,
    compile_catalogues,
    entries,
    read_catalogue,
    update_catalogues,
)
from kernel.translations.extraction import ExtractionFailed, Text, extract_texts

CMS = next(area for area in AREAS if area.name == "cms")
THEMES = next(area for area in AREAS if area.name == "themes")


@pytest.fixture
def house(tmp_path: Path) -> Path:
    write(
        tmp_path,
        "cms/views.py",
        'from django.utils.translation import gettext as _\nTITLE = _("Hello %(name)s")\n',
    )
    return tmp_path


def write(house: Path, name: str, text: str) -> Path:
    path = house / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def translate(house: Path, area: Area, *pairs: tuple[str, str]) -> None:
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    head += '"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n'
    body = "".join(f"\n{first}\n{second}\n" for first, second in pairs)
    write(house, area.catalogue(Path()).as_posix(), head + body)


def pair(msgid: str, msgstr: str) -> tuple[str, str]:
    return f'msgid "{msgid}"', f'msgstr "{msgstr}"'


def test_texts_of_python(tmp_path):
    source = """
from django.utils.translation import gettext_lazy, ngettext, pgettext
# Translators: above the list
A = gettext_lazy("Missions near you")
B = ngettext("%(n)d place", "%(n)d places", 3)
C = pgettext("a month", "May")
D = gettext_lazy(
    "in two "
    "parts"
)
E = print("not this")
"""
    path = write(tmp_path, "cms/texts.py", source)
    texts = extract_texts([path], tmp_path)
    assert set(texts) == {
        Text("Missions near you"),
        Text("%(n)d place"),
        Text("May", "a month"),
        Text("in two parts"),
    }
    assert texts[Text("%(n)d place")].plural == "%(n)d places"
    assert texts[Text("Missions near you")].comments == ["Translators: above the list"]
    assert texts[Text("May", "a month")].files == {"cms/texts.py"}


def test_texts_of_templates(tmp_path):
    source = """{% load i18n %}{% translate "Join" %}
    {% translate "May" context "a month" %}
        {% blocktranslate trimmed with name=person.name %}
            Thank you
            {{ name }}
        {% endblocktranslate %}
    {% blocktranslate count n=places %}{{ n }} place{% plural %}{{ n }} places{% endblocktranslate %}
    {% include "card.html" with label=_("Details") %}{# {% translate "not this" %} #}"""
    path = write(tmp_path, "cms/templates/page.html", source)
    texts = extract_texts([path], tmp_path)
    assert set(texts) == {
        Text("Join"),
        Text("May", "a month"),
        Text("Thank you %(name)s"),
        Text("%(n)s place"),
        Text("Details"),
    }
    assert texts[Text("%(n)s place")].plural == "%(n)s places"


def test_a_source_that_cannot_be_read_is_named(tmp_path):
    path = write(
        tmp_path,
        "cms/templates/broken.html",
        "{% load i18n %}{% blocktranslate %}{% if x %}{% endblocktranslate %}",
    )
    with pytest.raises(ExtractionFailed, match=r"cms/templates/broken\.html"):
        extract_texts([path], tmp_path)


def test_update_enters_keeps_and_removes(house):
    translate(house, CMS, pair("Hello %(name)s", "Bonjour %(name)s"), pair("Gone", "Parti"))
    write(house, "cms/more.py", '_("New here")\n')
    assert update_catalogues(house) == ["cms/locale/fr/LC_MESSAGES/django.po: 2 texts, 1 to translate"]
    found = {text.id: message.string for text, message in entries(read_catalogue(CMS.catalogue(house)))}
    assert found == {"Hello %(name)s": "Bonjour %(name)s", "New here": ""}
    assert update_catalogues(house) == []  # and the file is the same to the byte


def test_update_leaves_to_another_area_what_it_translates(house):
    write(house, "themes/texts.py", '_("Hello %(name)s")\n')
    translate(house, THEMES, pair("Hello %(name)s", "Bonjour %(name)s"))
    update_catalogues(house)
    assert not CMS.catalogue(house).exists()
    assert check_catalogues(house) == []


def test_update_keeps_what_replaces_a_translation_of_a_package(house):
    translate(
        house,
        CMS,
        pair("Hello %(name)s", "Bonjour %(name)s"),
        ("# overrides wagtail\n" + 'msgid "Page"', 'msgstr "Feuille"'),
    )
    update_catalogues(house)
    assert {text.id for text, _ in entries(read_catalogue(CMS.catalogue(house)))} == {
        "Hello %(name)s",
        "Page",
    }
    assert check_catalogues(house) == []


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        (pair("Hello %(name)s", ""), "cms/views.py: not in French: 'Hello %(name)s'"),
        (pair("Hello %(name)s", "Bonjour"), "placeholders differ: %(name)"),
        (pair("Hello %(name)s", "Bonjour %(nom)s"), "placeholders differ: %(name), %(nom)"),
        (('#, fuzzy\nmsgid "Hello %(name)s"', 'msgstr "Bonjour %(name)s"'), "fuzzy: 'Hello %(name)s'"),
        (pair("Hello", "Bonjour"), "no longer used: 'Hello'"),
    ],
)
def test_check_names_what_is_wrong(house, entry, problem):
    translate(house, CMS, entry)
    assert any(problem in line for line in check_catalogues(house))


def test_check_of_plurals(house):
    write(house, "cms/views.py", 'ngettext("%(n)d place", "%(n)d places", n)\n')
    both = 'msgid "%(n)d place"\nmsgid_plural "%(n)d places"'
    translate(house, CMS, (both, 'msgstr[0] "une place"\nmsgstr[1] "%(n)d places"'))
    assert check_catalogues(house) == []
    translate(house, CMS, (both, 'msgstr[0] "une place"\nmsgstr[1] "%(m)d places"'))
    assert "it names %(m)" in check_catalogues(house)[0]
    translate(house, CMS, pair("%(n)d place", "%(n)d place"))
    assert any("has no plural" in line for line in check_catalogues(house))


def test_two_areas_may_not_differ(house):
    translate(house, CMS, pair("Hello %(name)s", "Bonjour %(name)s"))
    translate(house, THEMES, pair("Hello %(name)s", "Salut %(name)s"))
    assert any("translated otherwise in themes" in line for line in check_catalogues(house))


def test_compiled_catalogues_are_what_gettext_reads(house):
    translate(
        house,
        CMS,
        pair("Hello %(name)s", "Bonjour %(name)s"),
        (
            'msgid "%(n)d place"\nmsgid_plural "%(n)d places"',
            'msgstr[0] "%(n)d place"\nmsgstr[1] "%(n)d places (pl.)"',
        ),
        ('msgctxt "a month"\nmsgid "May"', 'msgstr "mai"'),
    )
    assert compile_catalogues(house) == 1
    assert compile_catalogues(house) == 0
    catalogue = gettext.translation("django", house / "cms" / "locale", languages=["fr"])
    assert catalogue.gettext("Hello %(name)s") == "Bonjour %(name)s"
    assert catalogue.ngettext("%(n)d place", "%(n)d places", 0) == "%(n)d place"
    assert catalogue.ngettext("%(n)d place", "%(n)d places", 2) == "%(n)d places (pl.)"
    assert catalogue.pgettext("a month", "May") == "mai"


def test_each_app_of_the_domain_has_a_catalogue_of_its_own_and_none_holds_another_s_sources(settings):
    assert [Path(path) for path in settings.LOCALE_PATHS] == [ROOT / area.name / "locale" for area in AREAS]
    names = {area.name for area in AREAS}
    assert names >= {"platform/engagement", "platform/engagement/missions"}
    sources = [path for area in AREAS for path in area.sources(ROOT)]
    assert len(sources) == len(set(sources)) > 200


def test_no_line_breaks_before_a_french_mark(house):
    said = {
        "Bonjour !": True,
        "« Bonjour\u00a0»": True,
        "Bonjour\u202f!": False,
        "https://a.example?b: c": False,
    }
    for words, is_wrong in said.items():
        translate(house, CMS, pair("Hello %(name)s", f"%(name)s, {words}"))
        assert any("a line may break" in problem for problem in check_catalogues(house)) is is_wrong, words
