"""Erasure: confirmed, whole, and kind to those who are left."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone
from psycopg import sql

from engagement.participations.models import Participation
from engagement.privacy import services
from engagement.privacy.erasure import ErasureBlocked, erase_person
from engagement.privacy.models import RetentionNotice
from engagement.privacy.retention import keep_to_retention, months_before
from engagement.volunteers.services import Profile, save_profile
from kernel.accounts.models import User
from kernel.accounts.services import open_account
from kernel.audit.models import Entry
from kernel.tenancy import PUBLIC_SCHEMA, TerritoryContext
from tests.factories.engagement import (
    AssociationFactory,
    MissionFactory,
    ParticipationFactory,
    SlotFactory,
    VolunteerFactory,
)
from tests.factories.people import PASSWORD, UserFactory
from tests.harness.clients import HostClient

NAMES = ("odile.perrin@boite.example", "Odilette", "Perrinelle")


@pytest.fixture
def odile(in_a: TerritoryContext) -> User:
    user = open_account(email=NAMES[0], first_name=NAMES[1], last_name=NAMES[2], password=PASSWORD)
    VolunteerFactory(user=user)
    save_profile(user=user, profile=Profile(findable=True))
    return user


def traces(schema: str) -> list[str]:
    """Every row of every table of the schemas that names her, and every file of the territory that does."""
    found = []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT schemaname, tablename FROM pg_tables WHERE schemaname = ANY(%s) ORDER BY 1, 2",
            [[schema, PUBLIC_SCHEMA]],
        )
        for table in cursor.fetchall():
            rows = sql.SQL("SELECT one::text FROM {} one WHERE one::text ILIKE ANY(%s)")
            cursor.execute(rows.format(sql.Identifier(*table)), [[f"%{name}%" for name in NAMES]])
            found += [f"{'.'.join(table)}: {row}" for (row,) in cursor.fetchall()]
    for path in (Path(settings.MEDIA_ROOT) / schema).rglob("*"):
        if path.is_file() and any(name.encode() in path.read_bytes() for name in NAMES):
            found.append(str(path))
    return found


def test_nothing_names_who_was_erased(
    in_a: TerritoryContext,
    client_a: HostClient,
    odile: User,
    mailoutbox: list,
    django_capture_on_commit_callbacks,
) -> None:
    now = timezone.now()
    mission = MissionFactory(slots=[1])
    ParticipationFactory(user=odile, mission=mission, slot=mission.slots.first(), state="accepted")
    past = SlotFactory(mission=mission, starts_at=now - timedelta(days=9))
    ParticipationFactory(user=odile, mission=mission, slot=past, state="accepted", message="De Perrinelle")
    with django_capture_on_commit_callbacks(execute=True):
        export = services.request_export(user=odile, now=now)
        services.build_export(export_id=export.pk, now=now)
    HostClient(in_a.primary_host, in_a).force_login(odile)
    client_a.force_login(odile)
    assert len(traces(in_a.schema_name)) > 2
    manager = UserFactory(email="gerante@boite.example")
    mission.association.memberships.create(user=manager, role="manager")

    page = client_a.get("/mes-donnees/effacer/").content.decode()
    assert "Ce qui reste, sans votre nom" in page
    assert client_a.post("/mes-donnees/effacer/", {"password": "faux", "sure": "on"}).status_code == 200
    assert User.objects.filter(pk=odile.pk).exists()
    with django_capture_on_commit_callbacks(execute=True):
        answer = client_a.post("/mes-donnees/effacer/", {"password": PASSWORD, "sure": "on"})
    assert answer["Location"] == "/mes-donnees/efface/"

    assert traces(in_a.schema_name) == []
    assert not Participation.objects.exists()
    assert not Session.objects.exists()
    assert {message.to[0]: message.subject for message in mailoutbox[-2:]} == {
        "gerante@boite.example": f"Odilette P. ne peut plus venir : {mission.title}",
        NAMES[0]: "Votre compte est effacé",
    }
    assert "person.erased" in Entry.objects.values_list("act", flat=True)
    assert client_a.get("/mes-donnees/efface/").status_code == 200


def test_the_last_manager_hands_over_first(in_a: TerritoryContext, client_a: HostClient, odile: User) -> None:
    association = AssociationFactory(name="Le Verger", manager=odile)
    client_a.force_login(odile)
    assert "Le Verger" in client_a.get("/mes-donnees/effacer/").content.decode()
    client_a.post("/mes-donnees/effacer/", {"password": PASSWORD, "sure": "on"})
    with pytest.raises(ErasureBlocked):
        erase_person(user=odile, now=timezone.now())
    association.memberships.create(user=UserFactory(), role="manager")
    erase_person(user=odile, now=timezone.now())
    assert not User.objects.filter(pk=odile.pk).exists()


def test_who_has_no_password_confirms_by_a_code(
    in_a: TerritoryContext,
    client_a: HostClient,
    mailoutbox: list,
    django_capture_on_commit_callbacks,
) -> None:
    user = open_account(email="sans@boite.example")
    client_a.force_login(user)
    with django_capture_on_commit_callbacks(execute=True):
        client_a.post("/mes-donnees/effacer/code/")
    code = mailoutbox[-1].subject.rpartition(" ")[2]
    address = "/mes-donnees/effacer/?code"
    assert "Ce n’est pas cela" in client_a.post(address, {"code": "12", "sure": "on"}).content.decode()
    assert client_a.post(address, {"code": f" {code[:3]} {code[3:]}", "sure": "on"}).status_code == 302
    assert not User.objects.filter(pk=user.pk).exists()


def test_a_code_is_not_guessed(in_a: TerritoryContext, client_a: HostClient) -> None:
    user = UserFactory()
    client_a.force_login(user)
    for _attempt in range(5):
        client_a.post("/mes-donnees/effacer/", {"password": "faux", "sure": "on"})
    page = client_a.post("/mes-donnees/effacer/", {"password": PASSWORD, "sure": "on"}).content.decode()
    assert "Trop d’essais" in page
    assert User.objects.filter(pk=user.pk).exists()


def test_unused_accounts_go_after_a_months_and_a_weeks_notice(
    in_a: TerritoryContext, mailoutbox: list, django_capture_on_commit_callbacks
) -> None:
    now = timezone.now()
    long_ago = months_before(now, 30)
    gone = UserFactory(email="partie@boite.example", last_login=long_ago)
    back = UserFactory(email="revenue@boite.example", date_joined=long_ago)
    for one in (UserFactory(staff=True), UserFactory(superuser=True)):
        User.objects.filter(pk=one.pk).update(last_login=long_ago)
    UserFactory(last_login=months_before(now, 20))

    def day(number: int) -> list[str]:
        mailoutbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            keep_to_retention(now=now + timedelta(days=number))
        return sorted(message.to[0] for message in mailoutbox)

    assert day(0) == [gone.email, back.email]
    assert day(0) == day(1) == day(22) == []
    User.objects.filter(pk=back.pk).update(last_login=now + timedelta(days=22))
    assert day(23) == [gone.email]
    assert day(24) == day(29) == []
    assert User.objects.filter(pk=gone.pk).exists()
    assert day(31) == [gone.email]
    assert not User.objects.filter(pk=gone.pk).exists()
    assert User.objects.filter(pk=back.pk).exists()
    assert set(RetentionNotice.objects.values_list("user", flat=True)) <= {back.pk}
    assert Entry.objects.filter(act="person.expired").count() == 1
    assert User.objects.filter(is_staff=True).exists()
