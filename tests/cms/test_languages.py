"""Pages in other languages than French."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.db import connection
from django.utils.translation import override
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.documents.models import Document
from wagtail.images.blocks import ImageBlock, ImageChooserBlock
from wagtail.images.models import Image
from wagtail.models import GroupPagePermission, Page
from wagtail.rich_text import expand_db_html
from wagtail_localize.models import StringSegment, StringTranslation, TranslationSource
from wagtail_localize.segments.extract import extract_segments
from wagtail_localize.segments.ingest import ingest_segments

from cms.blocks.body import home_blocks
from cms.blocks.french import marked
from cms.blocks.links import address_of
from cms.pages.models import ContactField, ContactPage, ContentPage, HomePage, Surroundings
from cms.seeds.languages import UnknownLanguage, begin_language
from kernel.translations.areas import AREAS, PARTIAL, ROOT
from kernel.translations.catalogues import entries, read_catalogue
from kernel.translations.extraction import extract_texts
from tests.factories.engagement import MissionFactory
from tests.factories.site import picture

#: What stands around a page, and what is within those that are translated: live blocks too, but for what is quoted.
#: The pages that the law asks for speak French.
_TEMPLATES = (
    "themes/base/templates/base.html",
    "themes/base/templates/components/[!l]*.html",  # the list with its map is on French pages alone
    "themes/base/templates/components/languages.html",
    "themes/presets/*/templates/**/*.html",
    "themes/base/templates/error.html",
    "themes/base/templates/404.html",
    *(f"cms/pages/templates/pages/{name}.html" for name in ("[_chnr]*",)),
    "cms/blocks/templates/**/*.html",
    "cms/blocks/figures.py",
    *(f"platform/engagement/{app}/cards.py" for app in ("agenda", "missions", "offers")),
    "platform/engagement/availability.py",
    "platform/engagement/agenda/words.py",
    "platform/engagement/moments.py",
    "platform/engagement/distances.py",
    "matching/search/cards.py",
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

    MissionFactory(slots=[5])
    french = HomePage.objects.get(locale__language_code="fr")
    with django_capture_on_commit_callbacks(execute=True):
        _translate(french, home.locale, {"hero_title": "Samen voor elkaar", "title": "Welkom"})
    reader = client_a.__class__(client_a.host, client_a.territory)
    page = reader.get("/nl/")
    assert page["Content-Language"] == "nl"
    assert '<html lang="nl"' in page.text
    assert "Samen voor elkaar" in page.text
    assert "Naar de inhoud" in page.text, "what stands around is in its language"
    bands = BeautifulSoup(page.text, "html.parser")
    assert not bands.select_one("h1").has_attr("lang")
    assert bands.select_one(".hero__lead")["lang"] == "fr", "not translated yet"
    assert bands.select_one(".steps h3")["lang"] == "fr"
    assert bands.select_one(".band--news .card__title")["lang"] == "fr", "no article in Dutch yet"
    missions = bands.select_one(".band--missions")
    assert missions.select_one(".card__title")["lang"] == "fr", (
        "what associations say stays in their language"
    )
    assert missions.h2["lang"] == "fr", "an editor's title of a live block"
    assert not missions.select_one(".card__meta [lang]")
    assert "Alle opdrachten" in missions.text
    assert "nog 5 plaatsen" in missions.text
    assert 'hreflang="nl"' in page.text
    assert 'content="nl_BE"' in page.text
    assert _choices(page.text) == [("/", True), ("/nl/", True)]
    assert _choices(reader.get("/missions/").text) == [("/", False), ("/nl/", False)]

    # A page without a translation is shown in French, says so, and is not another page for search engines.
    charter = reader.get("/nl/charte/")
    assert '<main id="main" class="site-main" tabindex="-1" lang="fr">' in charter.text
    assert "Deze pagina bestaat nog niet" in charter.text
    assert '<li lang="fr"><span aria-current="page">Charte' in charter.text
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
    assert reader.get("/nl/charte/").url == "/nl/ons-charter/", "nobody is shown French for Dutch"
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
    assert (
        '<a href="/nl/accessibilite/" lang="fr" hreflang="fr">Accessibilité\u00a0: non conforme</a>' in menus
    )
    assert "Ons charter" in menus
    assert 'lang="fr" hreflang="fr">' in menus, "a link of the menus to a page that is in French only"
    assert _choices(reader.get("/charte/").text) == [("/charte/", True), ("/nl/ons-charter/", True)]
    link = {"label": "Notre charte", "destination": "page", "page": original, "url": ""}
    with django_capture_on_commit_callbacks(execute=True):
        Surroundings.objects.create(header=[("link", link)])
    chosen = BeautifulSoup(reader.get("/nl/").text, "html.parser").select_one(".site-nav__link")
    assert (chosen["href"], chosen.text, chosen.get("lang")) == ("/nl/ons-charter/", "Ons charter", None)
    reader.get("/nl/ons-charter/")
    with django_assert_num_queries(1):
        reader.get("/nl/ons-charter/")
    with override("nl"):
        assert address_of(original) == "/nl/ons-charter/"
        project = ContentPage.objects.get(slug="le-projet")
        within = expand_db_html(f'<a linktype="page" id="{project.pk}">project</a>')
    assert within == '<a href="/nl/le-projet/">project</a>'
    assert address_of(original) == "/charte/"
    screen = BeautifulSoup(editor_client.get("/admin/languages/").text, "html.parser")
    dutch = screen.select_one(".maillage-language")
    assert "2 pages publiées" in dutch.text
    texts = StringSegment.objects.filter(source__object=home.translation_key).count() - 2
    assert dutch.select_one("li").text == f"Welkom\u00a0: {texts} textes"


def test_a_text_in_french_says_so_wherever_it_stands():
    texts = {
        "Bonjour",
        "Un <b>mot</b> en <a>lien</a>",
        "L’eau, c'est",
        "Deux<br>lignes",
        "Voir",
        "Un sentier",
    }
    html = (
        '<h2 class="x">Bonjour</h2><p>Un <b>mot</b> en <a href="/x/">lien</a></p><p>L’eau, c&#x27;est</p>'
        '<p>Deux<br>lignes</p><a class="b">Voir <svg><use href="#a"/></svg></a><img src="x" alt="Un sentier">'
        '<option value="a">Voir</option><h3 lang="fr">Bonjour</h3><p>Klik <a href="/">Voir</a></p>'
        "<li>Bonjour<ul><li>Dag</li></ul></li><p>Bonjour Jan</p>"
    )
    assert marked(html, texts) == (
        '<h2 lang="fr" class="x">Bonjour</h2><p lang="fr">Un <b>mot</b> en <a href="/x/">lien</a></p>'
        '<p lang="fr">L’eau, c&#x27;est</p><p lang="fr">Deux<br>lignes</p>'
        '<a class="b"><span lang="fr">Voir </span><svg><use href="#a"/></svg></a>'
        '<img lang="fr" src="x" alt="Un sentier"><option lang="fr" value="a">Voir</option>'
        '<h3 lang="fr">Bonjour</h3><p>Klik <a lang="fr" href="/">Voir</a></p>'
        '<li><span lang="fr">Bonjour</span><ul><li>Dag</li></ul></li><p>Bonjour Jan</p>'
    )


def test_the_questions_of_a_form_are_translated(
    editor, editor_client, client_a, django_capture_on_commit_callbacks
):
    """Answers in both languages stand in one list, under one column a question."""
    form = ContactPage.objects.get()
    reader = client_a.__class__(client_a.host, client_a.territory)
    with django_capture_on_commit_callbacks(execute=True):
        home = begin_language(code="nl", by=editor)
        home.get_latest_revision().publish()
        editor_client.post(f"/admin/localize/submit/page/{form.pk}/", {"locales": home.locale_id})
    name, topic = form.form_fields.get(clean_name="votre_nom"), form.form_fields.get(field_type="dropdown")
    screen = editor_client.get(f"/admin/pages/{form.get_translation(home.locale).pk}/edit/").text
    assert f"form_fields.{name.translation_key}.label" in screen
    assert f"form_fields.{name.translation_key}.clean_name" not in screen
    words = {
        "slug": "contact",
        f"form_fields.{name.translation_key}.label": "Uw naam",
        f"form_fields.{topic.translation_key}.choices": "Een opdracht<br/>Iets anders",
    }
    with django_capture_on_commit_callbacks(execute=True):
        _translate(form, home.locale, words)
    shown = BeautifulSoup(reader.get("/nl/contact/").text, "html.parser").select_one("main form")
    assert "Uw naam" in shown.text
    assert "Votre nom" not in shown.text
    assert [option.text for option in shown.select("option") if option["value"]] == [
        "Een opdracht",
        "Iets anders",
    ]

    answers = {"votre_adresse_e_mail": "an@boite.example", "votre_message": "Hallo", "consent": "on"}
    for path, who, about in (("/nl/contact/", "An", "Iets anders"), ("/contact/", "Ana", "Autre chose")):
        sent = answers | {"votre_nom": who, "votre_demande_concerne": about}
        assert reader.post(path, sent).status_code == 200
    for page in form.in_each_language():
        exported = editor_client.get(f"/admin/forms/submissions/{page.pk}/?export=csv").getvalue().decode()
        rows = list(csv.DictReader(StringIO(exported)))
        label = "Votre nom" if page == form else "Uw naam"
        assert [row[label] for row in rows] == ["An", "Ana"]
        assert len(rows[0]) == 6

    # Whoever publishes a translation sends no form of the page, and is not asked about versions.
    dutch = form.get_translation(home.locale).specific
    dutch.save_revision()
    published = editor_client.post(f"/admin/pages/{dutch.pk}/edit/", {"action": "publish"})
    assert published.status_code == 302

    # A question that French gains is asked in French until it is translated; the others stay in Dutch.
    form.form_fields.add(ContactField(label="Votre commune", field_type="singleline", sort_order=9))
    with django_capture_on_commit_callbacks(execute=True):
        form.save_revision().publish()
        TranslationSource.objects.get_for_instance(form).update_from_db()
        _translate(form, home.locale, {})
    shown = BeautifulSoup(reader.get("/nl/contact/").text, "html.parser").select_one("main form")
    assert shown.select_one("label").text.strip().startswith("Uw naam")
    assert "Votre commune" in shown.text
    assert shown.select_one("label:-soup-contains('Votre commune') [lang], label[lang]")


def _whole(block: blocks.Block, image: Image, document: Document) -> object:
    """What is stored of a block when all is filled in, as its definition has it."""
    if isinstance(block, blocks.ListBlock):
        return [{"type": "item", "id": str(uuid4()), "value": _whole(block.child_block, image, document)}]
    if isinstance(block, ImageBlock):
        return {"image": image.pk, "alt_text": "Un sentier", "decorative": False}
    if isinstance(block, blocks.StructBlock):
        return {name: _whole(child, image, document) for name, child in block.child_blocks.items()}
    if isinstance(block, blocks.URLBlock):
        return "https://vimeo.com/1"
    if isinstance(block, ImageChooserBlock):
        return image.pk
    if isinstance(block, DocumentChooserBlock):
        return document.pk
    if isinstance(block, blocks.RichTextBlock):
        return "<p>Un mot</p>"
    if isinstance(block, (blocks.CharBlock, blocks.TextBlock)):
        return "Un mot"
    return block.get_prep_value(block.get_default())


def _lacking(value: object) -> Iterator[object]:
    """The same, each key left out in turn, however deep: as it was stored before a release that brought it."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if not {"type", "id"} <= value.keys():
                yield {name: other for name, other in value.items() if name != key}
            yield from (value | {key: less} for less in _lacking(inner))
    elif isinstance(value, list):
        for item in value:
            yield from ([less] for less in _lacking(item))


def test_a_page_of_an_older_release_is_translated(
    editor, editor_client, client_a, django_capture_on_commit_callbacks
):
    """Whatever its blocks have gained since."""
    image = Image.objects.create(title="Le sentier", file=picture())
    document = Document.objects.create(title="Le guide", file=ContentFile(b"%PDF-1.7", name="guide.pdf"))
    stored = []
    for kind, block in home_blocks():
        whole = _whole(block, image, document)
        stored += [{"type": kind, "id": str(uuid4()), "value": value} for value in (whole, *_lacking(whole))]
    assert len(stored) > 90
    home = HomePage.objects.get()
    home.body = HomePage.body.field.stream_block.to_python(stored)
    segments = extract_segments(home)
    ingest_segments(home, HomePage.objects.get(), home.locale, home.locale, segments)
    assert len({segment.path for segment in segments}) > 150

    steps = next(one for one in stored if one["type"] == "steps" and "title" not in one["value"])
    quote = next(one for one in stored if one["type"] == "quote" and "author" not in one["value"])
    with connection.cursor() as cursor:  # as it was stored, not as it would be today
        cursor.execute("UPDATE pages_homepage SET body = %s", [json.dumps([steps, quote])])
    begun = begin_language(code="nl", by=editor)
    source = TranslationSource.objects.get_for_instance(home)
    assert editor_client.get(f"/admin/pages/{begun.pk}/edit/").status_code == 200
    assert editor_client.post(f"/admin/localize/update/{source.pk}/").status_code == 302
    words = {f"body.{quote['id']}.text": "Een woord", f"body.{steps['id']}.title": "Drie klikken"}
    with django_capture_on_commit_callbacks(execute=True):
        _translate(home, begun.locale, words)
    page = client_a.__class__(client_a.host, client_a.territory).get("/nl/")
    assert "Een woord" in page.text
    assert "Drie klikken" in page.text


def test_the_language_of_a_browser_changes_nothing(client_a):
    answer = client_a.get("/", headers={"accept-language": "nl"})
    assert '<html lang="fr"' in answer.text
    assert "Accept-Language" not in answer.get("Vary", "")
