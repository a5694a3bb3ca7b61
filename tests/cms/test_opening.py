"""What a new territory's site opens with."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from wagtail.models import GroupPagePermission, Page, ReferenceIndex, Site
from wagtail.search.backends import get_search_backend

from cms.pages.models import ContentPage, HomePage, NewsPage
from cms.seeds.content import FOLDER, body, starter_pages
from cms.seeds.services import open_site
from cms.team.roles import ROLES
from kernel.accounts.models import User
from kernel.tenancy import TerritoryContext
from tenants.registry.models import TerritoryKind

SLUGS = {
    "comment-ca-marche",
    "pour-les-associations",
    "le-projet",
    "actualites",
    "ressources",
    "partenaires",
    "contact",
    "sans-internet",
    "charte",
    "mentions-legales",
    "donnees-personnelles",
    "accessibilite",
}


def test_one_site_whose_root_is_the_home_page(in_a):
    site = Site.objects.get()
    assert (site.hostname, site.port, site.site_name) == (in_a.primary_host, settings.PUBLIC_PORT, in_a.name)
    assert site.is_default_site
    assert isinstance(site.root_page.specific, HomePage)
    assert Page.objects.filter(depth=2).count() == 1  # Wagtail's own welcome page is gone


def test_starter_pages_are_live_and_where_they_belong(in_a):
    home = HomePage.objects.get()
    assert {page.slug for page in home.get_children().live()} == SLUGS
    assert NewsPage.objects.live().count() == 1
    assert ContentPage.objects.filter(show_in_footer=True).count() == 4


def test_the_page_tree_is_sound(in_a):
    assert [len(problems) for problems in Page.find_problems()] == [0, 0, 0, 0, 0]
    for page in Page.objects.filter(depth__gt=1):
        assert page.specific.url_path == page.url_path
        assert page.content_type.model_class() is type(page.specific)
        page.specific.full_clean()


def test_every_starter_page_answers(in_a, client_a):
    for page in Page.objects.filter(depth__gt=1):
        response = client_a.get(page.url)
        assert response.status_code == 200, page.url
        text = response.content.decode()
        assert not re.search(r"[{}]|None|undefined", re.sub(r"<script.*?</script>", "", text, flags=re.S)), (
            page.url
        )
        assert text.count("<h1") == 1


@pytest.mark.parametrize("kind", TerritoryKind.values)
@pytest.mark.parametrize("country", ["BE", "FR"])
def test_texts_suit_the_kind_of_territory(in_a, kind, country):
    ids = dict.fromkeys(SLUGS, 1)
    below = {
        one.slug
        for page in starter_pages()
        for one in page.below
        if not one.countries or country in one.countries
    }
    assert {"preparer-le-premier-jour", "le-site-est-ouvert"} < below
    assert ("le-compte-asso" in below) == (country == "FR")
    for page in starter_pages():
        raw = body(page, kind=kind, country=country, name="Nov’Ardenne & <Co>", ids=ids)
        assert raw or page.kind in {"news", "resources", "contact"}
        assert "{" not in repr([block["value"] for block in raw if block["type"] == "text"])
        for block in raw:
            if block["type"] == "text":
                assert "<Co>" not in block["value"]
    legal = repr(body(_page("donnees-personnelles"), kind=kind, country=country, name="x", ids=ids))
    assert ("APD" in legal) == (country == "BE")
    assert ("CNIL" in legal) == (country == "FR")


def _page(slug):
    return next(page for page in starter_pages() if page.slug == slug)


def test_each_kind_tells_its_own_project():
    project = _page("le-projet")
    told = {
        kind: repr(body(project, kind=kind, country="FR", name="x", ids={})) for kind in TerritoryKind.values
    }
    assert len({re.sub(r"'id': '[^']+'", "", text) for text in told.values()}) == len(TerritoryKind.values)


def test_the_starter_texts_are_typeset_as_french_is():
    for path in (FOLDER / "fr").glob("*.toml"):
        for line in path.read_text("utf-8").splitlines():
            assert line.startswith("#") or not re.search(r"« | [:;?!»]|\d [€%]|\w'\w", line), (
                path.name,
                line,
            )


def test_the_first_editor_has_every_role(in_a, editor):
    assert set(editor.groups.values_list("name", flat=True)) == {role.name for role in ROLES}
    assert editor.has_perm("wagtailadmin.access_admin")
    assert not editor.is_superuser
    assert set(Group.objects.values_list("name", flat=True)) == {role.name for role in ROLES}
    home = HomePage.objects.get()
    assert set(GroupPagePermission.objects.values_list("page_id", flat=True)) == {home.pk}


def test_opening_twice_changes_nothing_of_the_team(in_a):
    before = sorted(GroupPagePermission.objects.values_list("group__name", "permission__codename"))
    from cms.team.roles import establish_roles

    establish_roles(home=HomePage.objects.get())
    assert sorted(GroupPagePermission.objects.values_list("group__name", "permission__codename")) == before


def test_an_editor_without_account_gets_one(in_a, django_capture_on_commit_callbacks):
    Page.objects.filter(depth__gt=2).delete()
    HomePage.objects.all().delete()
    Page.fix_tree()
    with django_capture_on_commit_callbacks(execute=True):
        site = open_site(territory=in_a, editor_email="New@example.org", editor_name="Ana Maria Diaz")
    assert site.root_page.specific.hero_title
    user = User.objects.get(email="new@example.org")
    assert (user.first_name, user.last_name) == ("Ana", "Maria Diaz")
    assert not user.has_usable_password()


def test_pages_are_found_by_their_words(in_a):
    found = get_search_backend().search("bénévoles", ContentPage)
    assert {page.slug for page in found} >= {"charte", "pour-les-associations"}


def test_links_between_pages_are_known(in_a):
    charter = ContentPage.objects.get(slug="charte")
    assert ReferenceIndex.get_references_to(charter).count() >= 2


def test_opening_costs_a_fixed_number_of_queries(in_a: TerritoryContext, django_assert_max_num_queries):
    HomePage.objects.all().delete()
    Page.fix_tree()
    with django_assert_max_num_queries(47):
        open_site(territory=in_a, editor_email="someone@example.org")
