"""The network's console: who enters, what it shows, what it changes, and that nobody's data is behind it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from celery.signals import task_failure
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import IntegrityError
from django.utils import timezone
from psycopg.errors import UniqueViolation

from kernel.accounts.models import User
from kernel.audit.models import Entry
from kernel.mail.models import OutgoingMail, UnreachableAddress
from kernel.tenancy import TerritoryState, tenant_context
from tenants.billing.models import Subscription
from tenants.billing.plans import tier_for
from tenants.billing.services import start_trial
from tenants.console import tasks
from tenants.console.models import FailedJob, Vitals
from tenants.console.services import dismiss, note_failure, take_vitals
from tenants.provisioning.changing import rename_territory
from tenants.provisioning.migrating import kind_of
from tenants.registry.models import AWAITS_LOOK, Territory
from tenants.registry.services import OPERATOR, give_notice, withdraw_notice
from tests.factories.people import UserFactory
from tests.tenants.console.conftest import text

pytestmark = pytest.mark.django_db

NOW = timezone.now()


def test_strangers_are_asked_to_sign_in_and_others_are_refused(network_client):
    answer = network_client.get("/console/territoires/")
    assert answer.status_code == 302
    assert answer.url.startswith("/console/compte/login/")
    network_client.force_login(UserFactory())
    assert network_client.get("/console/territoires/").status_code == 403


def test_a_territorys_superuser_is_nobody_here(in_a, client_a, network_client, territory_a):
    client_a.force_login(UserFactory(superuser=True))
    assert client_a.get("/console/territoires/").status_code == 404
    network_client.cookies = client_a.cookies
    assert network_client.get("/console/territoires/").status_code == 302


def test_an_administrator_signs_in_by_code_and_lands_in_the_console(
    network_client, administrator, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        asked = network_client.post("/console/compte/login/code/", {"email": administrator.email})
    assert asked.status_code == 302
    assert mailoutbox[-1].subject.endswith(" Maillage")
    assert "http://localhost:8000/console/compte/entrer/" in mailoutbox[-1].body
    code = next(line.strip() for line in mailoutbox[-1].body.splitlines() if len(line.strip()) in (6, 7, 9))
    entered = network_client.post(asked.url, {"code": code})
    assert entered.url == "/console/"
    assert network_client.get("/console/territoires/").status_code == 200
    assert network_client.get("/console/compte/").status_code == 200


def test_nobody_signs_up_here_and_the_portal_shows_no_door(network_client, db):
    assert "inscri" not in text(network_client.get("/")).lower()
    network_client.post(
        "/console/compte/signup/", {"email": "elle@example.org", "password1": "une-longue-phrase"}
    )
    assert not User.objects.filter(email="elle@example.org").exists()


def test_the_door_asks_for_a_second_step(console, administrator, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    assert console.get("/console/territoires/").url == "/console/compte/deux-etapes/"
    assert console.get("/console/compte/deux-etapes/").status_code == 200
    Authenticator.objects.create(user=administrator, type=Authenticator.Type.TOTP, data={})
    assert console.get("/console/territoires/").status_code == 200


def test_each_territory_with_its_health(console, territory_a, territory_b, django_assert_num_queries):
    _measure(territory_a)
    with django_assert_num_queries(7):
        page = text(console.get("/console/territoires/"))
    assert "Vallée-Claire" in page
    assert "Val-Sombre" in page
    shown = text(console.get("/console/territoires/", {"words": "vallee"}))
    assert "Vallée-Claire" in shown
    assert "Val-Sombre" not in shown
    quiet = text(console.get("/console/territoires/", {"attention": "on"}))
    assert "Vallée-Claire" not in quiet
    with tenant_context(territory_a):
        note_failure(task="engagement.missions.remind", error="KeyError", now=NOW)
    loud = text(console.get("/console/territoires/", {"attention": "on"}))
    assert "Vallée-Claire" in loud
    assert "Val-Sombre" not in loud
    assert console.get("/console/territoires/", {"state": "nonsense"}).status_code == 200


def test_a_territory_above_its_plan_calls_for_attention(console, territory_a):
    """It is told and stopped nowhere; so is when an e-mail came back last."""
    Subscription.objects.filter(territory_id=territory_a.id).delete()
    subscription = start_trial(territory=Territory.objects.get(pk=territory_a.id), today=NOW.date())
    vitals = _measure(territory_a)
    assert "au-dessus de sa formule" not in text(console.get("/console/territoires/", {"attention": "on"}))
    Vitals.objects.update(media_bytes=tier_for(subscription.population).storage_bytes, bounced_at=NOW)
    listed = text(console.get("/console/territoires/", {"attention": "on"}))
    assert "Vallée-Claire" in listed
    assert "au-dessus de sa formule" in listed
    page = text(console.get("/console/territoires/vallee-claire/"))
    assert "Rien ne s’arrête" in page
    assert "Dernier e-mail revenu" in page
    Subscription.objects.update(population=10**8)
    assert "au-dessus" not in text(console.get("/console/territoires/vallee-claire/"))
    assert vitals.bounced_at is None


def test_failures_say_what_to_do_and_are_dealt_with(console, territory_a, administrator):
    for error in ("SMTPServerDisconnected", "SMTPServerDisconnected", "KeyError"):
        with tenant_context(territory_a):
            note_failure(task="kernel.mail.send", error=error, now=NOW)
    page = text(console.get("/console/territoires/vallee-claire/"))
    assert "Le relais de courrier" in page
    assert "journal du serveur" in page
    settle = "/console/territoires/vallee-claire/travaux/"
    assert console.post(settle, {"reason": ""}).status_code == 200
    assert FailedJob.objects.count() == 3
    assert console.post(settle, {"reason": "Relais remis en route"}).status_code == 302
    assert not FailedJob.objects.exists()
    entry = Entry.objects.get(act="console.failures_settled")
    assert (entry.actor, entry.details) == (administrator, {"jobs": 3})
    assert "Relais remis en route" in text(console.get("/console/territoires/vallee-claire/"))


def _measure(territory) -> Vitals:
    with tenant_context(territory):
        vitals = take_vitals(now=NOW)
    assert vitals is not None
    return vitals


def test_vital_signs_are_numbers_of_one_territory_and_replaced(in_a, territory_a, territory_b):
    UnreachableAddress.objects.create(address="perdue@example.org", reason="bounced", since=NOW)
    UnreachableAddress.objects.create(
        address="jadis@example.org", reason="bounced", since=NOW - timedelta(days=90)
    )
    default_storage.save("essai.txt", ContentFile(b"douze octets"))
    first = take_vitals(now=NOW)
    again = take_vitals(now=NOW + timedelta(minutes=1))
    assert first is not None
    assert first == again
    assert first.unreachable == 1
    assert first.mails_sent == OutgoingMail.objects.filter(state="sent").count()
    assert first.database_bytes > 1_000_000
    assert first.media_bytes >= 12
    assert _measure(territory_b).unreachable == 0
    assert Vitals.objects.count() == 2


def test_a_failed_job_is_noted_by_its_kind_alone(territory_a, in_a):
    task = tasks.take_vitals
    task.push_request(is_eager=False)  # as in a worker
    try:
        task_failure.send(sender=task, exception=ValueError("claire@example.org"))
    finally:
        task.pop_request()
    noted = FailedJob.objects.get()
    assert (noted.territory_id, noted.task, noted.error) == (territory_a.id, task.name, "ValueError")
    assert "claire@example.org" not in str(vars(noted))
    note_failure(task="x", error="y", now=timezone.now() + timedelta(days=31))
    assert FailedJob.objects.count() == 1


def test_suspended_and_resumed_with_a_reason(console, territory_a, administrator):
    page = "/console/territoires/vallee-claire/suspend/"
    assert "Rien n’est perdu" in text(console.get(page))
    assert console.post(page, {"reason": ""}).status_code == 200
    assert Territory.objects.open().filter(pk=territory_a.id).exists()
    assert console.post(page, {"reason": "Convention échue"}).url == "/console/territoires/vallee-claire/"
    assert Territory.objects.get(pk=territory_a.id).state == TerritoryState.SUSPENDED
    entry = Entry.objects.get(act="territory.suspend")
    assert (entry.actor, entry.reason) == (administrator, "Convention échue")
    shown = text(console.get("/console/territoires/vallee-claire/"))
    assert "Convention échue" in shown
    console.post("/console/territoires/vallee-claire/resume/", {"reason": "Convention signée"})
    assert Territory.objects.open().filter(pk=territory_a.id).exists()
    assert console.post("/console/territoires/vallee-claire/resume/", {"reason": "Encore"}).status_code == 302
    assert console.get("/console/territoires/vallee-claire/detruire/").status_code == 404


def test_a_new_territory_is_looked_at(console, territory_a):
    Territory.objects.filter(pk=territory_a.id).update(listed=False)
    assert "Vallée-Claire" in text(console.get("/console/territoires/", {"attention": "on"}))
    review = "/console/territoires/vallee-claire/examen/"
    assert console.post(review, {"decision": "refuse", "reason": ""}).status_code == 422
    assert console.post(review, {"decision": "accept"}).status_code == 302
    assert Territory.objects.get(pk=territory_a.id).listed


def test_a_territory_that_operators_renamed_is_looked_at_and_stays_named_meanwhile(console, territory_a):
    territory = Territory.objects.get(pk=territory_a.id)
    rename_territory(territory=territory, name="Vallée-Sombre", now=NOW)
    assert not Territory.objects.get(pk=territory_a.id).awaits_look, "the network itself named it"
    rename_territory(territory=territory, name="Vallée-Neuve", now=NOW, by=OPERATOR)
    assert Territory.objects.filter(AWAITS_LOOK).get().listed
    assert "Vallée-Neuve" in text(console.get("/console/territoires/", {"attention": "on"}))
    page = text(console.get("/console/territoires/vallee-claire/"))
    assert "Ses responsables l’ont renommé" in page
    assert "Vallée-Sombre" in page
    console.post("/console/territoires/vallee-claire/examen/", {"decision": "accept"})
    seen = Territory.objects.get(pk=territory_a.id)
    assert (seen.listed, seen.awaits_look) == (True, False)
    assert not Territory.objects.filter(AWAITS_LOOK).exists()
    (told,) = OutgoingMail.objects.filter(kind="territory_to_look_at")
    assert "L’équipe de Vallée-Sombre l’a renommé\u00a0: Vallée-Neuve" in told.text
    refusal = {"decision": "refuse", "reason": "Ce nom est celui d’un parc."}
    console.post("/console/territoires/vallee-claire/examen/", refusal)
    with tenant_context(territory_a):
        accepted, refused = OutgoingMail.objects.filter(kind="opening_reviewed").order_by("pk")
        assert accepted.to == refused.to == "editor@vallee-claire.example"
        assert "nouveau nom" in accepted.text
        assert "parc" in refused.text


def test_administrators_hear_of_a_notice_that_operators_give_and_take_back(console, territory_a):
    territory = Territory.objects.get(pk=territory_a.id)
    letters = OutgoingMail.objects.filter(kind="territory_leaves").order_by("pk")
    give_notice(territory=territory, now=NOW, reason="Nous rejoignons le département", by=OPERATOR)
    (letter,) = letters
    assert letter.to == "reseau@maillage.example"
    assert "Nous rejoignons le département" in letter.text
    withdraw_notice(territory=territory, now=NOW + timedelta(hours=1))
    assert [one.subject for one in letters.all()] == ["Vallée-Claire quitte le réseau", "Vallée-Claire reste"]
    give_notice(territory=territory, now=NOW + timedelta(hours=2), reason="Convention échue")
    assert letters.all().count() == 2, "an administrator did it herself"


def test_why_a_territory_stayed_behind_quotes_nobody(console, territory_a):
    caught = IntegrityError("duplicate key: (email)=(zephyrine@example.org)")
    caught.__cause__ = UniqueViolation()
    assert kind_of(caught) == "IntegrityError 23505 UniqueViolation"
    Territory.objects.filter(pk=territory_a.id).update(
        behind="9999", behind_because=f"IntegrityError: {caught}"
    )
    page = text(console.get("/console/territoires/vallee-claire/"))
    assert "zephyrine" not in page
    assert "<code>IntegrityError</code>" in page
    assert "journal du serveur" in page


def test_no_page_leads_into_a_territorys_data(console, territory_a, in_a):
    UserFactory(first_name="Zéphyrine", email="zephyrine@example.org")
    for path in ("/console/territoires/", "/console/territoires/vallee-claire/"):
        page = text(console.get(path))
        assert "Zéphyrine" not in page
        assert "@" not in page.replace("reseau@maillage.example", "")


def test_administrators_are_appointed_and_dismissed_by_command(db, capsys):
    call_command("network_administrator", "chef@maillage.example")
    call_command("network_administrator", "chef@maillage.example")
    assert User.objects.get(email="chef@maillage.example").is_superuser
    assert Entry.objects.filter(act="console.appointed").count() == 1
    call_command("network_administrator", "chef@maillage.example", "--dismiss")
    assert not User.objects.get(email="chef@maillage.example").is_active
    assert not dismiss(email="chef@maillage.example")
    with pytest.raises(CommandError):
        call_command("network_administrator", "chef@maillage.example", "--dismiss")
