"""E-mails leave after the commit, once, in the territory's name, even when the queue is down."""

from __future__ import annotations

import logging
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection, transaction
from django.utils import timezone

from config.celery import app as celery_app
from kernel.mail import services, tasks
from kernel.mail.enums import MailState
from kernel.mail.message import Attachment, sender_of
from kernel.mail.models import OutgoingMail
from kernel.mail.services import send, take_up_overdue
from kernel.tenancy import current_schema, tenant_context
from tests.factories.people import UserFactory

CODE = {"code": "ABCD-EFGH"}


@pytest.fixture
def run(django_capture_on_commit_callbacks):
    """Run what waits for the commit."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


class Down(BaseEmailBackend):
    """A mail server that answers nobody."""

    def send_messages(self, email_messages):
        raise ConnectionRefusedError("no mail server")


@pytest.fixture
def no_queue():
    """A broker's address at which nobody listens."""
    kept = {name: celery_app.conf[name] for name in ("task_always_eager", "broker_url", "broker_write_url")}
    nobody = "redis://127.0.0.1:1/0"
    celery_app.conf.update(task_always_eager=False, broker_url=nobody, broker_write_url=nobody)
    yield
    celery_app.conf.update(kept)


def test_an_email_is_branded_plain_and_addressed_to_one(in_a, run, mailoutbox):
    with run():
        send(template="account/login_code", to=UserFactory(email="nadia@example.org"), context=CODE)
    (mail,) = mailoutbox
    assert mail.to == ["nadia@example.org"]
    assert mail.cc == mail.bcc == mail.reply_to == []
    assert mail.subject == "Votre code de connexion à Vallée-Claire"
    message = mail.message()
    assert str(message["From"]) == "Vallée-Claire <ne-pas-repondre@localhost>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert "ABCD-EFGH" in mail.body
    html, mimetype = mail.alternatives[0]
    assert mimetype == "text/html"
    assert "ABCD-EFGH" in html
    assert "Vallée-Claire" in html


def test_plain_text_is_not_escaped(in_a, run, mailoutbox):
    with run():
        send(template="account/notice", to="a@example.org", context={"notice": "L’eau & l'air <ici>"})
    assert "L’eau & l'air <ici>" in mailoutbox[0].body
    assert "&lt;ici&gt;" in mailoutbox[0].alternatives[0].content


def test_nothing_leaves_before_the_commit_nor_after_a_rollback(in_a, mailoutbox, run):
    with run() as callbacks:
        with transaction.atomic():
            send(template="account/login_code", to="a@example.org", context=CODE)
            transaction.set_rollback(True)
        assert mailoutbox == []
    assert callbacks == []
    assert mailoutbox == []


@pytest.mark.django_db
def test_the_task_carries_the_territory_the_email_was_written_in(territory_a, monkeypatch, run):
    seen = []
    monkeypatch.setattr(tasks, "deliver_mail", lambda **_: seen.append(current_schema()))
    with run(), tenant_context(territory_a):
        send(template="account/login_code", to="a@example.org", context=CODE)
    assert seen == [territory_a.schema_name]


def test_a_task_delivered_twice_sends_once(in_a, run, mailoutbox):
    with run():
        mail = send(template="account/login_code", to="a@example.org", context=CODE)
    tasks.deliver(mail_id=mail.pk)
    assert len(mailoutbox) == 1


def test_without_a_queue_the_email_is_sent_from_the_request(in_a, run, mailoutbox, no_queue, caplog):
    started = time.monotonic()
    with caplog.at_level(logging.WARNING, logger="kernel.mail"), run():
        send(template="account/login_code", to="nadia@example.org", context=CODE)
    assert len(mailoutbox) == 1
    assert time.monotonic() - started < 15, "a queue that is away is asked once"
    assert "no queue" in caplog.text
    assert "nadia@example.org" not in caplog.text


def test_without_queue_nor_server_the_request_goes_on_and_the_email_leaves_later(
    in_a, run, no_queue, caplog, settings, mailoutbox
):
    mailers, settings.MAILERS = settings.MAILERS, {"default": {"BACKEND": f"{__name__}.Down"}}
    with caplog.at_level(logging.ERROR, logger="kernel.mail"), run():
        mail = send(template="account/login_code", to="nadia@example.org", context=CODE)
    assert mail.message_id in caplog.text
    assert "nadia@example.org" not in caplog.text
    settings.MAILERS = mailers
    now = timezone.now()
    assert take_up_overdue(now=now) == 0, "not before its time"
    assert take_up_overdue(now=now + services.FIRST_RETRY) == 1
    assert [one.subject for one in mailoutbox] == ["Votre code de connexion à Vallée-Claire"]


def test_what_is_sent_is_kept_without_its_words(in_a, run, mailoutbox):
    with run():
        mail = send(template="account/login_code", to="nadia@example.org", context=CODE)
    mail.refresh_from_db()
    assert mail.state == MailState.SENT
    assert (mail.subject, mail.text, mail.html) == ("", "", "")


def test_a_failing_server_is_asked_less_and_less_often_then_no_more(in_a, run, settings, caplog):
    settings.MAILERS = {"default": {"BACKEND": f"{__name__}.Down"}}
    with run():
        mail = send(template="account/login_code", to="nadia@example.org", context=CODE)
    now, waits = timezone.now(), []
    for _ in range(services.MAX_ATTEMPTS):
        mail.refresh_from_db()
        waits.append(mail.due_at - now)
        services.deliver_mail(mail_id=mail.pk, now=now)
    assert waits[1:4] == [services.FIRST_RETRY * 2, services.FIRST_RETRY * 4, services.FIRST_RETRY * 8]
    assert max(waits) == services.LONGEST_RETRY
    mail.refresh_from_db()
    assert mail.state == MailState.FAILED


def test_a_key_makes_one_email_of_many(in_a, run, mailoutbox):
    with run():
        sent = [
            send(template="account/login_code", to=to, context=CODE, key="visit-1")
            for to in ("nadia@example.org", "nadia@example.org", "omar@example.org")
        ]
    assert [one.to for one in mailoutbox] == [["nadia@example.org"], ["omar@example.org"]]
    assert sent[0] == sent[1]


def test_an_email_takes_a_reply_address_headers_and_files(in_a, run, mailoutbox):
    calendar = Attachment("mission.ics", b"BEGIN:VCALENDAR\r\n\xc3\xa9", "text/calendar")
    with run():
        send(
            template="account/login_code",
            to="nadia@example.org",
            context=CODE | {"takes_replies": True},
            reply_to="reply+abc@localhost",
            headers={"References": "<one@localhost>"},
            attachments=[calendar],
        )
    (mail,) = mailoutbox
    assert mail.reply_to == ["reply+abc@localhost"]
    assert "personne ne lit" not in mail.body
    message = mail.message()
    assert message["References"] == "<one@localhost>"
    (part,) = [part for part in message.walk() if part.get_filename() == "mission.ics"]
    assert part.get_payload(decode=True).startswith(b"BEGIN:VCALENDAR")


@pytest.mark.django_db(transaction=True)
def test_two_workers_send_once(territory_a, mailoutbox):
    with tenant_context(territory_a), transaction.atomic():
        mail = send(template="account/login_code", to="nadia@example.org", context=CODE)
        OutgoingMail.objects.filter(pk=mail.pk).update(state=MailState.HELD)  # the queue is passed by
    with tenant_context(territory_a):
        OutgoingMail.objects.update(state=MailState.WAITING)
    together = Barrier(4)

    def work(_):
        together.wait()
        try:
            with tenant_context(territory_a):
                services.deliver_mail(mail_id=mail.pk, now=timezone.now())
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(4)))
    assert len(mailoutbox) == 1


def test_a_name_with_odd_signs_makes_one_sender(territory_a):
    from dataclasses import replace

    assert sender_of(replace(territory_a, name='J’aime, "Je m’engage"')).endswith(
        "<ne-pas-repondre@localhost>"
    )
    assert sender_of(None) == "ne-pas-repondre@localhost"


def test_a_subject_is_one_line_of_ordinary_spaces_that_a_search_finds(in_a):
    context = {
        "subject_line": "Libre\nsamedi\u202f?\u2028«\u00a0Oui\u00a0»",
        "first_name": "",
        "body": "Oui.",
    }
    mail = services.send(template="team_pages", to=UserFactory(), context=context)
    assert mail.subject == "Libre samedi ? « Oui »"
