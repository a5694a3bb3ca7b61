"""Each role meets in the back office what it may do, and nothing else."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.db import connection

from cms.pages.models import ContentPage, HomePage
from cms.team.roles import (
    EDITORS,
    MEDIATORS,
    MODERATORS,
    OPERATORS,
    Role,
    establish_roles,
    without_these_roles,
)
from engagement.rules.selectors import current_rules
from kernel.accounts.models import User
from kernel.audit.models import Entry
from kernel.tenancy import tenant_context
from tenants.provisioning.signals import network_migrated
from tests.factories.agenda import OfferFactory
from tests.factories.engagement import AssociationFactory, MissionFactory
from tests.factories.people import UserFactory

#: Address in the back office, and who gets in.
DOORS = {
    "": {EDITORS, MODERATORS, MEDIATORS, OPERATORS},
    "pages/": {EDITORS, MODERATORS, OPERATORS},
    "images/": {EDITORS, MODERATORS, OPERATORS},
    "associations/": {MODERATORS, MEDIATORS, OPERATORS},
    "missions/": {MODERATORS, MEDIATORS, OPERATORS},
    "events/": {EDITORS, MODERATORS, OPERATORS},
    "association-events/": {MODERATORS, OPERATORS},
    "offers/": {MODERATORS, OPERATORS},
    "volunteers/": {MODERATORS, OPERATORS},
    "charter/": {MODERATORS, OPERATORS},
    "signatures/": {MODERATORS, OPERATORS},
    "moderation/": {MODERATORS, OPERATORS},
    "moderation/several/": {MODERATORS, OPERATORS},
    "search/": {EDITORS, MODERATORS, MEDIATORS, OPERATORS},
    "help/": {EDITORS, MODERATORS, MEDIATORS, OPERATORS},
    "visits/": {EDITORS, MODERATORS, OPERATORS},
    "brand/": {OPERATORS},
    "partners/": {OPERATORS},
    "languages/": {OPERATORS},
    "import-associations/": {MODERATORS, OPERATORS},
    "certificates/": {OPERATORS},
    "second-factor/": {OPERATORS},
    "facturation/": {OPERATORS},
    "rules/": {MODERATORS, OPERATORS},
    "users/": {OPERATORS},
    "users/new/": {OPERATORS},
    "redirects/": {OPERATORS},
    "journal/": {OPERATORS},
    "chiffres/": {MODERATORS, OPERATORS},
    "chiffres/2026.csv": {MODERATORS, OPERATORS},
    "chiffres/bilans/": {MODERATORS, OPERATORS},
    "chiffres/bilans/nouveau/": {OPERATORS},
    "territory/": {OPERATORS},
    "territory/communes/": {OPERATORS},
    "territory/name/": {OPERATORS},
    "territory/notice/": {OPERATORS},
    "groups/": set(),
    "sites/": set(),
}
#: Of these, those that the menu does not name for whoever may not enter.
IN_MENU = (
    "associations/",
    "missions/",
    "events/",
    "moderation/",
    "rules/",
    "chiffres/",
    "users/",
    "redirects/",
    "journal/",
    "groups/",
)


def client_of(client_a, role: Role | None):
    user = UserFactory()
    if role:
        user.groups.add(Group.objects.get(name=role.name))
    client_a.force_login(user)
    return client_a


@pytest.mark.parametrize("role", [EDITORS, MODERATORS, MEDIATORS, OPERATORS], ids=lambda role: role.name)
def test_doors_and_menu(in_a, client_a, role):
    client = client_of(client_a, role)
    open_doors = {door for door in DOORS if client.get(f"/admin/{door}").status_code == 200}
    # Wagtail lists the pages to whoever enters, empty for whoever may edit none.
    assert open_doors - {"pages/"} == {door for door, roles in DOORS.items() if role in roles} - {"pages/"}
    menu = client.get("/admin/").content.decode()
    for door in IN_MENU:
        assert (f'"/admin/{door}"' in menu) == (role in DOORS[door]), door


def test_a_citizen_has_no_door(in_a, client_a):
    client = client_of(client_a, None)
    assert {client.get(f"/admin/{door}").status_code for door in DOORS} == {403}


def test_roles_regain_exactly_their_permissions(in_a):
    group = Group.objects.get(name=OPERATORS.name)
    before = set(group.permissions.values_list("pk", flat=True))
    group.permissions.clear()
    establish_roles(home=HomePage.objects.get())
    assert set(group.permissions.values_list("pk", flat=True)) == before
    assert len(before) == len(OPERATORS.general)


def test_roles_that_a_release_changed_reach_territories_that_lack_no_migration(in_a):
    group = Group.objects.get(name=OPERATORS.name)
    for mark, expected in ((None, 0), ("roles of the release before", len(OPERATORS.general))):
        group.permissions.clear()
        if mark:
            with connection.cursor() as cursor:
                cursor.execute(f"COMMENT ON TABLE auth_group IS '{mark}'")
        network_migrated.send(None, schemas=[in_a.schema_name])
        with tenant_context(in_a):
            assert group.permissions.count() == expected
    assert without_these_roles(schemas=[in_a.schema_name]) == []


def test_rules_are_changed_in_words_and_noted(in_a, client_a):
    client = client_of(client_a, MODERATORS)
    page = client.get("/admin/rules/").content.decode()
    assert "Ce que l’équipe relit" in page
    values = {name: getattr(current_rules(), name) for name in RULES}
    refused = client.post("/admin/rules/", values | {"nudge_days": 10, "alert_days": 5})
    assert "L’équipe est" in refused.content.decode()
    assert not Entry.objects.filter(act="rules.changed").exists()
    assert client.post("/admin/rules/", values | {"offer_hours": 36}).status_code == 302
    assert current_rules().offer_hours == 36
    assert Entry.objects.get(act="rules.changed").details == {"offer_hours": [24, 36]}
    client.post("/admin/rules/", values | {"offer_hours": 36})
    assert Entry.objects.filter(act="rules.changed").count() == 1


RULES = (
    "missions_are_read", "events_are_read", "offers_are_read", "offer_hours", "reminder_hours", "nudge_days",
    "alert_days", "retention_months", "outgoing_reach", "incoming_reach", "incoming_km", "incoming_causes",
    "invitations_a_month",
)  # fmt: skip


def test_a_citizen_is_let_into_the_team(in_a, client_a, mailoutbox, django_capture_on_commit_callbacks):
    client = client_of(client_a, OPERATORS)
    citizen = UserFactory(email="citoyenne@vallee-claire.example", first_name="Aurélie")
    editors, moderators = (Group.objects.get(name=role.name) for role in (EDITORS, MODERATORS))
    with django_capture_on_commit_callbacks(execute=True):
        for email in ("CITOYENNE@vallee-claire.example", "nouveau@vallee-claire.example"):
            sent = {"email": email, "first_name": "Paul", "last_name": "Petit", "groups": [moderators.pk]}
            assert client.post("/admin/users/new/", sent).status_code == 302
    citizen.refresh_from_db()
    newcomer = User.objects.get(email="nouveau@vallee-claire.example")
    assert (citizen.first_name, newcomer.first_name) == ("Aurélie", "Paul")
    assert citizen.check_password("a-password-of-tests")
    assert {person.groups.get() for person in (citizen, newcomer)} == {moderators}
    assert [letter.to for letter in mailoutbox] == [[citizen.email], [newcomer.email]]
    assert "Modération" in mailoutbox[0].body
    edit = {"first_name": "Aurélie", "last_name": "C", "is_active": "on", "groups": [editors.pk]}
    assert client.post(f"/admin/users/edit/{citizen.pk}/", edit).status_code == 302
    assert Entry.objects.get(act="team.roles_changed").details == {
        "before": ["Modération"],
        "after": ["Rédaction"],
    }


def test_nobody_of_the_network_is_let_in(in_a, client_a):
    client = client_of(client_a, OPERATORS)
    UserFactory(email="admin@vallee-claire.example", superuser=True)
    sent = {"email": "admin@vallee-claire.example", "groups": [Group.objects.get(name=EDITORS.name).pk]}
    answer = client.post("/admin/users/new/", sent)
    assert "ne peut pas rejoindre" in answer.content.decode()


def test_actions_on_several_accounts_reach_colleagues_only(in_a, client_a):
    client = client_of(client_a, OPERATORS)
    citizen = UserFactory(email="citoyenne@vallee-claire.example", last_name="Thouvenin-Secret")
    role = Group.objects.get(name=EDITORS.name)
    for number in (citizen.pk, "all"):
        address = f"/admin/bulk/accounts/user/assign_role/?id={number}&next=/admin/"
        assert "Thouvenin-Secret" not in client.get(address).content.decode()
        client.post(address, {"role": role.pk})
        assert not citizen.groups.exists()


def test_each_finds_what_it_may_open(in_a, client_a):
    AssociationFactory(name="Le Fournil de l’été", state="draft")
    MissionFactory(title="Fête d’ete au fournil")
    OfferFactory(title="Pain d’été")
    UserFactory(first_name="Été", last_name="Collègue").groups.add(Group.objects.get(name=EDITORS.name))
    UserFactory(first_name="Été", last_name="Citoyen")
    HomePage.objects.get().add_child(instance=ContentPage(title="Nos étés", live=False))
    found = {}
    for role in (EDITORS, MODERATORS, MEDIATORS, OPERATORS):
        page = client_of(client_a, role).get("/admin/search/", {"q": "ete"})
        found[role] = {hit.title for group in page.context["groups"] for hit in group.found}
    engagement = {"Le Fournil de l’été", "Fête d’ete au fournil"}
    assert found == {
        EDITORS: {"Nos étés"},
        MODERATORS: {"Nos étés", "Pain d’été"} | engagement,
        MEDIATORS: engagement,
        OPERATORS: {"Nos étés", "Pain d’été", "Été Collègue"} | engagement,
    }
    # Each address that is found opens; so does every page of the menu, which is what is shown without words.
    client = client_of(client_a, OPERATORS)
    for words in ("ete", ""):
        for group in client.get("/admin/search/", {"q": words}).context["groups"]:
            for hit in group.found:
                assert _opens(client, hit.url), hit
    assert "Rien ne correspond" in client.get("/admin/search/", {"q": "zzz"}).content.decode()


def _opens(client, url: str) -> bool:
    """Wagtail sends whoever may not enter back to its first page."""
    answer = client.get(url, follow=True)
    return answer.status_code == 200 and answer.wsgi_request.path != "/admin/"


def test_the_menu_leads_where_one_may_go(in_a, client_a):
    seen = {}
    for role in (EDITORS, MEDIATORS):
        client = client_of(client_a, role)
        (menu,) = client.get("/admin/search/").context["groups"]
        seen[role] = {hit.url.removeprefix("/admin/") for hit in menu.found}
        assert all(_opens(client, hit.url) for hit in menu.found)
    assert seen[MEDIATORS] == {"associations/", "missions/", "help/"}
    assert "settings/pages/surroundings/" in seen[EDITORS]
    assert "users/" not in seen[EDITORS]
