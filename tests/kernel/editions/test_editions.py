"""Editions, and the copies of pages that last as long as one does."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.apps import apps
from django.conf import settings
from django.core.cache import cache, caches
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.images.models import Image

from cms.blocks.body import home_blocks
from cms.pages.models import ContactPage, ContentPage, HomePage, NewsPage, Publisher, Surroundings
from engagement.agenda.models import Event
from engagement.associations import models as associations
from engagement.associations.models import Association
from engagement.missions.models import Mission
from engagement.offers.models import Offer
from kernel.editions.middleware import SharedPagesMiddleware, share
from kernel.editions.selectors import NEAR_SECONDS, PART_SECONDS, editions_by_app, present_edition
from kernel.editions.services import fold_changes
from kernel.editions.triggers import TRIGGER, watched_tables
from kernel.mail.models import MailPreference
from kernel.tenancy import tenant_context
from kernel.tenancy.schemas import TEMPLATE_SCHEMA
from tests.factories.agenda import EventFactory, OfferFactory
from tests.factories.engagement import MissionFactory, VolunteerFactory
from tests.factories.people import UserFactory
from tests.factories.site import picture
from themes.branding.identity import PartnerMark
from themes.branding.services import rename_brand, set_partners


def test_every_table_that_pages_show_is_watched_in_every_territory(db, territory_a, territory_b):
    schemas = {territory_a.schema_name, territory_b.schema_name, TEMPLATE_SCHEMA}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relnamespace::regnamespace::text, relname FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid"
            " WHERE tgname = %s",
            [TRIGGER],
        )
        watched = cursor.fetchall()
    assert {(s, t) for s, t in watched if s in schemas} == {(s, t) for s in schemas for t in watched_tables()}
    every = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    assert every >= settings.EDITION_TABLES | settings.EDITION_QUIET
    assert "pages_homepage" in watched_tables()
    assert not {t for t in watched_tables() if t.startswith(("django_", "accounts_", "mail_", "messaging_"))}


def test_any_write_makes_another_edition_of_its_territory_only(in_a, territory_b):
    with tenant_context(territory_b):
        others = present_edition()
    mission = MissionFactory()
    seen = [present_edition().whole]

    def now_another():
        seen.append(present_edition().whole)
        assert len(set(seen)) == len(seen)

    Mission.objects.filter(pk=mission.pk).update(title="Autrement")
    now_another()
    Association.objects.bulk_update([mission.association], ["name"])
    now_another()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE wagtailcore_page SET title = 'Brut' WHERE depth = 2")
    now_another()
    frame = present_edition().frame
    Mission.objects.update(title="Encore")  # around the pages, nothing changed
    now_another()
    assert present_edition().frame == frame
    before = editions_by_app()
    Mission.objects.update(title="Toujours")
    now_another()
    changed = {app for app, word in editions_by_app().items() if before.get(app) != word}
    assert changed == {"missions"}
    HomePage.objects.update(hero_text="Encore")
    now_another()
    assert present_edition().frame != frame
    MailPreference.objects.create(user=UserFactory(), category="news")  # no page shows it
    assert present_edition().whole == seen[-1]
    with tenant_context(territory_b):
        assert present_edition() == others


@pytest.mark.django_db(transaction=True)
def test_folding_keeps_editions_apart(territory_a):
    with tenant_context(territory_a):
        seen = []
        for _ in range(3):
            HomePage.objects.update(hero_text="")
            seen.append(present_edition().whole)
        Mission.objects.update(title="")
        before = editions_by_app()
        fold_changes()
        seen.append(present_edition().whole)
        assert editions_by_app().keys() == before.keys() >= {"missions", "pages"}
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM editions_change")
            assert cursor.fetchone() == (1,)
        with transaction.atomic():
            HomePage.objects.update(hero_text="")
            undone = present_edition().whole
            transaction.set_rollback(True)
        assert present_edition().whole == seen[-1]
        HomePage.objects.update(hero_text="")
        seen.append(present_edition().whole)
    assert len({*seen, undone}) == 6


@pytest.fixture
def asked(in_a):
    """Asks a view through the middleware, as a visitor without cookies."""

    def ask(view, path="/", **headers):
        request = RequestFactory().get(path, HTTP_HOST=in_a.primary_host, **headers)
        request.territory = in_a
        request.user = type("Nobody", (), {"is_authenticated": False})
        request._messages = type("None", (), {"added_new": False})
        return SharedPagesMiddleware(view)(request)

    return ask


def test_what_changes_while_a_page_is_made_is_seen_by_the_next_visitor(asked):
    home = HomePage.objects.get()

    def view(request):
        read = HomePage.objects.get().hero_title
        HomePage.objects.update(hero_title="Après")  # somebody publishes in between
        return share(HttpResponse(read))

    assert asked(view).content.decode() == home.hero_title
    assert asked(view).content.decode() == "Après"


def test_only_what_is_nobodys_is_kept(asked):
    def cookie(request):
        response = share(HttpResponse("x"))
        response.set_cookie("anything", "x")
        return response

    made = []

    def counted(view):
        def counting(request):
            made.append(view)
            return view(request)

        return counting

    def plain(request):
        return share(HttpResponse("x"))

    def count(view, path="/", **headers):
        made.clear()
        cache.clear()
        caches["near"].clear()
        for _ in range(2):
            asked(counted(view), path, **headers)
        return len(made)

    assert count(plain) == 1
    assert count(plain, "/?page=2") == 1
    assert count(cookie) == 2
    assert count(lambda request: HttpResponse("x")) == 2
    assert count(lambda request: share(HttpResponse("x", status=404))) == 2
    assert count(plain, "/?utm_source=x") == 2
    assert count(plain, "/?page=1&page=2") == 2
    assert count(plain, "/?page=%3Cscript%3E") == 2
    assert count(plain, HTTP_COOKIE=f"{settings.SESSION_COOKIE_NAME}=x") == 2
    assert count(plain, HTTP_COOKIE="messages=x") == 2
    assert count(plain, HTTP_HX_REQUEST="true") == 2


class TestPages:
    def test_one_query_for_a_page_that_somebody_has_seen(self, in_a, client_a, django_assert_num_queries):
        MissionFactory()
        first = client_a.get("/")
        with django_assert_num_queries(1):
            again = client_a.get("/")
        assert again.content == first.content
        assert again["Content-Security-Policy"] == first["Content-Security-Policy"]
        assert again["Cache-Control"] == "no-cache"
        with django_assert_num_queries(1):
            known = client_a.get("/", HTTP_IF_NONE_MATCH=first["ETag"])
        assert (known.status_code, known.content) == (304, b"")

    def test_blocks_are_read_once_for_those_who_are_signed_in(self, in_a, client_a):
        MissionFactory(title="Avant")
        client_a.force_login(UserFactory())
        client_a.get("/")
        with CaptureQueriesContext(connection) as queries:
            assert "Avant" in client_a.get("/").content.decode()
        assert not [query for query in queries if "missions_mission" in query["sql"]]
        Mission.objects.update(title="Après")
        assert "Après" in client_a.get("/").content.decode()

    def test_a_change_makes_one_block_anew_and_not_the_page_around_it(self, in_a, client_a):
        MissionFactory(title="Avant")
        client_a.get("/")
        Mission.objects.update(title="Après")
        with CaptureQueriesContext(connection) as queries:
            page = client_a.get("/")
        assert "Après" in page.text
        assert page["Content-Type"] == "text/html; charset=utf-8"
        read = {table for query in queries for table in re.findall(r'(?:FROM|JOIN) "(\w+)"', query["sql"])}
        assert "missions_mission" in read
        assert not [table for table in read if table.startswith(("pages_", "wagtail", "agenda_"))]

    def test_a_form_s_page_is_made_for_each_visitor(self, in_a, client_a):
        [url] = [page.get_url() for page in ContactPage.objects.live()]
        tokens = {re.search(r'csrfmiddlewaretoken" value="(\w+)"', client_a.get(url).text)[1] for _ in "12"}
        assert len(tokens) == 2
        assert not [key for key in caches["near"]._cache if ":donut:" in key]

    def test_a_change_shows_at_once(self, in_a, client_a, django_capture_on_commit_callbacks):
        mission = MissionFactory(title="Avant")
        assert "Avant" in client_a.get("/").content.decode()
        Mission.objects.filter(pk=mission.pk).update(title="Après")
        assert "Après" in client_a.get("/").content.decode()
        Association.objects.update(state="suspended")
        assert "Après" not in client_a.get("/").content.decode()

    def test_every_change_of_what_the_home_shows_shows_at_once(
        self, in_a, client_a, django_capture_on_commit_callbacks
    ):
        """Pages, menus, banners, brand, partners, and what associations and people say."""
        mission, event, offer = MissionFactory(), EventFactory(), OfferFactory()
        associations.Testimonial.objects.create(
            association=mission.association,
            first_name="Odile",
            text="Des amis.",
            state="published",
            consented_at=timezone.now(),
        )
        image = Image.objects.create(title="Le sentier", file=picture())
        NewsPage.objects.update(picture=image, picture_alt="Un sentier")
        home = HomePage.objects.get()
        home.body = [
            (kind, block.to_python(block.get_prep_value(block.get_preview_value())))
            for kind, block in home_blocks()
        ]
        home.save()

        def surroundings(**values):
            row = Surroundings.objects.first() or Surroundings()
            for name, value in values.items():
                setattr(row, name, value)
            row.save()

        link = {"label": "Au menu", "destination": "missions", "page": None, "url": ""}
        banner = {"text": "En bandeau", "url": "", "tone": "info", "first_day": None, "last_day": None}
        changes = {
            "Titre accueil": lambda: HomePage.objects.update(hero_title="Titre accueil"),
            "Chapeau d’un article": lambda: NewsPage.objects.update(introduction="Chapeau d’un article"),
            "Charte rebaptisée": lambda: ContentPage.objects.filter(slug="charte").update(
                title="Charte rebaptisée"
            ),
            "Au menu": lambda: surroundings(header=[("link", link)]),
            "En bandeau": lambda: surroundings(banners=[("banner", banner)]),
            "Mots du pied": lambda: surroundings(footer_words="Mots du pied"),
            "partiellement conforme": lambda: Publisher.objects.create(
                conformity="partial", audited_on=timezone.localdate()
            ),
            "Val-Neuf": lambda: rename_brand(name="Val-Neuf"),
            "PCS de Libin": lambda: set_partners([PartnerMark("PCS de Libin")]),
            "Mission autrement": lambda: Mission.objects.update(title="Mission autrement"),
            "Fête autrement": lambda: Event.objects.filter(pk=event.pk).update(title="Fête autrement"),
            "Offre autrement": lambda: Offer.objects.filter(pk=offer.pk).update(title="Offre autrement"),
            "Des voisins.": lambda: associations.Testimonial.objects.update(text="Des voisins."),
            "Asso autrement": lambda: Association.objects.update(name="Asso autrement"),
            '<span class="key-figure__value">3</span>': lambda: VolunteerFactory.create_batch(3),
        }
        late = []
        for words, change in changes.items():
            assert words not in client_a.get("/").content.decode(), words
            with django_capture_on_commit_callbacks(execute=True):
                change()
            if words not in client_a.get("/").content.decode():
                late.append(words)
        assert not late
        before = client_a.get("/").content
        Image.objects.update(focal_point_x=10, focal_point_y=10, focal_point_width=9, focal_point_height=9)
        assert client_a.get("/").content != before, "the picture is cut around another point"

    def test_a_banner_comes_on_its_day_though_pages_are_kept(self, in_a, client_a, monkeypatch):
        tomorrow = timezone.now() + timedelta(days=1)
        said = Surroundings()
        said.banners = [
            (
                "banner",
                {"text": text, "url": "", "tone": "info", "first_day": first, "last_day": last},
            )
            for text, first, last in (
                ("Demain seulement", tomorrow.date(), tomorrow.date()),
                ("Jusqu’à ce soir", None, timezone.localdate()),
            )
        ]
        said.save()
        text = client_a.get("/").content.decode()
        assert ("Demain seulement" in text, "Jusqu’à ce soir" in text) == (False, True)
        # The page's own copy has gone after a minute; what stands around it was read yesterday.
        client, near = cache._cache.get_client(), caches["near"]
        client.delete(*client.keys(f"{in_a.schema_name}:*:page:*"))
        for key in [key for key in near._cache if ":page:" in key or ":donut:" in key]:
            near._delete(key)
        monkeypatch.setattr(timezone, "now", lambda: tomorrow)
        text = client_a.get("/").content.decode()
        assert ("Demain seulement" in text, "Jusqu’à ce soir" in text) == (True, False)

    def test_who_is_signed_in_gets_her_own_and_leaves_nothing(self, in_a, client_a, client_b):
        user = UserFactory(first_name="Zénobie")
        visitors = client_a.get("/").content.decode()
        client_a.force_login(user)
        assert "Zénobie" in client_a.get("/").content.decode()
        client_a.get("/charte/")
        client_a.logout()
        assert client_a.get("/").content.decode() == visitors
        assert "Zénobie" not in client_a.get("/charte/").content.decode()

    def test_a_page_of_one_never_answers_in_the_other(self, in_a, client_a, client_b, territory_b):
        HomePage.objects.update(hero_title="Ici seulement")
        ContentPage.objects.filter(slug="charte").update(introduction="Ici seulement")
        for path in ("/", "/charte/"):
            assert "Ici seulement" in client_a.get(path).content.decode()
            # The same edition, path and even host: the schema alone tells the copies apart.
            with tenant_context(territory_b):
                assert not [key for key in cache._cache.get_client().keys("t_val_sombre:*edition*") if key]
            assert "Ici seulement" not in client_b.get(path).content.decode()
            assert "Ici seulement" in client_a.get(path).content.decode()
            cache.clear()
            caches["near"].clear()


def test_a_page_does_not_outlive_its_minute(in_a, client_a):
    MissionFactory(title="Bientôt finie", ends_at=None)
    client_a.get("/")
    client = cache._cache.get_client()
    lives = [client.ttl(key) for key in client.keys(f"{in_a.schema_name}:*:page:*")]
    assert lives
    assert PART_SECONDS + max(lives) + NEAR_SECONDS <= timedelta(minutes=1).total_seconds()
    client_a.get("/")
    near = caches["near"]
    [key] = [key for key in near._cache if ":page:" in key]
    until = near._expire_info[key]
    client_a.get("/")
    assert near._expire_info[key] == until, "who asks again does not make it last longer"
