"""Real SMTP out, and what comes back: refusals, notifications, reports of a provider, complaints."""

from __future__ import annotations

import json
import socket
from base64 import b64encode
from email import message_from_string, policy

import pytest
from aiosmtpd.controller import Controller
from django.utils import timezone

from kernel.accounts.models import User
from kernel.accounts.services import open_account
from kernel.mail.bounces import read_notification, record_bounce
from kernel.mail.enums import MailState
from kernel.mail.models import OutgoingMail, UnreachableAddress
from kernel.mail.selectors import is_unreachable
from kernel.mail.services import send
from kernel.tenancy import tenant_context
from tests.factories.people import PASSWORD, UserFactory

CODE = {"code": "ABCD-EFGH"}
ADDRESS = "nadia@example.org"


class Server:
    """A mail server that refuses `gone@…` for good and `full@…` for now."""

    def __init__(self):
        self.taken = []

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):  # noqa: N802
        if address.startswith("gone@"):
            return "550 5.1.1 No such mailbox"
        if address.startswith("full@"):
            return "452 4.2.2 Mailbox full"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.taken.append(message_from_string(envelope.content.decode(), policy=policy.default))
        return "250 OK"


@pytest.fixture
def smtp(settings):
    handler = Server()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    settings.MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {"host": "127.0.0.1", "port": port},
        }
    }
    yield handler
    controller.stop()


@pytest.fixture
def run(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def written(run, to=ADDRESS):
    with run():
        mail = send(template="account/login_code", to=to, context=CODE)
    mail.refresh_from_db()
    return mail


def notification(message_id: str, *, status: str = "5.1.1", action: str = "failed"):
    """What a mail server writes back (RFC 3464)."""
    text = f"""\
From: MAILER-DAEMON@mx.example.org
To: ne-pas-repondre@localhost
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

I am sorry.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org

Final-Recipient: rfc822; {ADDRESS}
Action: {action}
Status: {status}

--b
Content-Type: message/rfc822

From: Vallée-Claire <ne-pas-repondre@localhost>
Message-ID: {message_id}
Subject: Bonjour

--b--
"""
    return message_from_string(text, policy=policy.default)


def test_a_real_server_takes_the_email(in_a, smtp, run):
    mail = written(run)
    assert mail.state == MailState.SENT
    (taken,) = smtp.taken
    assert taken["Message-ID"] == mail.message_id
    assert taken["To"] == ADDRESS
    assert "ABCD-EFGH" in taken.get_body(("plain",)).get_content()
    assert "ABCD-EFGH" in taken.get_body(("html",)).get_content()


def test_a_final_refusal_is_remembered_and_a_full_mailbox_tried_again(in_a, smtp, run):
    gone, full = written(run, "gone@example.org"), written(run, "full@example.org")
    assert (gone.state, full.state, full.attempts) == (MailState.FAILED, MailState.WAITING, 1)
    assert is_unreachable("Gone@example.org")
    assert not is_unreachable("full@example.org")


def test_a_notification_that_comes_back_is_taken_to_its_territory(in_a, run, territory_b):
    mail = written(run)
    now = timezone.now()
    assert not read_notification(notification(mail.message_id, status="4.2.2", action="delayed"), now=now)
    assert not read_notification(notification("<stranger@example.org>"), now=now)
    assert not read_notification(message_from_string("Subject: hello\n\nhi", policy=policy.default), now=now)
    assert not is_unreachable(ADDRESS)
    with tenant_context(territory_b):
        assert read_notification(notification(mail.message_id), now=now)
        assert not UnreachableAddress.objects.exists()
    assert is_unreachable(ADDRESS)


@pytest.fixture
def provider(settings, network_client):
    settings.EMAIL_PROVIDER = "brevo"
    settings.ANYMAIL = {"WEBHOOK_SECRET": "us:secret"}

    def report(
        message_id: str, event: str, *, path: str = "brevo", secret: str = "us:secret", client=network_client
    ):
        return client.post(
            f"/rapports-d-envoi/{path}/",
            json.dumps({"event": event, "email": ADDRESS, "message-id": message_id, "ts_event": 1}),
            content_type="application/json",
            headers={"Authorization": "Basic " + b64encode(secret.encode()).decode()},
        )

    return report


@pytest.mark.parametrize(
    ("event", "reason"),
    [("hard_bounce", "bounced"), ("spam", "complained"), ("soft_bounce", None), ("delivered", None)],
)
def test_what_the_provider_reports(in_a, run, provider, territory_b, event, reason):
    mail = written(run)
    assert provider(mail.message_id, event).status_code == 200
    assert UnreachableAddress.objects.values_list("reason", flat=True).first() == reason
    with tenant_context(territory_b):
        assert not UnreachableAddress.objects.exists()


def test_nobody_else_reports(in_a, run, provider, settings, client_a):
    mail = written(run)
    assert provider(mail.message_id, "spam", secret="us:wrong").status_code == 400
    assert provider(mail.message_id, "spam", path="mailgun").status_code == 404
    assert provider(mail.message_id, "spam", client=client_a).status_code == 404
    settings.ANYMAIL = {}
    assert provider(mail.message_id, "spam").status_code == 404
    assert not UnreachableAddress.objects.exists()


def test_its_owner_is_told_and_puts_it_right(in_a, run, client_a):
    nadia = open_account(email=ADDRESS, first_name="Nadia", password=PASSWORD)
    record_bounce(message_id=written(run, nadia).message_id, hard=True, now=timezone.now())
    page = client_a.post("/compte/login/", {"login": ADDRESS, "password": PASSWORD}, follow=True)
    assert "ne vous parviennent plus" in page.content.decode()
    assert "Cette adresse fonctionne" in client_a.get("/compte/mes-e-mails/").content.decode()
    client_a.post("/compte/mes-e-mails/adresse-valable/")
    assert not is_unreachable(ADDRESS)


def test_the_team_reads_a_number_and_no_address(in_a, run, client_a):
    record_bounce(
        message_id=written(run, UserFactory(email=ADDRESS)).message_id, hard=True, now=timezone.now()
    )
    record_bounce(message_id=written(run, "stranger@example.org").message_id, hard=True, now=timezone.now())
    client_a.force_login(User.objects.get(email="editor@vallee-claire.example"))
    page = client_a.get("/admin/").content.decode()
    assert "n’arrivent plus à 1 personne" in page
    assert ADDRESS not in page


def test_what_one_needs_is_sent_all_the_same(in_a, run, mailoutbox):
    nadia = UserFactory(email=ADDRESS)
    record_bounce(message_id=written(run, nadia).message_id, hard=True, now=timezone.now())
    assert written(run, nadia).state == MailState.SENT
    assert OutgoingMail.objects.count() == len(mailoutbox) == 2
