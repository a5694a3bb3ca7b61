"""Whoever has other people's data in her hands signs in in two steps; the way there is short."""

from __future__ import annotations

import re
from datetime import date
from io import StringIO
from time import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings as project
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.utils import timezone

from engagement.charter.services import draft_charter, publish_charter
from engagement.messaging import boundaries
from engagement.recognition.models import Certificate
from kernel.accounts.services import open_account
from kernel.audit.models import Entry
from kernel.tenancy import tenant_context
from tests.factories.engagement import AssociationFactory
from tests.factories.messaging import conversation_between
from tests.factories.people import PASSWORD, UserFactory
from tests.harness.clients import HostClient
from tests.harness.database import EDITOR_PASSWORD

ADDRESS = "nadia@example.org"
SPACE = "/espace-association/"
DAY = date(2026, 11, 2)


@pytest.fixture
def required(settings):
    settings.SECOND_FACTOR_REQUIRED = True


@pytest.fixture
def manager(in_a):
    user = open_account(email=ADDRESS, first_name="Nadia", password=PASSWORD)
    AssociationFactory(manager=user)
    return user


def code_for(secret: str, steps: int = 0) -> str:
    """What an app shows now, or some steps of half a minute later."""
    return format_hotp_value(hotp_value(secret, int(time()) // 30 + steps))


def sign_in(client: HostClient) -> str:
    return client.post("/compte/login/", {"login": ADDRESS, "password": PASSWORD})["Location"]


def connect_an_app(client: HostClient) -> str:
    """Set the second step up as a person does; returns the key that her app now holds."""
    page = client.get("/compte/deux-etapes/totp/activate/", follow=True)
    if "reauthenticate" in page.request["PATH_INFO"]:
        page = client.post(
            page.request["PATH_INFO"] + "?" + page.request["QUERY_STRING"],
            {"password": PASSWORD},
            follow=True,
        )
    secret = re.search(r"<code>([A-Z2-7]+)</code>", page.content.decode()).group(1)
    done = client.post("/compte/deux-etapes/totp/activate/", {"code": code_for(secret)}, follow=True)
    assert "codes de secours" in done.content.decode()
    return secret


def test_production_requires_it_and_the_demo_does_not():
    from config.settings import base, demo

    assert base.SECOND_FACTOR_REQUIRED
    assert not demo.SECOND_FACTOR_REQUIRED
    assert not project.SECOND_FACTOR_REQUIRED


def test_a_manager_is_asked_at_the_door_sets_it_up_and_goes_on(
    required, manager, client_a, mailoutbox, django_capture_on_commit_callbacks
):
    assert sign_in(client_a) == "/"
    door = client_a.get(SPACE)
    assert door["Location"] == "/compte/deux-etapes/"
    assert "Une étape encore" in client_a.get(door["Location"]).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        secret = connect_an_app(client_a)
    assert f'href="{SPACE}"' in client_a.get("/compte/deux-etapes/recovery-codes/").content.decode()
    assert client_a.get(SPACE).status_code == 200
    assert "deux étapes" in mailoutbox[-1].body
    stored = Authenticator.objects.get(user=manager, type="totp").data["secret"]
    assert secret not in stored

    client_a.logout()
    assert sign_in(client_a) == "/compte/deux-etapes/authenticate/"
    assert client_a.get(SPACE)["Location"].startswith("/compte/login/")
    wrong = client_a.post("/compte/deux-etapes/authenticate/", {"code": "000000"})
    assert wrong.status_code == 200
    client_a.post("/compte/deux-etapes/authenticate/", {"code": code_for(secret, steps=1)})
    assert client_a.get(SPACE).status_code == 200


def test_a_recovery_code_opens_once(required, manager, client_a):
    sign_in(client_a)
    connect_an_app(client_a)
    page = client_a.get("/compte/deux-etapes/recovery-codes/").content.decode()
    code = re.search(r"<code>([\w-]+)</code>", page).group(1)
    for opens in (True, False):
        client_a.logout()
        sign_in(client_a)
        client_a.post("/compte/deux-etapes/authenticate/", {"code": code})
        assert (client_a.get(SPACE).status_code == 200) is opens


def test_guessing_the_second_step_is_slowed_down(required, manager, client_a):
    sign_in(client_a)
    secret = connect_an_app(client_a)
    client_a.logout()
    sign_in(client_a)
    for _ in range(6):
        client_a.post("/compte/deux-etapes/authenticate/", {"code": "000000"})
    client_a.post("/compte/deux-etapes/authenticate/", {"code": code_for(secret, steps=1)})
    assert client_a.get(SPACE).status_code == 302


def test_the_other_sessions_end_once_an_app_is_connected(
    required, manager, client_a, in_a, django_capture_on_commit_callbacks
):
    elsewhere = HostClient(in_a.primary_host, in_a)
    sign_in(elsewhere)
    assert elsewhere.get("/mes-participations/").status_code == 200
    sign_in(client_a)
    with django_capture_on_commit_callbacks(execute=True):
        connect_an_app(client_a)
    assert client_a.get("/mes-participations/").status_code == 200
    assert elsewhere.get("/mes-participations/").status_code == 302


def test_who_changes_phones_is_asked_again(required, manager, client_a):
    sign_in(client_a)
    connect_an_app(client_a)
    client_a.post("/compte/deux-etapes/totp/deactivate/")
    assert not Authenticator.objects.filter(user=manager).exists()
    assert client_a.get(SPACE)["Location"] == "/compte/deux-etapes/"


def test_who_lost_everything_is_let_in_by_the_operator(
    required, manager, client_a, mailoutbox, django_capture_on_commit_callbacks
):
    sign_in(client_a)
    connect_an_app(client_a)
    with django_capture_on_commit_callbacks(execute=True):
        call_command("reset_second_factor", "vallee-claire", ADDRESS.upper(), stdout=StringIO())
    assert "plus en deux étapes" in mailoutbox[-1].body
    client_a.logout()
    assert sign_in(client_a) == "/"
    assert client_a.get(SPACE)["Location"] == "/compte/deux-etapes/"
    for slug, address in (("nulle-part", ADDRESS), ("val-sombre", ADDRESS)):
        with pytest.raises(CommandError):
            call_command("reset_second_factor", slug, address)


def test_the_team_is_asked_at_the_back_office(required, in_a, client_a):
    client_a.login(
        email="editor@vallee-claire.example",
        username="editor@vallee-claire.example",
        password=EDITOR_PASSWORD,
    )
    assert client_a.get("/admin/pages/")["Location"] == "/compte/deux-etapes/"
    assert client_a.get("/").status_code == 200


def test_acting_for_others_takes_two_steps_wherever_it_is_done(required, manager, in_a, client_a):
    """Conversations, the charter and certificates have pages that answer citizens too."""
    association = manager.memberships.get().association
    theirs = conversation_between(UserFactory(), association)
    hers = conversation_between(manager, AssociationFactory())
    certificate = Certificate.objects.create(
        user=UserFactory(), kind="period", first_day=DAY, last_day=DAY, snapshot={}, issued_at=timezone.now()
    )
    certificate.associations.add(association)
    publish_charter(charter=draft_charter(title="Charte", text="<p>Oui.</p>"), now=timezone.now())
    sign_in(client_a)
    doors = [
        f"/messages/{theirs.pk}/",
        f"/messages/{theirs.pk}/signaler/",
        f"/messages/ecrire/?association={AssociationFactory().slug}",
        f"/charte/signer/?association={association.slug}",
        f"/mon-engagement/attestations/{certificate.pk}/revoquer/",
    ]
    for path in doors:
        assert client_a.get(path).get("Location") == "/compte/deux-etapes/", path
    assert "Une étape encore" in client_a.get("/compte/deux-etapes/").content.decode()
    news = client_a.get(f"/messages/{theirs.pk}/nouveaux/?after=0", headers={"HX-Request": "true"})
    assert news.status_code == 401
    for path in (f"/messages/{hers.pk}/", "/messages/", "/charte/signer/", "/mes-participations/"):
        assert client_a.get(path).status_code == 200, path

    moderator = open_account(email="lise@example.org", password=PASSWORD)
    moderator.groups.add(Group.objects.get(name="Modération"))
    report = boundaries.report(
        conversation=theirs, reporter=theirs.person, reason="Fâchée.", now=timezone.now()
    )
    review = HostClient(in_a.primary_host, in_a)
    review.force_login(moderator)
    assert review.get(f"/messages/signalements/{report.pk}/")["Location"] == "/compte/deux-etapes/"
    assert not Entry.objects.filter(act="messaging.reviewed").exists()

    connect_an_app(client_a)
    for path in doors:
        assert "/deux-etapes/" not in client_a.get(path).get("Location", ""), path


def test_a_citizen_is_never_asked_and_may_have_it(required, in_a, client_a):
    user = open_account(email=ADDRESS, first_name="Nadia", password=PASSWORD)
    sign_in(client_a)
    for path in ("/mon-profil/", SPACE, "/admin/"):
        assert client_a.get(path).get("Location") != "/compte/deux-etapes/"
    connect_an_app(client_a)
    client_a.post("/compte/deux-etapes/totp/deactivate/")
    assert not Authenticator.objects.filter(user=user).exists()


def test_where_it_is_not_required_the_doors_are_open(manager, client_a):
    client_a.force_login(manager)
    assert client_a.get(SPACE).status_code == 200


def test_a_secret_of_one_territory_is_unreadable_in_the_other(in_a, territory_b):
    from allauth.mfa.utils import decrypt, encrypt
    from cryptography.fernet import InvalidToken

    encrypted = encrypt("JBSWY3DPEHPK3PXP")
    assert decrypt(encrypted) == "JBSWY3DPEHPK3PXP"
    with tenant_context(territory_b), pytest.raises(InvalidToken):
        decrypt(encrypted)
