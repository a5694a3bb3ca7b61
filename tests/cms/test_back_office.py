"""The back office, as an editor without technical training uses it."""

from __future__ import annotations

import json
import re

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils.translation.trans_real import DjangoTranslation, translation
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Comment, Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from cms.blocks.body import home_blocks
from cms.pages.models import ContentPage, HomePage, NewsIndexPage, NewsPage
from cms.team.roles import EDITORS, OPERATORS
from kernel.accounts.models import User
from tests.factories.people import UserFactory
from tests.harness.clients import HostClient

ADMIN = "/admin/"


def home_form(home: HomePage, **changes: object) -> dict[str, object]:
    """What the editor's form sends for the home page."""
    values = {
        "title": home.title,
        "slug": home.slug,
        "seo_title": home.seo_title,
        "search_description": home.search_description,
        "hero_title": home.hero_title,
        "hero_text": home.hero_text,
        "show_search": "on",
        "body": streamfield([("text", rich_text("<p>Bienvenue à la Maison du bénévole.</p>"))]),
        "comments": inline_formset([]),
        "action-publish": "action-publish",
    }
    return nested_form_data(values | changes)


def test_an_editor_changes_the_home_page(in_a, editor_client):
    home = HomePage.objects.get()
    form = home_form(home, hero_title="Le samedi, on répare ensemble")
    response = editor_client.post(reverse("wagtailadmin_pages:edit", args=[home.pk]), form)
    assert response.status_code == 302, _errors(response)

    public = HostClient(in_a.primary_host, in_a).get("/").content.decode()
    assert "Le samedi, on répare ensemble" in public
    assert "Bienvenue à la Maison du bénévole." in public


def _errors(response):
    return BeautifulSoup(response.content, "html.parser").select(".error-message, .messages")


def test_a_draft_changes_nothing_until_it_is_published(in_a, editor_client):
    home = HomePage.objects.get()
    form = home_form(home, hero_title="Pas encore")
    del form["action-publish"]
    assert editor_client.post(reverse("wagtailadmin_pages:edit", args=[home.pk]), form).status_code == 302
    assert "Pas encore" not in HostClient(in_a.primary_host, in_a).get("/").content.decode()
    assert HomePage.objects.get().get_latest_revision_as_object().hero_title == "Pas encore"


def test_an_editor_writes_an_article(in_a, editor_client):
    index = NewsIndexPage.objects.get()
    url = reverse("wagtailadmin_pages:add", args=["pages", "newspage", index.pk])
    assert editor_client.get(url).status_code == 200
    form = nested_form_data(
        {
            "title": "La bourse aux plantes",
            "slug": "bourse-aux-plantes",
            "date": "2026-11-22",
            "introduction": "Samedi, sur la place.",
            "body": streamfield([("text", rich_text("<p>Venez avec vos boutures.</p>"))]),
            "comments": inline_formset([]),
            "action-publish": "action-publish",
        }
    )
    assert editor_client.post(url, form).status_code == 302
    article = NewsPage.objects.get(slug="bourse-aux-plantes")
    visitor = HostClient(in_a.primary_host, in_a)
    assert "Venez avec vos boutures." in visitor.get(article.url).content.decode()
    assert "La bourse aux plantes" in visitor.get("/").content.decode()


def test_preview_shows_the_change_before_anybody_else_sees_it(in_a, editor_client):
    home = HomePage.objects.get()
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[home.pk])
    answer = editor_client.post(url, home_form(home, hero_title="À l’essai"))
    assert answer.json()["is_valid"], answer.json()
    page = editor_client.get(url).content.decode()
    assert "À l’essai" in page


PAGES_OF_THE_OFFICE = [
    "wagtailadmin_home",
    "wagtailadmin_explore_root",
    "wagtailimages:index",
    "wagtaildocs:index",
    "wagtailadmin_account",
    "wagtailadmin_reports:site_history",
    "wagtailredirects:index",
    "wagtailusers_users:index",
    "wagtailusers_users:add",
]


@pytest.mark.parametrize("name", PAGES_OF_THE_OFFICE)
def test_the_office_opens_in_french_under_its_own_policy(in_a, editor_client, name):
    response = editor_client.get(reverse(name), follow=True)
    assert response.status_code == 200
    page = BeautifulSoup(response.content, "html.parser")
    assert page.html["lang"] == "fr"
    assert in_a.name in page.title.text
    assert "gravatar" not in response.content.decode()
    assert "'unsafe-inline'" in response["Content-Security-Policy"]
    assert "unsafe-eval" not in response["Content-Security-Policy"]


def test_the_public_pages_keep_the_strict_policy(in_a, editor_client):
    assert "unsafe" not in editor_client.get("/")["Content-Security-Policy"]


def test_the_first_screen_greets_and_counts(in_a, editor_client, editor):
    text = editor_client.get(ADMIN).content.decode()
    assert f"Bonjour {editor.get_short_name()}" in text
    assert reverse("wagtailadmin_pages:edit", args=[HomePage.objects.get().pk]) in text
    assert f'action="{reverse("backoffice_search")}"' in text, "its field finds everything, not pages alone"


@pytest.mark.parametrize("preview", [index for index, _ in enumerate(home_blocks())])
def test_every_block_can_be_previewed(in_a, editor_client, preview):
    block = list(HomePage.body.field.stream_block.child_blocks.values())[preview]
    response = editor_client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
    assert response.status_code == 200


class TestTheDoor:
    def test_a_stranger_signs_in_where_everybody_does(self, in_a, client_a):
        response = client_a.get(ADMIN, follow=True)
        assert response.redirect_chain[-1][0] == f"{reverse('account_login')}?next={ADMIN}"

    def test_wagtails_own_form_is_not_there(self, in_a, client_a):
        response = client_a.post("/admin/login/", {"username": "editor", "password": "x"})
        assert response.status_code == 302
        assert response["Location"].startswith(reverse("account_login"))

    @pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example"])
    def test_no_way_out_of_the_site(self, in_a, client_a, elsewhere):
        assert "evil" not in client_a.get("/admin/login/", {"next": elsewhere})["Location"]

    @pytest.mark.parametrize("path", ["", "pages/", "images/", "users/", "redirects/", "account/"])
    def test_a_citizen_is_told_no(self, in_a, client_a, path):
        client_a.force_login(UserFactory())
        assert client_a.get(ADMIN + path).status_code == 403

    def test_an_editor_of_a_is_nobody_in_b(self, in_a, editor_client, client_b, editor):
        assert editor_client.get(ADMIN).status_code == 200
        client_b.cookies = editor_client.cookies
        response = client_b.get(ADMIN)
        assert response.status_code == 302
        assert response["Location"].startswith(reverse("account_login"))

    def test_password_reset_is_the_sites_own(self, in_a, client_a):
        assert client_a.get("/admin/password_reset/").status_code == 404


class TestTheTeam:
    def _create(self, client: HostClient, **changes: object):
        group_ids = {group.name: group.pk for group in _groups()}
        form = {
            "email": "Nouvelle@exemple.org",
            "first_name": "Lina",
            "last_name": "Peeters",
            "groups": [str(group_ids[EDITORS.name])],
        }
        return client.post(reverse("wagtailusers_users:add"), form | changes)

    def test_a_colleague_is_added_by_address_alone(self, in_a, editor_client):
        response = self._create(editor_client)
        assert response.status_code == 302, _errors(response)
        colleague = User.objects.get(email="nouvelle@exemple.org")
        assert not colleague.has_usable_password()
        assert colleague.has_perm("wagtailadmin.access_admin")
        client = HostClient(in_a.primary_host, in_a)
        client.force_login(colleague)
        assert client.get(ADMIN).status_code == 200
        assert (
            client.get(reverse("wagtailusers_users:add")).status_code == 302
        )  # an editor does not manage the team

    def test_the_same_address_twice_is_one_colleague(self, in_a, editor_client):
        self._create(editor_client)
        assert self._create(editor_client, email="NOUVELLE@exemple.org").status_code == 302
        assert User.objects.filter(email__iexact="nouvelle@exemple.org").count() == 1

    def test_nobody_hands_out_more_than_roles(self, in_a, editor_client):
        self._create(editor_client, is_superuser="on")
        colleague = User.objects.get(email="nouvelle@exemple.org")
        assert not colleague.is_superuser
        form = {
            "email": colleague.email,
            "first_name": "Lina",
            "last_name": "Peeters",
            "is_active": "on",
            "is_superuser": "on",
            "groups": [str(group.pk) for group in _groups() if group.name == OPERATORS.name],
        }
        url = reverse("wagtailusers_users:edit", args=[colleague.pk])
        assert editor_client.post(url, form).status_code == 302
        colleague.refresh_from_db()
        assert not colleague.is_superuser
        assert colleague.groups.get().name == OPERATORS.name


def _groups():
    from django.contrib.auth.models import Group

    return Group.objects.all()


def test_a_page_can_be_found_by_its_words(in_a, editor_client):
    response = editor_client.get(reverse("wagtailadmin_pages:search"), {"q": "charte"})
    assert "Charte de l’engagement" in response.content.decode()


def test_a_restored_title_is_searchable_at_once(in_a, editor_client):
    charter = ContentPage.objects.get(slug="charte")
    charter.title = "Nos promesses mutuelles"
    charter.save_revision().publish()
    assert {page.pk for page in Page.objects.search("promesses")} == {charter.pk}


def test_redirects_stay_within_the_site(editor_client):
    url = reverse("wagtailredirects:add")
    for target, made in (
        ("https://ailleurs.example/", False),
        ("https://vallee-claire.localhost@ailleurs.example/", False),
        ("https://vallee-claire.localhost/missions/", True),
    ):
        editor_client.post(url, {"old_path": "/ancien", "redirect_link": target, "is_permanent": "on"})
        assert Redirect.objects.filter(old_path="/ancien").exists() == made


def test_what_cannot_have_been_chosen_is_not_found(editor_client):
    for path in (
        "/admin/images/chooser/chosen/x/",
        "/admin/documents/chooser/chosen/x/",
        "/admin/images/chooser/chosen-multiple/?id=1&id=x",
        "/admin/choose-page/chosen-multiple/?id=x",
    ):
        assert editor_client.get(path).status_code == 404
    redirect = {
        "old_path": "/avant",
        "redirect_link": "https://vallee-claire.localhost/missions/",
        "is_permanent": "on",
    }
    assert editor_client.post("/admin/redirects/add/", redirect | {"redirect_page": "x"}).status_code == 404
    assert editor_client.post("/admin/redirects/add/", redirect | {"redirect_page": ""}).status_code != 404


def test_help_and_time_zones_stay_at_home(editor_client):
    home = editor_client.get("/admin/").content.decode()
    assert "wagtail.org" not in home
    assert "/admin/help/" in home
    assert "Décider de ce qui est en ligne" in editor_client.get("/admin/help/").content.decode()
    assert "localtime" not in editor_client.get("/admin/account/").content.decode()
    nowhere = editor_client.get("/admin/nowhere/")
    assert nowhere.status_code == 404
    assert "Wagtail" not in BeautifulSoup(nowhere.content, "html.parser").get_text()


def test_screens_say_what_they_are_as_one_writes_french(in_a, editor_client):
    home = HomePage.objects.get()
    for url in (
        reverse("wagtailadmin_pages:add", args=["pages", "contentpage", home.pk]),
        reverse("wagtailadmin_pages:edit", args=[home.pk]),
    ):
        screen = BeautifulSoup(editor_client.get(url).content, "html.parser")
        assert "\u00a0: " in screen.title.text, screen.title.text
        assert not re.search(r"\w:", screen.title.text)
        assert not re.search(r"\w\((e|tte)\)", screen.main.get_text(" ")), url
        checks = json.loads(screen.select_one("#checker-axe-configuration").text)
        assert checks["context"]["include"] == ["main"], "and not what stands around it"
    aging = BeautifulSoup(
        editor_client.get(reverse("wagtailadmin_reports:aging_pages")).content, "html.parser"
    )
    cells = [cell.get_text(strip=True) for cell in aging.select("main td")]
    assert "Charte de l’engagement" in " ".join(cells)
    assert "None" not in cells, "who published the pages that a site opens with"


def test_nobody_is_a_pair_of_parentheses():
    """Neither in our French nor in that of any package: what `overrides` in our catalogues is there for."""
    both = re.compile(r"\w\((e|s|es|te|tte|ve|ne|nne|le|elle|se|trice|euse)\)|\w/(la|elle|cette)\b|\w·\w")
    for catalogue in (translation("fr"), DjangoTranslation("fr", domain="djangojs")):
        texts = {
            catalogue.gettext(key) if isinstance(key, str) else catalogue.ngettext(key[0], key[0], 1 + key[1])
            for key, _ in catalogue._catalog.items()
        }
        assert sorted(text for text in texts if both.search(text)) == []


def test_drafts_save_themselves_and_carry_comments_and_every_version(in_a, client_a):
    user = UserFactory()
    user.groups.add(next(group for group in _groups() if group.name == EDITORS.name))
    client_a.force_login(user)
    home = HomePage.objects.get()
    edit = reverse("wagtailadmin_pages:edit", args=[home.pk])
    page = client_a.get(edit).content.decode()
    for held in (
        "data-content-word-count",
        "data-checks-panel",
        "w-autosave",
        'data-side-panel="comments"',
        "blocks.js",
    ):
        assert held in page, held

    versions = []
    for words in ("Avant", "Après"):
        form = home_form(home, hero_title=words)
        del form["action-publish"]
        if words == "Après":
            said = {"text": "Un mot de plus ?", "contentpath": "hero_title", "replies": inline_formset([])}
            form |= nested_form_data({"comments": inline_formset([said])})
        saved = client_a.post(edit, form, headers={"Accept": "application/json"}).json()
        assert saved["success"], saved
        versions.append(saved["revision_id"])
    assert Comment.objects.get(page=home).user == user
    assert len(set(versions)) == 2
    assert "Avant" not in HostClient(in_a.primary_host, in_a).get("/").content.decode()
    compared = client_a.get(
        reverse("wagtailadmin_pages:revisions_compare", args=[home.pk, *versions])
    ).content.decode()
    assert "deletion" in compared
    assert "Après" in compared
    history = client_a.get(reverse("wagtailadmin_pages:history", args=[home.pk])).content.decode()
    back = reverse("wagtailadmin_pages:revisions_revert", args=[home.pk, versions[0]])
    assert back in history
    assert 'value="Avant"' in client_a.get(back).content.decode()


def test_menus_banners_foot_and_networks_are_changed_by_an_editor(in_a, client_a):
    user = UserFactory()
    user.groups.add(next(group for group in _groups() if group.name == EDITORS.name))
    client_a.force_login(user)
    page = client_a.get("/admin/settings/pages/surroundings/", follow=True)
    banner = {
        "text": "Fête samedi",
        "url": "/agenda/",
        "tone": "info",
        "first_day": "2020-01-01",
        "last_day": "",
    }
    link = {"label": "Aider", "destination": "missions", "page": "", "url": ""}
    form = nested_form_data(
        {
            "banners": streamfield([("banner", banner)]),
            "header": streamfield([("link", link)]),
            "footer": streamfield([("link", link | {"label": "Au pied"})]),
            "footer_words": "À bientôt",
            "social": streamfield([("network", "https://www.facebook.com/notre-gal")]),
        }
    )
    answer = client_a.post(page.wsgi_request.path, form)
    assert answer.status_code == 302, _errors(answer)
    site = HostClient(in_a.primary_host, in_a).get("/").content.decode()
    for words in ("Fête samedi", ">Aider<", "Au pied", "À bientôt", "facebook.com/notre-gal"):
        assert words in site, words
