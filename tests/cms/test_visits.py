"""Views of pages are counted, those of copies too, and nothing of who looks is kept."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from cms.visits.models import DailyViews
from cms.visits.selectors import Week, views_of
from cms.visits.services import forget_views, write_views
from kernel.tenancy import tenant_context
from tests.factories.engagement import AssociationFactory
from tests.harness.clients import HostClient

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"


def _reader(of, **headers: str) -> HostClient:
    return HostClient(of.host, of.territory, headers={"user-agent": FIREFOX} | headers)


def _counted() -> dict[str, int]:
    write_views()
    return dict(DailyViews.objects.values_list("path", "views"))


def test_pages_are_counted_from_copies_too(client_a, in_a, django_assert_num_queries):
    reader = _reader(client_a)
    tag = reader.get("/charte/")["ETag"]
    with django_assert_num_queries(1):  # the edition's
        reader.get("/charte/")
    assert reader.get("/charte/", headers={"if-none-match": tag}).status_code == 304
    association = AssociationFactory()
    reader.get(association.get_absolute_url() + "?from=somewhere")
    for path in ("/nulle-part/", "/sitemap.xml", "/robots.txt", "/compte/login/"):
        reader.get(path)
    reader.post("/contact/", {})
    assert _counted() == {"/charte/": 3, association.get_absolute_url(): 1}

    reader.get("/charte/")
    assert _counted()["/charte/"] == 4, "what is written later is added"
    assert write_views() == 0


@pytest.mark.parametrize(
    "headers",
    [
        {"dnt": "1"},
        {"sec-gpc": "1"},
        {"sec-purpose": "prefetch;prerender"},
        {"user-agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"},
        {"user-agent": ""},
    ],
)
def test_robots_and_those_who_ask_not_to_be_tracked_are_left_out(client_a, in_a, headers):
    _reader(client_a, **headers).get("/charte/")
    assert _counted() == {}


def test_the_buffer_is_the_territorys_and_holds_numbers_alone(client_a, client_b, in_a, territory_b):
    _reader(client_b).get("/charte/")
    assert _counted() == {}
    _reader(client_a).get("/charte/")
    held = cache._cache.get_client().hgetall(cache.make_key("visits"))
    assert held == {f"{timezone.localdate()} /charte/".encode(): b"1"}
    with tenant_context(territory_b):
        assert _counted() == {"/charte/": 1}


def test_the_back_office_shows_them_by_week_and_page(editor_client, in_a, django_assert_num_queries):
    today = date(2026, 11, 25)
    DailyViews.objects.bulk_create(
        DailyViews(day=day, path=path, views=views)
        for day, path, views in (
            (today, "/", 30),
            (today - timedelta(days=2), "/charte/", 7),
            (today - timedelta(days=3), "/", 5),
            (today - timedelta(weeks=3), "/missions/", 2),
            (today - timedelta(days=800), "/", 1),
        )
    )
    with django_assert_num_queries(5):
        views = views_of(weeks=2, today=today)
    assert views.weeks == (Week(date(2026, 11, 16), 5), Week(date(2026, 11, 23), 37))
    assert [(page.path, page.views, page.before) for page in views.pages] == [
        ("/", 35, 0),
        ("/charte/", 7, 0),
    ]
    assert views.pages[0].title
    assert (views.total, views.before) == (42, 2)

    answer = editor_client.get("/admin/visits/?weeks=52")
    assert 'role="img"' in answer.text
    assert "/charte/" in answer.text
    assert forget_views(today=today) == 1


def test_pages_are_called_by_what_they_show(in_a):
    today, association = date(2026, 11, 25), AssociationFactory()
    named = {"/missions/": "Missions", association.get_absolute_url(): association.name, "/agenda/parti/": ""}
    named |= {"/": "Accueil", "/charte/": "Charte de l’engagement"}
    DailyViews.objects.bulk_create(DailyViews(day=today, path=path, views=1) for path in named)
    assert {page.path: page.title for page in views_of(weeks=1, today=today).pages} == named
