"""Editors who write pages at the same moment, each on a connection of her own."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from itertools import cycle

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.http import HttpResponse
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from cms.pages.models import ContentPage, HomePage
from kernel.accounts.models import User
from kernel.tenancy import TerritoryContext, tenant_context
from tests.harness.clients import HostClient

pytestmark = pytest.mark.django_db(transaction=True)

type Deed = Callable[[HostClient], HttpResponse]


@pytest.fixture
def clients(territory_a) -> list[HostClient]:
    with tenant_context(territory_a):
        editor = User.objects.get(email=f"editor@{territory_a.slug}.example")
        clients = [HostClient(territory_a.primary_host, territory_a) for _ in range(4)]
        for client in clients:
            client.force_login(editor)
    return clients


def _at_once(clients: list[HostClient], *deeds: Deed) -> list[HttpResponse]:
    """Each client's answer, in no order. The deeds are dealt out among them."""
    barrier, answers = threading.Barrier(len(clients)), []

    def do(deed: Deed, client: HostClient) -> None:
        try:
            barrier.wait(timeout=60)
            answers.append(deed(client))
        finally:
            connection.close()

    threads = [threading.Thread(target=do, args=pair) for pair in zip(cycle(deeds), clients, strict=False)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return answers


def _words(title: str, slug: str) -> dict[str, str]:
    return nested_form_data(
        {
            "title": title,
            "slug": slug,
            "introduction": "Venez.",
            "body": streamfield([("text", rich_text("<p>À samedi.</p>"))]),
            "comments": inline_formset([]),
            "action-publish": "yes",
        }
    )


def _post(name: str, *args: object, data: dict[str, str] | None = None, query: str = "") -> Deed:
    address = reverse(f"wagtailadmin_pages:{name}", args=args) + query
    return lambda client: client.post(address, data or {})


def test_the_second_is_told_that_the_address_is_taken(clients, territory_a):
    with tenant_context(territory_a):
        home = HomePage.objects.get()
    answers = _at_once(
        clients, _post("add", "pages", "contentpage", home.pk, data=_words("La fête", "la-fete"))
    )
    assert sorted(answer.status_code for answer in answers) == [200, 200, 200, 302]
    refused = next(answer.content.decode() for answer in answers if answer.status_code == 200)
    assert "la-fete" in refused
    assert "Venez." in refused, "what was typed is still there"
    with tenant_context(territory_a):
        assert ContentPage.objects.filter(title="La fête").count() == 1


def test_of_drafts_that_save_themselves_one_is_kept_and_the_others_are_told(clients, territory_a):
    """All were opened at the same version: the browser asks whoever comes second before it is written over."""
    with tenant_context(territory_a):
        page = ContentPage.objects.get(slug="charte")
        opened = page.save_revision()
    read = {"loaded_revision_id": opened.pk, "loaded_revision_created_at": opened.created_at.isoformat()}
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    words = {name: value for name, value in _words("Charte", "charte").items() if name != "action-publish"}
    answers = _at_once(
        clients,
        lambda client: client.post(address, words | read, headers={"accept": "application/json"}),
    )
    assert sorted(answer.status_code for answer in answers) == [200, 400, 400, 400]
    assert {answer.json().get("error_code") for answer in answers} == {None, "invalid_revision"}
    with tenant_context(territory_a):
        assert page.revisions.count() == 2


def test_who_saves_an_older_version_is_asked_first(clients, territory_a):
    """Without scripts too; and nothing that was typed is lost."""
    ana, bea = clients[:2]
    with tenant_context(territory_a):
        page = ContentPage.objects.get(slug="charte")
        pilot = User.objects.create_user(email="bea@a.example", first_name="Béa", last_name="Roi")
        pilot.groups.set(User.objects.get(email=f"editor@{territory_a.slug}.example").groups.all())
        bea.force_login(pilot)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])

    def opened(client: HostClient) -> dict[str, str]:
        form = BeautifulSoup(client.get(address).text, "html.parser").select_one("#page-edit-form")
        return {one["name"]: one["value"] for one in form.select("[name^=loaded_revision]")}

    # Bea opens a page that nobody has saved yet; then both open the same version.
    for who, other in ((ana, bea), (bea, ana)):
        read = opened(other)
        assert who.post(address, _words("Une charte", "charte") | opened(who)).status_code == 302
        typed = _words("Notre charte", "charte") | read | {"overwrite_revision_id": ""}
        asked = other.post(address, typed)
        assert asked.status_code == 409
        screen = BeautifulSoup(asked.text, "html.parser")
        sent = {one["name"]: one.get("value", "") for one in screen.select(".maillage-page form [name]")}
        assert typed.items() - {("overwrite_revision_id", "")} <= sent.items()
        link = screen.select_one(".maillage-page a[target=_blank]")["href"]
        assert ("compare" in link) == bool(read)
        assert other.get(link).status_code == 200
        with tenant_context(territory_a):
            assert Page.objects.get(pk=page.pk).title == "Une charte"
        assert other.post(address, sent).status_code == 302
        with tenant_context(territory_a):
            assert Page.objects.get(pk=page.pk).title == "Notre charte"
    assert "Béa" in asked.text


def _assert_sound(territory: TerritoryContext) -> None:
    with tenant_context(territory):
        assert not any(Page.find_problems()), "the tree is whole"
        for page in Page.objects.filter(depth__gt=2):
            assert page.url_path == f"{page.get_parent().url_path}{page.slug}/"


def test_pages_moved_renamed_copied_and_saved_at_once_stay_one_tree(clients, territory_a):
    with tenant_context(territory_a):
        home = HomePage.objects.get()
        make = partial(ContentPage, introduction="Venez.")
        folders = [home.add_child(instance=make(title=f"Dossier {n}", slug=f"dossier-{n}")) for n in range(3)]
        leaves = [
            folder.add_child(instance=make(title=name, slug=name.lower()))
            for folder, names in zip(
                folders, (("Une", "Deux"), ("Trois", "Quatre"), ("Cinq", "Six")), strict=True
            )
            for name in names
        ]
        deep = leaves[0].add_child(instance=make(title="Au fond", slug="au-fond"))
    first, second, third = folders
    rounds = (
        # Among siblings, the same and others.
        [_post("set_page_position", page.pk, query="?position=0") for page in (third, second, first, third)],
        # Moved, while it, its parent and its child are saved under other names.
        [
            _post("move_confirm", leaves[0].pk, third.pk),
            _post("edit", leaves[0].pk, data=_words("Page à part", "a-part")),
            _post("edit", first.pk, data=_words("Premier dossier", "premier-dossier")),
            _post("edit", deep.pk, data=_words("Tout au fond", "tout-au-fond")),
        ],
        # One under the other, both ways; copied meanwhile, and the copy's neighbour gone.
        [
            _post("move_confirm", first.pk, second.pk),
            _post("move_confirm", second.pk, first.pk),
            _post(
                "copy",
                third.pk,
                data={
                    "new_title": "Double",
                    "new_slug": "double",
                    "new_parent_page": str(second.pk),
                    "copy_subpages": "on",
                },
            ),
            _post("delete", leaves[3].pk),
        ],
    )
    for deeds in rounds:
        answers = _at_once(clients, *deeds)
        assert len(answers) == len(clients)
        assert all(answer.status_code < 500 for answer in answers)
        _assert_sound(territory_a)
    with tenant_context(territory_a):
        assert Page.objects.get(pk=deep.pk).get_parent().pk == leaves[0].pk
        assert Page.objects.get(pk=leaves[0].pk).title == "Page à part"
        assert Page.objects.get(pk=leaves[0].pk).get_parent().pk == third.pk
