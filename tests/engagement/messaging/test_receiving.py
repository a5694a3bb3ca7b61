"""E-mails come back: into the right conversation, from the right person, once, without what should stay out."""

from __future__ import annotations

import re
from datetime import timedelta
from email.message import EmailMessage
from io import BytesIO

import pytest
from django.utils import timezone
from PIL import Image

from engagement.charter.services import draft_charter, publish_charter, sign_charter
from engagement.messaging import boundaries
from engagement.messaging.models import Conversation, Message, ReplyAddress
from engagement.messaging.receiving import MOST_EXPLANATIONS_A_DAY, Outcome, receive
from engagement.messaging.reply_addresses import new_token, token_in
from engagement.messaging.services import close_conversation, forget_old_addresses, forget_person
from kernel.tenancy import tenant_context
from tests.factories.messaging import conversation_between

ANSWER = "Bonjour Camille,\n\nOui, venez samedi."


@pytest.fixture
def run(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def asked(run, citizen, association, mailoutbox) -> Conversation:
    """The citizen has written: the manager has an e-mail to answer."""
    with run():
        return conversation_between(citizen, association)


@pytest.fixture
def address(asked, mailoutbox) -> str:
    return mailoutbox[-1].reply_to[0]


def letter(
    to: str, sender: str = "Nadia <Nadia@association.example>", text: str = ANSWER, **headers: str
) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"] = sender, to
    message["Subject"] = "Re: Une question"
    message["Message-ID"] = headers.pop("message_id", "<1@association.example>")
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    return message


def take(run, message, **more):
    with run():
        (outcome,) = receive(message, now=more.pop("now", timezone.now()), **more)
    return outcome


def test_what_leaves_names_nobodys_address(asked, mailoutbox, territory_a):
    (sent,) = mailoutbox
    assert sent.to == ["nadia@association.example"]
    assert str(sent.message()["From"]) == "Vallée-Claire <ne-pas-repondre@localhost>"
    assert re.fullmatch(rf"reply\+{territory_a.id}-[a-z2-7]{{26}}@reponse\.test", sent.reply_to[0])
    assert sent.message()["References"] == sent.message()["In-Reply-To"]
    assert f"conversation-{asked.pk}.vallee-claire@" in sent.message()["References"]
    assert "camille@" not in sent.message().as_string()
    assert "Lambert" not in sent.message().as_string()
    assert "Camille L." in sent.body
    assert "répondre comme à n’importe quel e-mail" in sent.body or "au-dessus de cette ligne" in sent.body


def test_an_answer_lands_in_the_conversation_and_is_told_to_the_citizen(run, asked, address, mailoutbox):
    quoted = f"{ANSWER}\n\nLe 23/11/2026 à 09:12, Vallée-Claire a écrit :\n> Bonjour, je voudrais en savoir plus.\n"
    assert take(run, letter(address.upper(), text=quoted), recipients=[address]) == Outcome.DELIVERED
    message = asked.messages.last()
    assert (message.body, message.side, message.author.first_name, message.by_mail) == (
        ANSWER,
        "association",
        "Nadia",
        True,
    )
    assert mailoutbox[-1].to == ["camille@personne.example"]
    assert "Nadia, La Table de Libin" in mailoutbox[-1].body
    assert mailoutbox[-1].reply_to[0] != address
    assert mailoutbox[-1].message()["References"] == mailoutbox[0].message()["References"]
    assert "nadia@" not in mailoutbox[-1].message().as_string().lower()


def test_the_same_email_twice_is_one_message(run, asked, address):
    assert take(run, letter(address)) == Outcome.DELIVERED
    assert take(run, letter(address)) == Outcome.DUPLICATE
    assert asked.messages.count() == 2


def test_only_the_digest_of_a_secret_is_kept_and_it_means_nothing_elsewhere(run, address, territory_b):
    secret = token_in(address).secret
    assert not ReplyAddress.objects.filter(digest__contains=secret).exists()
    elsewhere = address.replace(f"+{token_in(address).territory_id}-", f"+{territory_b.id}-")
    assert take(run, letter(elsewhere)) == Outcome.UNKNOWN
    with tenant_context(territory_b):
        assert not Message.objects.exists()
    assert (
        take(run, letter(new_token(territory_id=token_in(address).territory_id).address)) == Outcome.UNKNOWN
    )
    assert take(run, letter("contact@reponse.test")) == Outcome.UNKNOWN
    assert take(run, letter(new_token(territory_id=999999).address)) == Outcome.UNKNOWN


@pytest.mark.parametrize(
    "sender",
    [
        "Intrus <intrus@ailleurs.example>",
        "camille@personne.example",
        "nadia@association.example, intrus@ailleurs.example",
        "nadia@association.example.intrus.example",
    ],
)
def test_another_sender_is_refused_with_an_explanation(run, asked, address, mailoutbox, sender):
    before = len(mailoutbox)
    assert take(run, letter(address, sender=sender)) == Outcome.REFUSED
    assert asked.messages.count() == 1
    told = mailoutbox[before:]
    if "," not in sender:  # two senders: nobody to answer
        assert "l’adresse de votre inscription" in told[0].body
        text = told[0].message().as_string()
        assert "Table de Libin" not in text
        assert "nadia@association.example" not in text.replace(sender, "")
        assert not told[0].reply_to
    else:
        assert told == []


def test_explanations_are_few(run, address, mailoutbox):
    before = len(mailoutbox)
    for number in range(MOST_EXPLANATIONS_A_DAY + 2):
        take(run, letter(address, sender="intrus@ailleurs.example", message_id=f"<{number}@x>"))
    assert len(mailoutbox) - before == MOST_EXPLANATIONS_A_DAY


@pytest.mark.parametrize(
    ("headers", "envelope_sender"),
    [
        ({"Auto_Submitted": "auto-replied"}, None),
        ({"Auto_Submitted": "auto-generated; x=1"}, None),
        ({"Precedence": "bulk"}, None),
        ({"X_Autoreply": "yes"}, None),
        ({"List_Id": "<liste.example>"}, None),
        ({}, ""),
        ({"Return_Path": "<>"}, None),
    ],
)
def test_machines_are_neither_heard_nor_answered(run, asked, address, mailoutbox, headers, envelope_sender):
    before = len(mailoutbox)
    for sender in ("nadia@association.example", "intrus@ailleurs.example"):
        message = letter(address, sender=sender, **headers)
        assert take(run, message, envelope_sender=envelope_sender) == Outcome.DROPPED
    assert asked.messages.count() == 1
    assert len(mailoutbox) == before


@pytest.mark.parametrize(
    ("verdicts", "outcome"),
    [
        (["mx.test; spf=pass; dkim=pass; dmarc=pass"], Outcome.DELIVERED),
        (["mx.test; spf=pass; dmarc=fail (p=reject)"], Outcome.DROPPED),
        (["mx.test; spf=fail; dkim=none"], Outcome.DROPPED),
        (["mx.test; spf=fail; dkim=pass"], Outcome.DELIVERED),
        (["mx.test; dmarc=fail", "mx.test; dmarc=pass"], Outcome.DROPPED),
        (["ailleurs.example; dmarc=fail"], Outcome.DELIVERED),
        ([], Outcome.DELIVERED),
    ],
)
def test_what_our_mail_server_found_forged_is_dropped(run, address, settings, verdicts, outcome):
    settings.INBOUND_AUTHSERV_ID = "mx.test"
    message = letter(address)
    for verdict in verdicts:
        message["Authentication-Results"] = verdict
    assert take(run, message) == outcome


def test_contact_details_are_hidden_and_the_writer_is_told(run, asked, address, mailoutbox):
    text = "Appelez-moi au 061 22 33 44 ou à nadia@association.example."
    assert take(run, letter(address, text=text)) == Outcome.DELIVERED
    body = asked.messages.last().body
    assert "061" not in body
    assert "@" not in body
    to_writer, to_citizen = sorted(mailoutbox[-2:], key=lambda mail: mail.to[0], reverse=True)
    assert to_writer.to == ["nadia@association.example"]
    assert "Nous les avons masquées" in to_writer.body
    assert "061 22" not in to_citizen.message().as_string()


def test_files_are_checked_and_the_writer_is_told_of_those_left_out(run, asked, address, mailoutbox):
    message = letter(address)
    message.add_attachment(b"MZ" + b"\0" * 40, maintype="application", subtype="pdf", filename="facture.pdf")
    message.add_attachment(_picture(), maintype="image", subtype="jpeg", filename="../../plan 0612345678.jpg")
    assert take(run, message) == Outcome.DELIVERED
    (attachment,) = asked.messages.last().attachments.all()
    assert attachment.content_type == "image/jpeg"
    assert "06" not in attachment.name
    assert "/" not in attachment.name
    assert re.fullmatch(r"conversations/[0-9a-f]{32}\.jpg", attachment.file.name)
    assert (
        "facture.pdf"
        in next(m for m in mailoutbox if m.to == ["nadia@association.example"] and "facture" in m.body).body
    )


def test_html_alone_and_odd_alphabets_are_read(run, asked, address):
    message = letter(address, message_id="<html@x>")
    message.set_content("<p>Oui,<br>samedi&nbsp;!</p>", subtype="html")
    assert take(run, message) == Outcome.DELIVERED
    assert asked.messages.last().body == "Oui,\nsamedi !"
    raw = (
        f"From: nadia@association.example\r\nTo: {address}\r\nMessage-ID: <odd@x>\r\n"
        'Content-Type: text/plain; charset="x-inconnu"\r\nContent-Transfer-Encoding: 8bit\r\n\r\nPr\xeat\xe9 !\r\n'
    ).encode("latin-1")
    from email import message_from_bytes, policy

    assert take(run, message_from_bytes(raw, EmailMessage, policy=policy.default)) == Outcome.DELIVERED
    assert asked.messages.last().body == "Prêté !"


def test_nothing_but_history_is_refused_and_explained(run, asked, address, mailoutbox):
    text = "Le 23/11/2026 à 09:12, Vallée-Claire a écrit :\n> Bonjour\n"
    assert take(run, letter(address, text=text)) == Outcome.REFUSED
    assert "au-dessus" in mailoutbox[-1].body


def test_an_address_dies_with_its_reasons(run, asked, address, manager, citizen, association, mailoutbox):
    now = timezone.now()
    assert take(run, letter(address), now=now + timedelta(days=181)) == Outcome.REFUSED
    association.memberships.filter(user=manager).update(role="member")
    assert take(run, letter(address)) == Outcome.REFUSED, "who no longer manages is out"
    association.memberships.filter(user=manager).update(role="manager")
    close_conversation(conversation=asked, user=citizen, now=now)
    assert take(run, letter(address)) == Outcome.REFUSED
    Conversation.objects.update(closed_at=None)
    boundaries.block(conversation=asked, user=citizen, now=now)
    assert take(run, letter(address, message_id="<4@x>")) == Outcome.REFUSED
    boundaries.unblock(conversation=asked, user=citizen, now=now)
    assert take(run, letter(address, message_id="<5@x>")) == Outcome.REFUSED, (
        "a block kills addresses for good"
    )
    assert asked.messages.count() == 1
    assert forget_old_addresses(now=now + timedelta(days=181)) == 1
    assert take(run, letter(address)) == Outcome.UNKNOWN


def test_an_erased_persons_addresses_are_gone(run, asked, address, manager):
    forget_person(user=manager)
    assert take(run, letter(address)) == Outcome.UNKNOWN


def test_a_digest_is_for_who_asked_for_one(run, citizen, association, manager, mailoutbox):
    from kernel.mail.models import MailPreference, OutgoingMail

    MailPreference.objects.create(user=manager, category="conversations", frequency="daily")
    with run():
        conversation_between(citizen, association)
    assert mailoutbox == []
    assert OutgoingMail.objects.get(user=manager).state == "held"


def _picture() -> bytes:
    made = BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "Appareil secret"
    Image.new("RGB", (8, 8), "green").save(made, "JPEG", exif=exif)
    return made.getvalue()


def test_a_new_version_of_the_charter_is_signed_before_an_email_is_taken(
    run, asked, address, association, mailoutbox
):
    """By the association where she speaks for it; then the same e-mail goes through."""
    charter = publish_charter(charter=draft_charter(title="Charte", text="<p>…</p>"), now=timezone.now())
    manager = association.memberships.get().user
    assert take(run, letter(address)) == Outcome.REFUSED
    assert asked.messages.count() == 1
    assert f"/charte/signer/?association={association.slug}" in mailoutbox[-1].body
    assert "Signez-la sur le site" in mailoutbox[-1].body
    sign_charter(charter=charter, user=manager, name="Nadia", now=timezone.now())
    assert take(run, letter(address)) == Outcome.REFUSED, "her own signature is not the association's"
    sign_charter(charter=charter, user=manager, name="Nadia", now=timezone.now(), association=association)
    assert take(run, letter(address)) == Outcome.DELIVERED
