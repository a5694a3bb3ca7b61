"""Real SMTP both ways: what we send leaves by a mail server, and its answer comes back by ours."""

from __future__ import annotations

import asyncio
import smtplib
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from aiosmtpd.handlers import Message as MessageHandler
from aiosmtpd.smtp import SMTP
from django.utils import timezone

from engagement.messaging.mail_server import serve
from engagement.messaging.models import Message
from engagement.messaging.receiving import Outcome, receive
from kernel.mail.models import UnreachableAddress
from kernel.tenancy import tenant_context
from tests.factories.engagement import AssociationFactory
from tests.factories.messaging import conversation_between
from tests.factories.people import UserFactory


class Mailbox(MessageHandler):
    def __init__(self):
        super().__init__()
        self.received = []

    def handle_message(self, message):
        self.received.append(message_from_bytes(message.as_bytes(), EmailMessage, policy=policy.default))


@asynccontextmanager
async def somebodys_server(mailbox: Mailbox) -> AsyncIterator[int]:
    """The mail server to which our e-mails go."""
    loop = asyncio.get_running_loop()
    async with await loop.create_server(lambda: SMTP(mailbox), "127.0.0.1", 0) as server:
        yield server.sockets[0].getsockname()[1]


@contextmanager
def running(server: AbstractAsyncContextManager[int]) -> Iterator[int]:
    """A mail server in a thread of its own; its port."""
    port, ready, stop = [], threading.Event(), threading.Event()

    async def run():
        async with server as chosen:
            port.append(chosen)
            ready.set()
            await asyncio.to_thread(stop.wait)

    thread = threading.Thread(target=lambda: asyncio.run(run()))
    thread.start()
    try:
        assert ready.wait(60)
        yield port[0]
    finally:
        stop.set()
        thread.join(60)


@pytest.mark.django_db(transaction=True)
def test_an_answer_by_email_goes_out_and_comes_back_by_smtp_and_lmtp(territory_a, settings):
    mailbox = Mailbox()
    with running(somebodys_server(mailbox)) as outgoing:
        settings.MAILERS = {
            "default": {
                "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
                "OPTIONS": {"host": "127.0.0.1", "port": outgoing},
            }
        }
        with tenant_context(territory_a):
            citizen, manager = UserFactory(email="c@perso.example"), UserFactory(email="n@asso.example")
            conversation = conversation_between(
                citizen, AssociationFactory(manager=manager), body="Prêtez-vous ?"
            )
        (sent,) = mailbox.received
        assert sent["To"] == "n@asso.example"
        assert "c@perso.example" not in sent.as_string()

        answer = EmailMessage()
        answer["From"], answer["To"], answer["Message-ID"] = (
            "n@asso.example",
            sent["Reply-To"],
            "<1@asso.example>",
        )
        answer["In-Reply-To"] = sent["Message-ID"]
        answer.set_content(
            f"Oui, volontiers.\n\nLe 23/11/2026 à 09:12, X a écrit :\n> {sent.get_body().get_content()}"
        )
        with running(serve("127.0.0.1", 0)) as port, smtplib.SMTP("127.0.0.1", port) as client:
            with pytest.raises(smtplib.SMTPRecipientsRefused):
                client.send_message(answer, to_addrs=["ailleurs@reponse.test"])
            client.send_message(answer, to_addrs=[sent["Reply-To"]])
        answer.replace_header("Message-ID", "<2@asso.example>")
        answer.set_content("Et samedi ?")
        with running(serve("127.0.0.1", 0, lmtp=True)) as port, smtplib.LMTP("127.0.0.1", port) as client:
            refused = client.send_message(answer, to_addrs=[sent["Reply-To"], sent["Reply-To"]])
            assert [code for code, _ in refused.values()] == [452]
        with tenant_context(territory_a):
            assert list(Message.objects.filter(conversation=conversation).values_list("body", flat=True)) == [
                "Prêtez-vous ?",
                "Oui, volontiers.",
                "Et samedi ?",
            ]
        assert [message["To"] for message in mailbox.received] == ["n@asso.example", *["c@perso.example"] * 2]
        assert "n@asso.example" not in "".join(message.as_string() for message in mailbox.received[1:])


def test_a_providers_webhook_brings_an_answer_and_needs_its_secret(
    network_client, territory_a, mailoutbox, settings, django_capture_on_commit_callbacks
):
    settings.ANYMAIL, settings.INBOUND_PROVIDER = {"WEBHOOK_SECRET": "fournisseur:secret"}, "postmark"
    with tenant_context(territory_a), django_capture_on_commit_callbacks(execute=True):
        manager = UserFactory(email="n@asso.example")
        conversation_between(UserFactory(), AssociationFactory(manager=manager))
    address = mailoutbox[0].reply_to[0]
    raw = f"From: n@asso.example\nTo: {address}\nMessage-ID: <1@asso.example>\n\nBienvenue.\n"
    told = {
        "RawEmail": raw,
        "OriginalRecipient": address,
        "FromFull": {"Email": "n@asso.example"},
        "Headers": [],
    }

    def post(provider: str, **headers: str) -> int:
        return network_client.post(
            f"/courrier-entrant/{provider}/", told, content_type="application/json", headers=headers
        ).status_code

    key = {"Authorization": "Basic Zm91cm5pc3NldXI6c2VjcmV0"}
    assert (post("mailgun", **key), post("postmark")) == (404, 400)
    settings.ANYMAIL = {}
    assert post("postmark", **key) == 404, "without a secret, nobody is heard"
    settings.ANYMAIL = {"WEBHOOK_SECRET": "fournisseur:secret"}
    assert post("postmark", **key) == 200
    with tenant_context(territory_a):
        assert Message.objects.last().body == "Bienvenue."


def test_a_returned_email_is_told_to_whom_it_concerns(
    db, territory_a, mailoutbox, django_capture_on_commit_callbacks
):
    with tenant_context(territory_a), django_capture_on_commit_callbacks(execute=True):
        manager = UserFactory(email="n@asso.example")
        conversation_between(UserFactory(), AssociationFactory(manager=manager))
    name = mailoutbox[0].message()["Message-ID"]
    report = (
        "From: MAILER-DAEMON@mx.example\nTo: ne-pas-repondre@localhost\nMIME-Version: 1.0\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n'
        "--b\nContent-Type: text/plain\n\nInconnu.\n--b\nContent-Type: message/delivery-status\n\n"
        "Reporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; n@asso.example\nAction: failed\nStatus: 5.1.1\n\n"
        f"--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: {name}\nSubject: x\n\n--b--\n"
    )
    message = message_from_bytes(report.encode(), EmailMessage, policy=policy.default)
    assert receive(message, now=timezone.now(), envelope_sender="") == [Outcome.DROPPED]
    with tenant_context(territory_a):
        assert UnreachableAddress.objects.filter(address="n@asso.example").exists()
