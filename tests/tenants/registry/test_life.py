"""The life of a territory: what each state changes, who is told, what the journal keeps."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.utils import timezone

from engagement.associations.models import Membership, MembershipRole
from engagement.associations.tasks import tell_seated_in
from kernel.accounts.models import User
from kernel.audit.models import Entry
from kernel.mail.enums import MailState
from kernel.mail.models import OutgoingMail
from kernel.mail.services import deliver_mail
from kernel.tenancy import TerritoryContext, TerritoryState, tenant_context
from tenants.billing.models import Subscription
from tenants.geography.models import Commune
from tenants.portal.selectors import live_territories
from tenants.provisioning import refusals
from tenants.provisioning.changing import change_communes, rename_territory
from tenants.provisioning.effects import effects_of
from tenants.registry.lifecycle import TERRITORY
from tenants.registry.models import Domain, Territory
from tenants.registry.services import (
    OPERATOR,
    WrongState,
    archive_territory,
    change_state,
    give_notice,
    resume_territory,
    suspend_territory,
)
from tests.factories.engagement import AssociationFactory, MissionFactory, VolunteerFactory
from tests.factories.people import UserFactory
from tests.harness.clients import HostClient


@pytest.fixture(autouse=True)
def _commit(django_capture_on_commit_callbacks: Callable[..., Any]) -> Any:
    with django_capture_on_commit_callbacks(execute=True):
        yield


@pytest.fixture
def territory(db: None, territory_a: TerritoryContext) -> Territory:
    return Territory.objects.get(pk=territory_a.id)


def acts() -> list[tuple[str, str, str]]:
    return list(Entry.objects.order_by("pk").values_list("act", "actor_role", "reason"))


def test_every_state_can_be_reached_and_left_but_the_last() -> None:
    left = {source for one in TERRITORY.transitions.values() for source in one.sources}
    reached = {one.target for one in TERRITORY.transitions.values()}
    assert left == {str(state) for state in TerritoryState} - {"gone"}
    assert reached == {str(state) for state in TerritoryState} - {"opening"}


@pytest.mark.parametrize("close", [suspend_territory, give_notice])
def test_a_closed_territory_shows_a_page_and_lets_its_team_read(
    territory: Territory, territory_a: TerritoryContext, client_a: HostClient, close: Callable[..., Territory]
) -> None:
    now = timezone.now()
    with tenant_context(territory_a):
        editor = User.objects.get(email=f"editor@{territory_a.slug}.example")
    client_a.force_login(editor)
    closed = close(territory=territory, now=now, reason="Facture de mai", by=OPERATOR)
    assert closed.state_since == now
    assert acts()[-1] == (f"territory.{action_of(close)}", "operator", "Facture de mai")
    assert close(territory=territory, now=now).state == closed.state  # twice is once
    assert len(acts()) == 1

    with tenant_context(territory_a):
        kind = {suspend_territory: "territory_closed", give_notice: "notice_given"}[close]
        assert OutgoingMail.objects.get(to=editor.email).kind == kind

    answer = client_a.get("/associations/")
    assert answer.status_code == 503
    assert 'href="/mes-donnees/"' in answer.content.decode()
    assert client_a.post("/mes-donnees/copie/").status_code == 302
    mine = client_a.get("/mes-donnees/").content.decode()
    assert "/mes-donnees/copie/" in mine
    assert "/mes-donnees/effacer/" not in mine
    assert client_a.post("/mes-donnees/effacer/").status_code == 503
    assert "Vallée-Claire" in answer.content.decode()
    door = HostClient(territory_a.primary_host).get("/compte/login/?next=/mes-donnees/")
    assert door.status_code == 200
    assert "/compte/signup/" not in door.content.decode()
    assert client_a.get("/compte/signup/").status_code == 503
    assert client_a.post("/associations/").status_code == 503
    assert client_a.get("/admin/").status_code == 200
    assert client_a.get("/admin/territory/").status_code == 200
    assert client_a.post("/admin/rules/", {}).status_code == 503
    assert territory_a.slug not in {card.territory.slug for card in live_territories()}

    resume_territory(territory=territory, now=now, reason="Payée")
    assert client_a.get("/associations/").status_code == 200
    with tenant_context(territory_a):
        reopened = OutgoingMail.objects.filter(kind="territory_reopened").count()
        assert reopened == (1 if close is suspend_territory else 0)
    # It was on trial, and is again.
    assert acts()[-2:] == [
        ("territory.resume", "platform", "Payée"),
        ("territory.start_trial", "platform", ""),
    ]


def action_of(service: Callable[..., Territory]) -> str:
    return {suspend_territory: "suspend", give_notice: "give_notice"}[service]


def test_operators_leave_by_themselves_and_change_their_mind(
    territory: Territory,
    territory_a: TerritoryContext,
    client_a: HostClient,
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    with tenant_context(territory_a):
        client_a.force_login(User.objects.get(email=f"editor@{territory_a.slug}.example"))
    url, today = "/admin/territory/notice/", timezone.localdate()
    wish = {"reason": "Fusion", "day": today + timedelta(days=60), "address": territory_a.primary_host}
    for wrong, said in (
        ({"reason": ""}, "votre attention"),
        ({"day": today + timedelta(days=29)}, "Choisissez un jour"),
        ({"day": today + timedelta(days=366)}, "Choisissez un jour"),
        ({"address": "autre.localhost"}, "pas l’adresse du site"),
    ):
        refused = client_a.post(url, wish | wrong)
        assert (refused.status_code, said in refused.content.decode()) == (422, True), wrong
    assert not acts()
    with django_capture_on_commit_callbacks(execute=True):
        address = f" https://{territory_a.primary_host}/ "
        assert client_a.post(url, wish | {"address": address}).status_code == 302
    territory.refresh_from_db()
    assert (territory.state, territory.leaves_on) == (TerritoryState.LEAVING, wish["day"])
    assert acts()[0] == ("territory.give_notice", "operator", "Fusion")
    (letter,) = mail.outbox
    assert "Fusion" in letter.body
    assert url in letter.body
    assert client_a.get("/associations/").status_code == 503
    page = client_a.get(url).content.decode()
    assert f"/admin/territory/export/{territory.archives.get().code}/" in page
    assert client_a.post(url, wish).status_code == 409
    assert "Aucune autre période" in client_a.get("/admin/facturation/").content.decode()
    with tenant_context(territory_a):
        colleague = UserFactory()
        client_a.force_login(colleague)
    assert client_a.post(url, {"take_back": "1"}).status_code == 403
    with tenant_context(territory_a):
        client_a.force_login(User.objects.get(email=f"editor@{territory_a.slug}.example"))
        assert client_a.post(url, {"take_back": "1"}).status_code == 302
        assert set(Entry.objects.values_list("act", flat=True)) == {
            "territory.give_notice",
            "territory.resume",
        }
    assert client_a.get("/associations/").status_code == 200

    # What the network decided, they do not undo.
    for close in (give_notice, suspend_territory):
        with django_capture_on_commit_callbacks(execute=True):
            close(territory=territory, now=timezone.now(), reason="Impayé")
        assert "écrivez" in client_a.get(url).content.decode()
        client_a.post(url, {"take_back": "1"})
        assert client_a.post(url, wish).status_code == 409
        assert client_a.get("/associations/").status_code == 503
        resume_territory(territory=territory, now=timezone.now())
    assert "Impayé" not in "".join(str(letter.body) for letter in mail.outbox)


def test_a_late_payment_changes_nothing_but_a_banner_for_the_operator(
    territory: Territory, territory_a: TerritoryContext, client_a: HostClient
) -> None:
    with tenant_context(territory_a):
        client_a.force_login(User.objects.get(email=f"editor@{territory_a.slug}.example"))
    change_state(territory=territory, action="fall_behind", now=timezone.now())
    Subscription.objects.filter(territory=territory).update(state="late")
    assert client_a.get("/associations/").status_code == 200
    assert "Une facture attend" in client_a.get("/admin/").content.decode()
    assert "facture" not in client_a.get("/").content.decode()
    assert territory_a.slug in {card.territory.slug for card in live_territories()}
    with pytest.raises(WrongState):
        change_state(territory=territory, action="delete", now=timezone.now())
    with pytest.raises(CommandError):
        call_command("change_state", territory.slug, "resume", "--reason", "x")


def test_the_e_mails_of_a_closed_territory_wait_except_those_that_open_its_door(territory: Territory) -> None:
    now = timezone.now()
    archive_territory(territory=territory, now=now)
    territory.refresh_from_db()
    with tenant_context(territory.context()):
        person = User.objects.get(email=f"editor@{territory.slug}.example")
        code = OutgoingMail.objects.create(kind="account/login_code", **_mail(person, now, "a"))
        word = OutgoingMail.objects.create(kind="digest", **_mail(person, now, "b"))
        copy = OutgoingMail.objects.create(kind="privacy_export_ready", **_mail(person, now, "c"))
        for mail in (code, word, copy):
            deliver_mail(mail_id=mail.pk, now=now)
            mail.refresh_from_db()
        assert (code.state, word.state, copy.state) == (MailState.SENT, MailState.WAITING, MailState.SENT)
    resume_territory(territory=territory, now=now)
    territory.refresh_from_db()
    with tenant_context(territory.context()):
        deliver_mail(mail_id=word.pk, now=now + timedelta(days=8))
        word.refresh_from_db()
        assert word.state == MailState.FAILED  # it would say what is no longer so


def _mail(person: User, now: Any, key: str) -> dict[str, Any]:
    return {
        "user": person,
        "to": person.email,
        "message_id": f"<{key}@x.example>",
        "sender": "a@x.example",
        "subject": "S",
        "text": "T",
        "due_at": now,
    }


def test_a_territory_that_is_gone_is_a_410_and_its_tasks_are_dropped(
    territory: Territory, client_a: HostClient
) -> None:
    Territory.objects.filter(pk=territory.pk).update(state=TerritoryState.GONE)
    answer = client_a.get("/associations/")
    assert answer.status_code == 410
    assert "Vallée-Claire" in answer.content.decode()
    assert client_a.get("/admin/").status_code == 410


def test_renaming_keeps_every_former_address(
    territory: Territory, territory_a: TerritoryContext, client_a: HostClient, network_client: HostClient
) -> None:
    from wagtail.models import Site

    rename_territory(
        territory=territory, name="Grand Val", slug="grand-val", now=timezone.now(), reason="Fusion"
    )
    moved = client_a.get("/associations/?q=x")
    assert moved.status_code == 301
    assert moved["Location"].endswith("//grand-val.localhost:8000/associations/?q=x")
    assert client_a.post("/compte/login/").status_code == 308
    new = HostClient("grand-val.localhost")
    assert "Grand Val" in new.get("/").content.decode()
    with tenant_context(Territory.objects.get(pk=territory.pk).context()):
        site = Site.objects.get()
        assert (site.hostname, site.site_name) == ("grand-val.localhost", "Grand Val")
    assert Entry.objects.get().details == {
        "from": "vallee-claire",
        "to": "grand-val",
        "name": "Vallée-Claire",
    }

    with pytest.raises(refusals.SlugTaken):
        rename_territory(
            territory=Territory.objects.exclude(pk=territory.pk).get(),
            slug="vallee-claire",
            now=timezone.now(),
        )
    with pytest.raises(refusals.ReservedSlug):
        rename_territory(territory=territory, slug="admin", now=timezone.now())
    # Back again: the former name is still this territory's.
    rename_territory(territory=territory, slug="vallee-claire", now=timezone.now())
    assert new.get("/").status_code == 301
    assert client_a.get("/").status_code == 200
    assert Domain.objects.filter(tenant=territory).count() == 2
    for path in ("vallee-claire", "Grand-Val", "grand-val/"):
        assert network_client.get(f"/{path}?affiche=gare")["Location"] == (
            "http://vallee-claire.localhost:8000/?affiche=gare"
        )
    suspend_territory(territory=territory, now=timezone.now())
    assert network_client.get("/vallee-claire").status_code == 302
    assert network_client.get("/nobody").status_code == 404


def test_operators_rename_by_themselves(
    territory: Territory, territory_a: TerritoryContext, client_a: HostClient
) -> None:
    with tenant_context(territory_a):
        client_a.force_login(User.objects.get(email=f"editor@{territory_a.slug}.example"))
    url, other = "/admin/territory/name/", Territory.objects.exclude(pk=territory.pk).get()
    for slug, said in ((other.slug, "porte déjà le nom court"), ("admin", "réservé"), ("É", "nom court")):
        refused = client_a.post(url, {"name": "Grand Val", "slug": slug})
        assert (refused.status_code, said in refused.content.decode()) == (422, True)
    assert client_a.post(url, {"name": territory.name, "slug": territory.slug}).status_code == 200
    assert not acts()
    moved = client_a.post(url, {"name": "Grand Val", "slug": "Grand-Val"})
    assert moved["Location"] == "http://grand-val.localhost:8000/admin/territory/"
    assert acts() == [("territory.renamed", "operator", "")]
    assert client_a.get("/missions/").status_code == 301


def test_what_a_commune_holds_is_said_before_it_is_taken_away(
    territory: Territory,
    territory_a: TerritoryContext,
    client_a: HostClient,
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    libin, tellin = Commune.objects.get(pk="BE-84035"), Commune.objects.get(pk="BE-84068")
    with tenant_context(territory_a):
        volunteer = VolunteerFactory(commune=libin)
        MissionFactory(commune=libin, association=AssociationFactory(commune=tellin))
        seated = Membership.objects.create(
            association=AssociationFactory(commune=libin), user=UserFactory(), role=MembershipRole.MANAGER
        )
        client_a.force_login(User.objects.get(email=f"editor@{territory_a.slug}.example"))
    counts = {e.code: e.count for e in effects_of(territory=territory, communes=["BE-84035"])}
    assert counts == {"volunteers": 1, "missions": 1, "associations": 1}

    url = "/admin/territory/communes/"
    assert "au moins une commune" in client_a.post(url, {"remove": "Libin"}).content.decode()
    assert "Nulle-Part" in client_a.post(url, {"add": "Nulle-Part"}).content.decode()
    said = client_a.post(url, {"add": "Tellin, 6890", "remove": "Libin"}).content.decode()
    assert "<strong>1</strong>" in said
    assert [c.pk for c in territory.communes.all()] == ["BE-84035"]
    drawn = client_a.get("/mesh.svg").content
    with django_capture_on_commit_callbacks(execute=True):
        assert client_a.post(url, {"add": "Tellin", "remove": "Libin", "confirm": "1"}).status_code == 302
    assert client_a.get("/mesh.svg").content != drawn, "the drawing is that of the new communes"
    assert [c.pk for c in territory.communes.all()] == ["BE-84068"]
    with tenant_context(territory_a):
        (letter,) = OutgoingMail.objects.filter(kind="volunteer_commune")
        assert letter.to == volunteer.user.email
        tell_seated_in(communes=["BE-84035"])
        (letter,) = OutgoingMail.objects.filter(kind="association_commune")
        assert letter.to == seated.user.email
    told = {one.subject: one.body for one in mail.outbox}
    assert "restent comme ils sont" in told["Libin quitte Vallée-Claire"]
    name = seated.association.name
    assert (
        f"où «\N{NO-BREAK SPACE}{name}\N{NO-BREAK SPACE}» a son siège"
        in told[f"Libin quitte Vallée-Claire : ce que cela change pour {name}"]
    )
    entry = Entry.objects.get(act="territory.communes")
    assert (entry.actor_role, entry.details) == ("operator", {"added": ["BE-84068"], "removed": ["BE-84035"]})
    territory.refresh_from_db()
    assert (territory.latitude, territory.longitude) == (tellin.latitude, tellin.longitude)
    with pytest.raises(refusals.NoCommunes):
        change_communes(territory=territory, remove=[tellin], now=timezone.now())
