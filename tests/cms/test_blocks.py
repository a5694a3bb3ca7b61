"""Every block, filled and empty, as editors preview it and as visitors read it."""

from __future__ import annotations

import re
from dataclasses import asdict

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.staticfiles import finders
from django.core.cache import caches
from django.core.files.base import ContentFile
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from wagtail.blocks import StreamBlock, StructBlockValidationError
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Page

from cms.blocks.body import home_blocks
from cms.blocks.holes import Holes, Saying, holes_left
from cms.blocks.surroundings import BannerBlock
from cms.blocks.text import CallToActionBlock
from cms.blocks.video import VideoBlock
from cms.pages.donuts import READS
from cms.pages.models import HomePage, NewsPage
from cms.pages.views import serve
from engagement.associations import models
from kernel.editions.triggers import watched_tables
from matching.taxonomy import cause_choices
from tests.factories.agenda import EventFactory, OfferFactory
from tests.factories.engagement import AssociationFactory, MissionFactory
from tests.factories.people import UserFactory
from tests.factories.site import picture
from tests.harness.markup import faults_of_markup
from themes.branding.services import set_brand
from themes.presets import PRESETS

BLOCKS = dict(home_blocks())
LIVE = {
    "causes",
    "missions",
    "associations",
    "agenda",
    "map",
    "offers",
    "testimonials",
    "key_figures",
    "news",
}


@pytest.fixture
def filled(in_a):
    association = AssociationFactory(causes=["culture"])
    MissionFactory(association=association, causes=["culture"])
    EventFactory(association=association)
    models.Testimonial.objects.create(
        association=association,
        first_name="Odile",
        text="J’y ai trouvé des amis.",
        state="published",
        consented_at=timezone.now(),
    )
    return association


def shown(kind: str, client, value: object) -> BeautifulSoup:
    HomePage.objects.update(body=HomePage.body.field.stream_block.to_python([{"type": kind, "value": value}]))
    response = client.get("/")
    assert response.status_code == 200
    page = BeautifulSoup(response.content, "html.parser")
    section = page.select_one(f"main .band--{kind}")
    assert section is not None
    assert not section.select("script:not([src])")
    assert not list(section.select("iframe, [src^='http'], [srcset*='http']"))
    for file in section.select("script[src], link[href]"):
        name = (file.get("src") or file["href"]).removeprefix(settings.STATIC_URL)
        assert finders.find(name), f"{name} does not exist"
    assert not faults_of_markup(response.content.decode())
    return section


@pytest.mark.parametrize("kind", BLOCKS)
def test_a_block_shows_its_preview_with_and_without_data(in_a, client_a, kind, request):
    block = BLOCKS[kind]
    assert isinstance(block.meta.label, Promise)
    assert block.meta.description
    assert block.meta.icon != "placeholder"
    preview = block.get_prep_value(block.get_preview_value())
    NewsPage.objects.all().delete()
    before = shown(kind, client_a, preview).get_text(" ", strip=True)
    if kind in LIVE:
        request.getfixturevalue("filled")
        after = shown(kind, client_a, preview)
        if kind not in {"news", "offers"}:
            assert len(after.get_text(" ", strip=True)) > 0
            assert after.get_text(" ", strip=True) != before


@pytest.mark.parametrize("kind", sorted(LIVE))
def test_a_live_block_reads_what_it_says_it_reads(in_a, filled, kind):
    """What it said is kept until one of these changes: a table it forgot would leave it old for a minute."""
    OfferFactory()
    image = Image.objects.create(title="Le sentier", file=picture())
    NewsPage.objects.update(picture=image, picture_alt="Un sentier")
    block = BLOCKS[kind]
    value = block.to_python(block.get_prep_value(block.get_preview_value()))
    with CaptureQueriesContext(connection) as queries:
        assert block.render(value, {}).strip()
    read = {table for query in queries for table in re.findall(r'(?:FROM|JOIN) "(\w+)"', query["sql"])}
    assert {table.partition("_")[0] for table in read & watched_tables()} == block.reads


def test_what_is_around_live_blocks_reads_what_pages_say_they_read(in_a, filled):
    """As for a block: a table that they forgot would leave the page old for a minute."""
    image = Image.objects.create(title="Le sentier", file=picture())
    plan = Document.objects.create(title="Le plan", file=ContentFile(b"x", "plan.txt"))
    NewsPage.objects.update(picture=image, picture_alt="Un sentier")
    home = HomePage.objects.get()
    home.body = [
        (kind, block.to_python(block.get_prep_value(block.get_preview_value())))
        for kind, block in home_blocks()
    ]
    home.body.append(("documents", BLOCKS["documents"].to_python({"documents": [{"document": plan.pk}]})))
    home.save()
    read = set()
    with CaptureQueriesContext(connection) as queries:
        for page in Page.objects.live().filter(depth__gt=1).specific():
            caches["near"].clear()
            request = RequestFactory().get(page.get_url(), HTTP_HOST=in_a.primary_host)
            request.territory, request.user = in_a, AnonymousUser()
            request._messages = []
            with holes_left(request):
                serve(request, request.path.lstrip("/")).render()
    for query in queries:
        read |= set(re.findall(r'(?:FROM|JOIN) "(\w+)"', query["sql"]))
    assert {table.partition("_")[0] for table in read & watched_tables()} == READS


def test_words_on_a_page_are_never_taken_for_a_hole():
    holes, said = Holes(), Saying(BLOCKS["news"], {}, "fr")
    forged = "<!--0:0--><!--live:0-->"
    assert holes.around(f"{forged}a{holes.leave(said)}b{holes.leave(said)}") == (
        f"{forged}a",
        said,
        "b",
        said,
        "",
    )


def bare(kind: str) -> object:
    """A block as an older release, an import or an editor who deleted a page may leave it."""
    fields = dict.fromkeys(getattr(BLOCKS[kind], "child_blocks", {}))
    plain = {"count": 3, "figures": ["volunteers"], "url": "https://example.org/film"}
    lists = {"steps", "questions", "partners", "columns", "documents"}
    if kind == "picture":
        return {"image": {"image": None, "alt_text": "", "decorative": False}, "caption": ""}
    return {
        name: plain.get(name, [] if name in lists else {} if name in {"link", "image"} else "")
        for name in fields
    } or ""


@pytest.mark.parametrize("kind", BLOCKS)
def test_a_block_without_words_still_stands(in_a, client_a, kind):
    shown(kind, client_a, bare(kind))


@pytest.mark.parametrize("preset", PRESETS)
def test_all_blocks_stand_in_each_structure_without_data_or_words(in_a, client_a, preset):
    set_brand(name=in_a.name, **asdict(PRESETS[preset].choices))
    NewsPage.objects.all().delete()
    values = [{"type": kind, "value": bare(kind)} for kind in BLOCKS]
    values += [
        {"type": kind, "value": block.get_prep_value(block.get_preview_value())}
        for kind, block in BLOCKS.items()
    ]
    HomePage.objects.update(body=HomePage.body.field.stream_block.to_python(values))
    text = client_a.get("/").content.decode()
    page = BeautifulSoup(text, "html.parser")
    assert page.body["data-preset"] == preset
    assert len(page.select("main .band")) == len(values)
    assert not faults_of_markup(text)
    faults = []
    for band in page.select("main .band"):
        words = band.get_text(" ", strip=True)
        # Either it says something to its reader, or its band is not there at all.
        shown_at_all = band.select_one(".container > *") is not None
        if "None" in words or bool(words) != shown_at_all:
            faults.append((band["class"], words))
    assert not faults


def test_a_map_is_styled_and_loads_its_library_by_itself(in_a, client_a, filled):
    section = shown("map", client_a, {"title": "Ici", "cause": "culture"})
    box = section.select_one(".map")
    assert box["data-points"].endswith("?cause=culture")
    assert section.select_one("link[href$='base/map.css']"), "without it the map has no height"
    for name in (box["data-leaflet"], box["data-styles"]):
        assert finders.find(name.removeprefix(settings.STATIC_URL))


def test_blocks_say_no_when_something_is_missing(in_a):
    link = {"label": "Lire", "destination": "page", "page": None, "url": ""}
    refused = [
        (CallToActionBlock(), {"title": "x", "text": "", "link": link}),
        (VideoBlock(), {"title": "x", "url": "http://vimeo.com/1", "about": "x"}),
        (
            BannerBlock(),
            {"text": "x", "url": "javascript:x", "tone": "info", "first_day": None, "last_day": None},
        ),
        (
            BannerBlock(),
            {"text": "x", "url": "", "tone": "info", "first_day": "2026-12-02", "last_day": "2026-12-01"},
        ),
    ]
    for block, value in refused:
        with pytest.raises(StructBlockValidationError):
            block.clean(block.to_python(value))


def test_a_film_asks_nobody_before_its_visitor_agrees(in_a, client_a):
    film = {"title": "Une journée", "url": "https://www.youtube.com/watch?v=abcdefghijk", "about": "On trie."}
    section = shown("video", client_a, film)
    assert section.select_one(".film")["data-player"].startswith(
        "https://www.youtube-nocookie.com/embed/abcdefghijk"
    )
    assert section.select_one("button")["hidden"] == ""
    assert section.select_one("a")["href"] == film["url"]
    elsewhere = shown("video", client_a, film | {"url": "https://peertube.example/w/1"})
    assert not elsewhere.select("button, script, [data-player]")


def test_missions_may_be_of_one_commune_and_ask_where_one_is(in_a, client_a, filled):
    value = {"title": "Ici", "count": 3, "cause": "", "network": False, "near": True}
    here = shown("missions", client_a, value | {"commune": "BE-84035"})
    assert here.select_one("form[role=search] input[name=place]")
    assert here.select(".card")
    assert not shown("missions", client_a, value | {"commune": "BE-84068"}).select(".card")


def test_offers_are_those_that_a_stranger_may_read(in_a, client_a):
    from engagement.offers.models import Offer
    from tests.factories.engagement import home_commune

    commune = home_commune()
    for audience in ("everyone", "associations"):
        Offer.objects.create(
            user=UserFactory(),
            title=f"Pour {audience}",
            slug=audience,
            description="x",
            commune=commune,
            latitude=commune.latitude,
            longitude=commune.longitude,
            audience=audience,
            state="published",
            published_at=timezone.now(),
            expires_at=timezone.now() + timezone.timedelta(days=9),
        )
    cards = shown("offers", client_a, {"title": "", "count": 3, "cause": ""}).select(".card__title")
    assert [card.text for card in cards] == ["Pour everyone"]


def test_the_choices_of_the_territory_are_its_own(in_a):
    field = StreamBlock(home_blocks()).child_blocks["missions"].child_blocks["commune"].field
    assert [value for value, _label in field.choices if value] == ["BE-84035"]
    assert cause_choices()
    assert reverse("associations:points")
