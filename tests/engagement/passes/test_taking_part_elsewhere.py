"""From another territory: nobody knows who she is until she is accepted, and nothing stays once she leaves."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from email.message import EmailMessage
from io import BytesIO
from urllib.parse import urlsplit
from zipfile import ZipFile

import pytest
from django.db import connection
from django.utils import timezone
from psycopg import sql

from engagement.messaging.receiving import Outcome, receive
from engagement.messaging.replies import MARKER
from engagement.messaging.services import write_message
from engagement.missions.models import Mission
from engagement.participations.attendance import record_attendance
from engagement.participations.models import Participation
from engagement.participations.services import accept_participation, request_participation
from engagement.passes.exchange import exchange
from engagement.passes.following import follow_territories
from engagement.passes.models import Guest, Journey, Pass, Release
from engagement.passes.services import end_pass, issue_pass
from engagement.privacy.archive import archive_of
from engagement.privacy.erasure import erase_person
from engagement.privacy.models import Consent
from engagement.recognition.models import Hours
from engagement.suggestions.models import Rerouting
from engagement.suggestions.rerouting import reroute
from engagement.volunteers.models import Volunteer
from kernel.accounts.models import User
from kernel.mail.models import OutgoingMail
from kernel.tenancy import PUBLIC_SCHEMA, TerritoryContext, public_context, tenant_context
from matching.catalogue.services import apply_outbox
from matching.envelopes.models import Envelope
from matching.network.snapshot import forget_snapshot
from tenants.registry.models import Territory
from tenants.registry.services import suspend_territory
from tests.factories.engagement import MissionFactory
from tests.factories.messaging import conversation_between
from tests.harness.clients import HostClient

NAMES = ("odile.perrin", "Odilette", "Perrinelle")


def settle(*territories: TerritoryContext) -> None:
    """Let envelopes go to and fro until nothing moves."""
    for _round in range(3):
        for territory in territories:
            with tenant_context(territory):
                exchange(now=timezone.now())


def somebody_crosses() -> bool:
    return Pass.objects.exists() or Guest.objects.exists()


def traces(schema: str, names: tuple[str, ...] = NAMES) -> list[str]:
    """Every row of a schema that holds one of these words."""
    found = []
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s", [schema])
        for (table,) in cursor.fetchall():
            rows = sql.SQL("SELECT one::text FROM {} one WHERE one::text ILIKE ANY(%s)")
            cursor.execute(rows.format(sql.Identifier(schema, table)), [[f"%{name}%" for name in names]])
            found += [f"{table}: {row}" for (row,) in cursor.fetchall()]
    return found


@pytest.fixture
def asked(
    odile: User, mission: Mission, territory_a: TerritoryContext, territory_b: TerritoryContext
) -> Participation:
    """She has a pass, and asked for the mission."""
    with tenant_context(territory_a):
        issue_pass(user=odile, host=territory_b, shows_first_name=False, now=timezone.now())
    settle(territory_a, territory_b)
    with tenant_context(territory_b):
        return request_participation(
            mission_id=mission.pk, user=Guest.objects.get().user, now=timezone.now(), message="Volontiers."
        )


def test_by_the_pages(
    client_a: HostClient,
    client_b: HostClient,
    odile: User,
    mission: Mission,
    territory_a: TerritoryContext,
    territory_b: TerritoryContext,
) -> None:
    url = f"/ailleurs/{territory_b.slug}/missions/{mission.pk}/"
    assert url in client_a.get("/missions/").content.decode(), "one stays on one’s own site, whoever one is"
    to_anybody = client_a.get(url).content.decode()
    assert f"dans un autre territoire, {territory_b.name}" in to_anybody
    assert f"/compte/signup/?next={url}" in to_anybody
    assert client_a.post(url, {"agrees": "on"})["Location"] == f"/compte/login/?next={url}"
    client_a.force_login(odile)
    suggestions = client_a.get("/suggestions/").content.decode()
    assert url in suggestions
    assert "votre adresse e-mail" in client_a.get(url).content.decode()
    assert not Envelope.objects.exists()
    assert client_a.post(url, {}).status_code == 200, "she has to agree"
    over = client_a.post(url, {"agrees": "on"})["Location"]
    assert over == f"/ailleurs/{territory_b.slug}/aller{mission.get_absolute_url()}"
    ticket = urlsplit(client_a.get(over)["Location"])
    assert ticket.netloc.startswith(territory_b.primary_host)

    page = client_b.get(ticket.path).content.decode()
    assert territory_a.name in page
    assert "_auth_user_id" not in client_b.session, "opening the page signs nobody in"
    assert client_b.post(ticket.path)["Location"] == mission.get_absolute_url()
    assert HostClient(territory_b.primary_host, territory_b).post(ticket.path).status_code == 410, "used"
    with tenant_context(territory_b):
        guest = Guest.objects.get()
        assert not guest.user.has_usable_password()
        assert (guest.user.first_name, guest.user.volunteer.birth_year) == ("", None)
        assert guest.user.volunteer.commune is None
    assert (
        client_b.post(f"{mission.get_absolute_url()}participer/", {"message": "Bonjour"}).status_code == 302
    )
    assert "Livrer des colis" in client_b.get("/mes-participations/").content.decode()

    for closed in ("/compte/", "/mon-profil/", "/mes-donnees/", "/espace-association/", "/ailleurs/"):
        assert client_b.get(closed).status_code == 403
    assert client_b.post("/messages/1/coordonnees/").status_code == 403
    assert "Votre nom n’est pas connu" in client_b.get("/laissez-passer/").content.decode()

    settle(territory_a, territory_b)
    mine = client_a.get("/mes-participations/").content.decode()
    assert "Livrer des colis" in mine
    assert territory_b.name in mine
    client_a.post(f"/ailleurs/{territory_b.slug}/terminer/")
    settle(territory_a, territory_b)
    with tenant_context(territory_b):
        assert not Guest.objects.exists()
        assert not Participation.objects.exists()
    assert client_b.get("/mes-participations/").status_code == 302, "signed out"


def test_she_answers_by_e_mail(
    asked: Participation,
    odile: User,
    territory_a: TerritoryContext,
    territory_b: TerritoryContext,
    mailoutbox: list,
    django_capture_on_commit_callbacks,
) -> None:
    with tenant_context(territory_b):
        manager = User.objects.get(email="philippe@fournil.example")
        conversation = conversation_between(Guest.objects.get().user, asked.mission.association)

    def manager_writes(body: str):
        with django_capture_on_commit_callbacks(execute=True):
            with tenant_context(territory_b):
                write_message(
                    conversation=conversation, author=manager, body=body, now=timezone.now(), tells=True
                )
            settle(territory_b, territory_a)
        return next(one for one in reversed(mailoutbox) if one.to == [odile.email])

    def answers(to: str, sender: str, text: str, **headers: str) -> Outcome:
        message = EmailMessage()
        message["From"], message["To"], message["Message-ID"] = sender, to, headers.pop("id", f"<{text}>")
        message.set_content(f"{text}\n\n{MARKER}\nPour répondre, écrivez au-dessus.")
        if headers:
            message.add_attachment(
                b"%PDF-1.4", maintype="application", subtype="pdf", filename=headers["file"]
            )
        with public_context(), django_capture_on_commit_callbacks(execute=True):
            (outcome,) = receive(message, now=timezone.now())
            settle(territory_a, territory_b, territory_a)
        return outcome

    told = manager_writes("Mardi devant le fournil ?")
    (address,) = told.reply_to
    assert address.startswith(f"reply+{territory_a.id}-"), "her answer comes home first"
    assert MARKER in told.body
    assert answers(address, "qui@ailleurs.example", "Bonjour") == Outcome.REFUSED
    assert answers(address, odile.email, "J’y serai.") == Outcome.DELIVERED
    assert answers(address, odile.email, "J’y serai.") == Outcome.DELIVERED, "sent on, and known there"
    assert answers(address, odile.email, "Au 0475 12 34 56.", file="plan.pdf") == Outcome.DELIVERED
    with tenant_context(territory_b):
        said = list(conversation.messages.filter(author=Guest.objects.get().user).order_by("pk"))
        assert [one.body for one in said[1:2]] == ["J’y serai."]
        assert len(said) == 3
        assert "0475" not in said[2].body
    remarks = mailoutbox[-1]
    assert remarks.to == [odile.email]
    assert "Les fichiers ne suivent pas" in remarks.body
    assert traces(territory_b.schema_name) == []
    assert traces(PUBLIC_SCHEMA) == []
    with public_context():
        assert answers(address.replace(f"+{territory_a.id}-", f"+{territory_b.id}-"), odile.email, "x") == (
            Outcome.UNKNOWN
        ), "no other territory takes it"

    told = manager_writes("Parfait.")
    with tenant_context(territory_a):
        end_pass(travel_pass=Pass.objects.get(), now=timezone.now())
    settle(territory_a, territory_b)
    assert answers(told.reply_to[0], odile.email, "Trop tard") == Outcome.UNKNOWN


def test_her_name_crosses_on_acceptance_and_goes_back_on_withdrawal(
    asked: Participation,
    odile: User,
    territory_a: TerritoryContext,
    territory_b: TerritoryContext,
    mailoutbox: list,
    django_capture_on_commit_callbacks,
) -> None:
    settle(territory_a, territory_b)
    assert traces(territory_b.schema_name) == []
    assert traces(PUBLIC_SCHEMA) == []
    with tenant_context(territory_b), django_capture_on_commit_callbacks(execute=True):
        manager = User.objects.get(email="philippe@fournil.example")
        accept_participation(
            participation=asked, answered_by=manager, now=timezone.now(), answer="Bienvenue !"
        )
        assert traces(territory_b.schema_name) == []
    settle(territory_a, territory_b)
    told = [message for message in mailoutbox if message.to == [odile.email]]
    assert len(told) == 1
    assert "Bienvenue !" in told[0].body
    assert f"{territory_a.base_url}/ailleurs/{territory_b.slug}/aller/mes-participations/" in told[0].body
    assert territory_a.name in told[0].body
    with tenant_context(territory_b):
        release = Release.objects.get(participation=asked)
        assert Guest.objects.get().user.get_full_name() == "Odilette Perrinelle"
        page = HostClient(territory_b.primary_host, territory_b)
        page.force_login(manager)
        shown = page.get(f"/espace-association/demandes/{asked.pk}/").content.decode()
        assert str(release.receipt) in shown
        assert "Odilette P." in shown
    with tenant_context(territory_a):
        assert Journey.objects.get().receipt == release.receipt
    assert traces(territory_b.schema_name, ("odile.perrin",)) == [], "her address never crosses"
    assert traces(PUBLIC_SCHEMA) == []

    with tenant_context(territory_b):
        Participation.objects.filter(pk=asked.pk).update(state="withdrawn")  # whatever the write path
    settle(territory_b, territory_a)
    assert traces(territory_b.schema_name) == []
    with tenant_context(territory_a):
        assert Journey.objects.get().state == "withdrawn"
        assert not Pass.objects.get().gives_name


def test_what_stays_unanswered_there_is_offered_instead_at_home(
    client_a: HostClient,
    odile: User,
    mission: Mission,
    asked: Participation,
    territory_a: TerritoryContext,
    territory_b: TerritoryContext,
) -> None:
    now = timezone.now()
    with tenant_context(territory_b):
        Participation.objects.update(requested_at=now - timedelta(days=11))
        MissionFactory(
            title="Porter des repas", reach="network", causes=mission.causes, skills=mission.skills
        )
        apply_outbox()
        assert reroute(now=now) == 0, "a guest is her own territory’s"
    settle(territory_b, territory_a)
    forget_snapshot()
    with tenant_context(territory_a):
        assert Journey.objects.get().causes == mission.causes
        assert (reroute(now=now), reroute(now=now)) == (1, 0)
        (letter,) = OutgoingMail.objects.filter(kind="suggestions_instead")
        assert letter.to == odile.email
        assert "Livrer des colis" in letter.subject
        assert "Porter des repas" in letter.text
        assert Rerouting.objects.get().journey == Journey.objects.get()
        with ZipFile(BytesIO(archive_of(user=odile, now=now))) as archive:
            assert any(b"Porter des repas" in archive.read(name) for name in archive.namelist())
    client_a.force_login(odile)

    def offered() -> str:
        """What is offered below her request, beside the others that her page shows."""
        page = client_a.get("/mes-participations/").content.decode()
        return page.partition("Livrer des colis")[2].partition("Sans attendre davantage")[2]

    assert "Porter des repas" in offered()
    with tenant_context(territory_b):
        Mission.objects.filter(pk=mission.pk).update(state="closed")
        apply_outbox()
    forget_snapshot()
    assert "Porter des repas" in offered(), "though what she asked for is no longer open"
    with tenant_context(territory_b):
        Mission.objects.filter(pk=mission.pk).update(state="published")
        accept_participation(participation=asked, answered_by=None, now=now)
    settle(territory_b, territory_a)
    assert not offered()
    with tenant_context(territory_a):
        assert Journey.objects.get().state == "accepted", "the late answer still works"


def test_hours_come_home_and_erasure_leaves_numbers_only(
    asked: Participation,
    odile: User,
    territory_a: TerritoryContext,
    territory_b: TerritoryContext,
) -> None:
    now = timezone.now()
    with tenant_context(territory_b):
        Participation.objects.filter(pk=asked.pk).update(state="accepted")
        manager = User.objects.get(email="philippe@fournil.example")
        record_attendance(participation=asked, present=True, hours=Decimal(2), recorded_by=manager, now=now)
    settle(territory_b, territory_a)
    with tenant_context(territory_a):
        journey = Journey.objects.get()
        assert (journey.state, journey.minutes) == ("attended", 120)
        assert Consent.objects.get(purpose="pass").withdrawn_at is None
        erase_person(user=odile, now=now)
    settle(territory_a, territory_b)
    for schema in (territory_a.schema_name, territory_b.schema_name, PUBLIC_SCHEMA):
        assert [row for row in traces(schema) if not row.startswith("mail_outgoingmail")] == []
    with tenant_context(territory_b):
        assert not User.objects.filter(email__endswith="@pass.invalid").exists()
        assert not Volunteer.objects.exists()
        assert Hours.objects.get().user is None
    assert not Envelope.objects.exists()


def test_two_territories_cannot_tell_that_it_is_she(
    odile: User, territory_a: TerritoryContext, territory_b: TerritoryContext
) -> None:
    with tenant_context(territory_a):
        one = issue_pass(user=odile, host=territory_b, shows_first_name=True, now=timezone.now())
        other = Pass.objects.create(
            user=odile,
            host="ailleurs",
            host_name="Ailleurs",
            agreed_at=timezone.now(),
            crossed_at=timezone.now(),
        )
        assert one.code != other.code
        again = issue_pass(user=odile, host=territory_b, shows_first_name=False, now=timezone.now())
        assert again.code == one.code
    settle(territory_a, territory_b)
    with tenant_context(territory_b):
        guest = Guest.objects.get()
        assert str(odile.pk) != guest.user.email.partition("@")[0]
        assert guest.user.email == f"{one.code.hex}@pass.invalid"


@pytest.mark.parametrize("side", ["home", "host"])
def test_a_territory_that_stays_suspended_leaves_nothing(
    asked: Participation,
    odile: User,
    territory_a: TerritoryContext,
    territory_b: TerritoryContext,
    client_a: HostClient,
    side: str,
) -> None:
    settle(territory_a, territory_b)
    gone, left = (territory_a, territory_b) if side == "home" else (territory_b, territory_a)
    now = timezone.now()
    suspend_territory(territory=Territory.objects.get(pk=gone.id), now=now)
    if side == "host":
        client_a.force_login(odile)
        answer = client_a.get(f"/ailleurs/{territory_b.slug}/aller/missions/")
        assert answer["Location"] == "/ailleurs/"
        assert "fermé" in client_a.get("/ailleurs/").content.decode()
    with tenant_context(left):
        for days, stays in ((0, True), (6, True), (8, False)):
            follow_territories(now=now + timedelta(days=days))
            assert somebody_crosses() is stays
        assert not Participation.objects.exists()
    settle(left, gone)  # once it is back
    with tenant_context(gone):
        assert not Participation.objects.exists()
        assert not somebody_crosses()


def test_a_minor_is_known_as_one_and_nobody_signs_up_as_a_guest(
    odile: User, territory_a: TerritoryContext, territory_b: TerritoryContext, client_b: HostClient
) -> None:
    year = timezone.localdate().year - 16
    with tenant_context(territory_a):
        Volunteer.objects.update(birth_year=year)
        travel_pass = issue_pass(user=odile, host=territory_b, shows_first_name=True, now=timezone.now())
    settle(territory_a, territory_b)
    with tenant_context(territory_b):
        user = Guest.objects.get().user
        assert (user.first_name, user.last_name, user.volunteer.birth_year) == ("Odilette", "", year)
    with tenant_context(territory_a):
        end_pass(travel_pass=travel_pass, now=timezone.now())
    answer = client_b.post("/compte/signup/", {"first_name": "X", "email": "x@pass.invalid", "password1": ""})
    assert answer.status_code == 200
    with tenant_context(territory_b):
        assert not User.objects.filter(email="x@pass.invalid").exists()
