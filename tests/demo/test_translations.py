"""The demonstration's pages in other languages than French follow the starter pages."""

from __future__ import annotations

from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from cms.pages.models import ContentPage, HomePage, NewsIndexPage
from cms.seeds.content import body, fill, starter_pages
from demo.instances import INSTANCES
from demo.pages import dress_home_page
from demo.scenes.translations import words_for


def test_every_text_of_a_translated_page_has_its_words(in_a):
    instance = next(one for one in INSTANCES if one.slug == "novardenne")
    starters = {starter.slug: starter for starter in starter_pages()}
    home, how, news = (
        HomePage.objects.get(),
        ContentPage.objects.get(slug="comment-ca-marche"),
        NewsIndexPage.objects.get(),
    )
    for page in (home, how):
        starter = starters[page.slug]
        for name, text in starter.texts_for(instance.kind).items():
            setattr(page, name, fill(text, name=instance.name, ids={}))
        said = body(
            starter,
            kind=instance.kind,
            country=instance.country,
            name=instance.name,
            ids={"sans-internet": how.pk},
        )
        page.body = page.body.stream_block.to_python(said)
        page.save()
    dress_home_page(instance)
    home.refresh_from_db()
    for pages, codes in (((home, how), ("nl", "de", "en")), ((news,), ("de", "en"))):
        texts = [
            (segment.path, segment.string.data)
            for page in pages
            for segment in extract_segments(page)
            if isinstance(segment, StringSegmentValue)
        ]
        lacking = {
            (code, text)
            for code in codes
            for path, text in texts
            if not words_for(text, path=path, code=code)
        }
        assert not lacking
