"""Erasure: confirmed, whole, and kind to those who are left."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from uuid import uuid4
from zipfile import ZipFile

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection
from django.db.models import Model
from django.utils import timezone
from psycopg import sql

from engagement.associations.membership import digest_of
from engagement.associations.models import Association, Invitation, JoinRequest
from engagement.charter.services import draft_charter, publish_charter, sign_charter
from engagement.invitations.models import FromAway, MissionInvitation, Refrain, SentAway
from engagement.messaging import boundaries
from engagement.messaging.files import Upload
from engagement.messaging.models import Message
from engagement.messaging.services import start_conversation, write_message
from engagement.messaging.topics import Opening
from engagement.offers import mails
from engagement.participations.calendars import open_feed
from engagement.participations.models import Participation
from engagement.passes.models import Pass
from engagement.privacy import services
from engagement.privacy.erasure import ErasureBlocked, erase_person
from engagement.privacy.models import Export, RetentionNotice
from engagement.privacy.registry import holders
from engagement.privacy.retention import keep_to_retention, months_before
from engagement.recognition.certificates import issue_certificate
from engagement.recognition.models import CertificateKind, Hours
from engagement.recognition.services import note_expense, thank
from engagement.suggestions.models import Learned, Suggested
from engagement.volunteers.services import Profile, save_profile
from kernel.accounts.models import User
from kernel.accounts.services import open_account
from kernel.audit.models import Entry
from kernel.audit.services import record
from kernel.mail.models import MailBudget, MailPreference, OutgoingMail
from kernel.tenancy import PUBLIC_SCHEMA, TerritoryContext
from tests.factories.agenda import OfferFactory, RegistrationFactory
from tests.factories.engagement import (
    AssociationFactory,
    MissionFactory,
    ParticipationFactory,
    SlotFactory,
    VolunteerFactory,
)
from tests.factories.messaging import conversation_between
from tests.factories.people import PASSWORD, UserFactory
from tests.factories.recognition import HoursFactory
from tests.harness.clients import HostClient
from tests.isolation.caches import entries

NAMES = ("odile.perrin@boite.example", "Odilette", "Perrinelle")
#: Stands in each text that she writes.
SAID = "coquelicots-au-four"
#: Where her words stay, as « Mes données » says: with those who received them, or will in the day's e-mail.
KEPT_IN = ("messaging_message", "messaging_report", "mail_outgoingmail")


@pytest.fixture
def odile(in_a: TerritoryContext) -> User:
    user = open_account(email=NAMES[0], first_name=NAMES[1], last_name=NAMES[2], password=PASSWORD)
    VolunteerFactory(user=user)
    save_profile(user=user, profile=Profile(findable=True))
    return user


def traces(schema: str) -> list[str]:
    """What names her, or is in her words: rows of every table of the schemas, files of the territory, caches.

    Her words only count where they are not said to stay.
    """
    found = []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT schemaname, tablename FROM pg_tables WHERE schemaname = ANY(%s) ORDER BY 1, 2",
            [[schema, PUBLIC_SCHEMA]],
        )
        for table in cursor.fetchall():
            rows = sql.SQL("SELECT one::text FROM {} one WHERE one::text ILIKE ANY(%s)")
            looked_for = NAMES if table[1] in KEPT_IN else (*NAMES, SAID)
            cursor.execute(rows.format(sql.Identifier(*table)), [[f"%{one}%" for one in looked_for]])
            found += [f"{'.'.join(table)}: {row}" for (row,) in cursor.fetchall()]
    for path in (Path(settings.MEDIA_ROOT) / schema).rglob("*"):
        if path.is_file() and any(one.encode() in path.read_bytes() for one in (*NAMES, SAID)):
            found.append(str(path))
    return found + [key for key, value in entries() if any(one.lower() in value for one in (*NAMES, SAID))]


#: Roles, which are numbers and go with the account; and what a guest of another territory has instead of hers.
UNFILLED = {"accounts.User_groups", "accounts.User_user_permissions", "passes.Guest"}


#: Found by her address, and tried where the site's forms are.
NOT_HERS = {"form-answers"}


def unfilled(user: User) -> set[str]:
    """The tables of a territory's life with a column for a person, none of which names `user`."""
    columns: dict[type[Model], list[str]] = {}
    for model in apps.get_models(include_auto_created=True):
        if not model.__module__.startswith(("engagement.", "kernel.", "allauth.")):
            continue
        for field in model._meta.concrete_fields:
            if field.related_model is User:
                columns.setdefault(model, []).append(field.name)
    named = {
        model: any(model._base_manager.filter(**{column: user}).exists() for column in found)
        for model, found in columns.items()
    }
    return {model._meta.label for model, is_named in named.items() if not is_named}


def fill(odile: User, association: Association, now: datetime) -> None:
    """Something of hers in every area that holds any; each of her texts holds `SAID`."""
    manager = association.memberships.get(role="manager").user
    mission = MissionFactory(association=association, title="Servir la soupe")
    MailPreference.objects.create(user=manager, category="conversations", frequency="daily")
    sent = conversation_between(
        odile,
        association,
        body=f"Bonjour, {SAID}",
        uploads=[Upload(f"{SAID}.pdf", "pdf", b"%PDF " + SAID.encode())],
    )
    write_message(conversation=sent, author=manager, body="Merci.", now=now)
    boundaries.reveal_contact_details(conversation=sent, owner=odile, now=now, email=NAMES[0])
    boundaries.report(conversation=sent, reporter=odile, reason=f"Fâchée. {SAID}", now=now)
    neighbour = UserFactory(first_name="Voisine", email="voisine@boite.example")
    offered = OfferFactory(user=odile, title=f"Cuisiner des {SAID}", description=SAID, slug=SAID)
    answered = Opening(peer=neighbour, person=odile, kind="offer", topic_id=offered.pk)
    MailPreference.objects.create(user=neighbour, category="conversations", frequency="daily")
    about = start_conversation(
        opening=answered, author=neighbour, subject="Votre offre", body="Libre ?", now=now
    ).conversation
    write_message(conversation=about, author=odile, body="Mardi.", now=now)  # she signs with her first name
    asked = Opening(peer=odile, person=neighbour, kind="offer", topic_id=OfferFactory(user=neighbour).pk)
    start_conversation(opening=asked, author=odile, subject="La vôtre", body=SAID, now=now)
    RegistrationFactory(user=odile, people=2)
    charter = publish_charter(charter=draft_charter(title="Charte", text="<p>Tenir parole.</p>"), now=now)
    sign_charter(charter=charter, user=odile, name=f"{NAMES[1]} {NAMES[2]}", now=now)
    for state, texts in (("confirmed", {"note": SAID}), ("disputed", {"note": SAID, "dispute": SAID})):
        HoursFactory(user=odile, association=association, mission=mission, state=state, **texts)
    day = timezone.localdate(now)
    certificate = issue_certificate(
        user=odile, kind=CertificateKind.PERIOD, first_day=day, last_day=day, now=now
    )
    assert NAMES[2] in str(certificate.snapshot)
    note_expense(user=odile, association=association, day=day, amount=Decimal(12))
    open_feed(user=odile, now=now)
    ParticipationFactory(
        user=odile,
        mission=mission,
        message=SAID,
        replies=[{"question": "Pourquoi ?", "answer": SAID}],
        state="attended",
    )
    thank(user=odile, association=association, author=manager, text="Merci !", now=now)
    MailPreference.objects.create(user=odile, category="offers", frequency="daily")
    mails.tell_author(offered, "offer_published")
    boundaries.block(conversation=about, user=odile, now=now)
    others = AssociationFactory(manager=neighbour)
    others.memberships.create(user=odile, role="member")
    JoinRequest.objects.create(association=association, user=odile, message=SAID)
    for address in (NAMES[0], "amie@boite.example"):
        Invitation.objects.create(
            association=others,
            email=address,
            role="member",
            digest=digest_of(address),
            invited_by=odile,
            expires_at=now + timedelta(days=9),
        )
    RetentionNotice.objects.create(user=odile, kind="month", sent_at=now)
    Pass.objects.create(user=odile, host="val-sombre", host_name="Val-Sombre", agreed_at=now, crossed_at=now)
    MailBudget.objects.create(user=odile, per_week=1)
    MissionInvitation.objects.create(
        mission=mission, user=odile, invited_by=manager, conversation=sent, sent_at=now, month=day, number=1
    )
    FromAway.objects.create(
        user=odile, code=uuid4(), host="val-sombre", mission_key=1, association_key=1, words=SAID,
        sent_at=now, month=day, number=2,
    )  # fmt: skip
    SentAway.objects.create(mission=mission, invited_by=odile, home="val-sombre", words=SAID, sent_at=now)
    Refrain.objects.create(user=odile, association=association, since=now)
    Suggested.objects.create(user=odile, opportunity=1, monday=day, rank=1)
    Learned.objects.create(user=odile, asked={SAID: 1.0}, learned_at=now)
    Authenticator.objects.create(user=odile, type="recovery_codes", data={"said": SAID})
    UserSession.objects.create(user=odile, ip="127.0.0.1", user_agent=SAID, session_key=SAID, data={})
    record(act="messaging.blocked", actor=odile, subject=sent, subject_label=f"{NAMES[1]} {NAMES[2]}", at=now)


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
        fill(odile, AssociationFactory(manager=UserFactory(email="daily@boite.example")), now)
        export = services.request_export(user=odile, now=now)
        services.build_export(export_id=export.pk, now=now)
    HostClient(in_a.primary_host, in_a).force_login(odile)
    client_a.force_login(odile)
    tables = {trace.partition(":")[0] for trace in traces(in_a.schema_name)}
    for area in (
        "accounts_user",
        "account_emailaddress",
        "audit_entry",
        "charter_signature",
        "mail_outgoingmail",
        "messaging_attachment",
        "messaging_reveal",
        "offers_offer",
        "participations_participation",
        "recognition_certificate",
        "recognition_hours",
    ):
        assert f"{in_a.schema_name}.{area}" in tables
    assert [trace for trace in traces(in_a.schema_name) if str(settings.MEDIA_ROOT) in trace]
    assert OutgoingMail.objects.filter(state="held", text__contains="Odilette P.").exists()
    alone = OutgoingMail.objects.filter(state="held", to="voisine@boite.example")
    assert alone.filter(text__contains="Odilette").exclude(text__contains="Odilette P.").exists()
    odd = unfilled(odile) ^ UNFILLED
    assert not odd, f"may hold something of hers and are not tried: {sorted(odd)}"
    with ZipFile(BytesIO(Path(Export.objects.get().file.path).read_bytes())) as archive:
        data = json.loads(archive.read("donnees.json"))
        assert {one.code for one in holders()} - data.keys() == NOT_HERS, "each area is in her copy"
        assert SAID in str(archive.namelist()), "with her files"
    silent = {one.code for one in holders() if not one.describe(odile)}
    assert silent == NOT_HERS | {"devices"}, "on her page too, but for a session that has ended"
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
    assert Message.objects.filter(author=None, body__contains=SAID).count() == 2, "as « Mes données » says"
    assert OutgoingMail.objects.filter(state="held", text__contains="Quelqu’un").exists()
    assert Hours.objects.filter(user=None, note="", dispute="", day__day=1).count() == 1, (
        "as a number, by month"
    )
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
