"""Pages in other languages than French."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from wagtail.models import GroupPagePermission, Page
from wagtail_localize.models import StringTranslation, TranslationSource

from cms.pages.models import ContentPage, HomePage
from cms.seeds.languages import UnknownLanguage, begin_language
from kernel.translations.areas import AREAS, PARTIAL, ROOT
from kernel.translations.catalogues import entries, read_catalogue
from kernel.translations.extraction import extract_texts

#: What stands around a page, and what is within those that are translated. Live blocks and the pages that the law asks
#: for speak French.
_TEMPLATES = (
    "themes/base/templates/base.html",
    "themes/base/templates/components/[!l]*.html",  # the list with its map is on French pages alone
    "themes/base/templates/components/languages.html",
    "themes/presets/*/templates/**/*.html",
    "themes/base/templates/error.html",
    "themes/base/templates/404.html",
    *(f"cms/pages/templates/pages/{name}.html" for name in ("[_chnr]*",)),
    *(
        f"cms/blocks/templates/blocks/{name}.html"
        for name in (
            "ca*action",
            "columns",
            "documents",
            "faq",
            "hero",
            "p*",
            "quote",
            "steps",
            "text",
            "video",
        )
    ),
)


@pytest.mark.parametrize("language", PARTIAL)
def test_what_stands_around_a_page_is_in_its_language(language):
    files = {Path(found) for pattern in _TEMPLATES for found in ROOT.glob(pattern)}
    files |= {ROOT / "cms/pages/context.py", ROOT / "platform/engagement/navigation.py"}
    wanted = set(extract_texts(sorted(files), ROOT))
    said = {
        text
        for area in AREAS
        for text, message in entries(read_catalogue(area.catalogue(ROOT, language), language))
        if message.string
    }
    assert sorted(text.id for text in wanted - said) == []


def _translate(page: Page, locale, words: dict[str, str]) -> None:
    """Write the texts of a page in another language, and publish it."""
    source = TranslationSource.objects.get_for_instance(page)
    for segment in source.stringsegment_set.select_related("string", "context"):
        if segment.context.path in words:
            StringTranslation.objects.update_or_create(
                translation_of=segment.string,
                locale=locale,
                context=segment.context,
                defaults={"data": words[segment.context.path]},
            )
    source.translations.get(target_locale=locale).save_target(publish=True)


def _choices(answer: str) -> list[tuple[str, bool]]:
    found = re.findall(r'<a class="languages__link" href="([^"]+)" lang="\w\w"( hreflang="\w\w")?', answer)
    return [(url, bool(hreflang)) for url, hreflang in found]


def test_a_language_opens_with_its_home_page(
    editor, editor_client, client_a, django_capture_on_commit_callbacks, django_assert_num_queries
):
    assert client_a.get("/nl/").status_code == 404
    assert "languages__link" not in client_a.get("/").text

    with pytest.raises(UnknownLanguage):
        begin_language(code="fr", by=editor)
    with django_capture_on_commit_callbacks(execute=True):
        answer = editor_client.post("/admin/languages/", {"language": "nl"})
    home = HomePage.objects.get(locale__language_code="nl")
    assert answer.url == f"/admin/pages/{home.pk}/edit/"
    assert begin_language(code="nl", by=editor) == home
    assert not home.live
    assert client_a.get("/nl/").status_code == 404, "not before somebody has published it"
    assert GroupPagePermission.objects.filter(page=home).exists()
    assert "Page" in editor_client.get(answer.url).text

    french = HomePage.objects.get(locale__language_code="fr")
    with django_capture_on_commit_callbacks(execute=True):
        _translate(french, home.locale, {"hero_title": "Samen voor elkaar", "title": "Welkom"})
    reader = client_a.__class__(client_a.host, client_a.territory)
    page = reader.get("/nl/")
    assert page["Content-Language"] == "nl"
    assert '<html lang="nl"' in page.text
    assert "Samen voor elkaar" in page.text
    assert "Naar de inhoud" in page.text, "what stands around is in its language"
    assert '<div lang="fr">' in page.text, "what associations say stays in theirs"
    assert 'hreflang="nl"' in page.text
    assert 'content="nl_BE"' in page.text
    assert _choices(page.text) == [("/", True), ("/nl/", True)]
    assert _choices(reader.get("/missions/").text) == [("/", False), ("/nl/", False)]

    # A page without a translation is shown in French, says so, and is not another page for search engines.
    charter = reader.get("/nl/charte/")
    assert '<main id="main" class="site-main" tabindex="-1" lang="fr">' in charter.text
    assert "Deze pagina bestaat nog niet" in charter.text
    assert f'<link rel="canonical" href="{client_a.territory.base_url}/charte/">' in charter.text
    assert 'rel="alternate"' not in charter.text
    assert _choices(charter.text) == [("/charte/", True), ("/nl/charte/", False)]
    nowhere = reader.get("/nl/rien/")
    assert nowhere.status_code == 404
    assert "Deze pagina is niet te vinden" in nowhere.text
    assert 'href="/nl/">' in nowhere.text
    assert reader.get("/en/").status_code == 404

    with django_capture_on_commit_callbacks(execute=True):
        original = ContentPage.objects.get(slug="charte", locale__language_code="fr")
        editor_client.post(f"/admin/localize/submit/page/{original.pk}/", {"locales": home.locale_id})
        _translate(original, home.locale, {"title": "Ons charter", "slug": "ons-charter"})
    charter = reader.get("/nl/ons-charter/")
    assert "Deze pagina bestaat nog niet" not in charter.text
    site_map = BeautifulSoup(reader.get("/sitemap.xml").text, "xml")
    entries = {entry.loc.text: entry for entry in site_map.find_all("url")}
    base = client_a.territory.base_url
    alternates = {"fr": "/charte/", "nl": "/nl/ons-charter/", "x-default": "/charte/"}
    for path in ("/charte/", "/nl/ons-charter/"):
        links = entries[base + path].find_all("link", rel="alternate")
        assert {link["hreflang"]: link["href"].removeprefix(base) for link in links} == alternates
    assert not entries[f"{base}/donnees-personnelles/"].find("link"), "in one language only"
    menus = reader.get("/nl/").text
    assert '<a href="/accessibilite/" lang="fr" hreflang="fr">Accessibilité\u00a0: non conforme</a>' in menus
    assert "Ons charter" in menus
    assert 'lang="fr" hreflang="fr">' in menus, "a link of the menus to a page that is in French only"
    assert _choices(reader.get("/charte/").text) == [("/charte/", True), ("/nl/ons-charter/", True)]
    with django_assert_num_queries(1):
        reader.get("/nl/ons-charter/")
    assert "2 pages publiées" in editor_client.get("/admin/languages/").text


def test_the_language_of_a_browser_changes_nothing(client_a):
    answer = client_a.get("/", headers={"accept-language": "nl"})
    assert '<html lang="fr"' in answer.text
    assert "Accept-Language" not in answer.get("Vary", "")
