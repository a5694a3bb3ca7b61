"""Two citizens about what one of them offers: both masked, on the pages and by e-mail, each with the same rights."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone

from engagement.charter.services import draft_charter, publish_charter, sign_charter
from engagement.messaging import policies
from engagement.messaging.models import Conversation, Side
from engagement.messaging.receiving import receive
from engagement.messaging.selectors import messages_by, unread_of
from engagement.messaging.services import forget_person
from tests.engagement.messaging.test_receiving import letter
from tests.factories.agenda import OfferFactory
from tests.factories.people import UserFactory


def text(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


@pytest.fixture
def author(in_a):
    return UserFactory(email="odile@personne.example", first_name="Odile", last_name="Perrin")


@pytest.fixture
def offer(author):
    return OfferFactory(user=author, title="Réparer un vélo")


@pytest.fixture
def answered(client_a, citizen, offer, django_capture_on_commit_callbacks) -> Conversation:
    client_a.force_login(citizen)
    with django_capture_on_commit_callbacks(execute=True):
        client_a.post(
            f"/messages/ecrire/?offer={offer.slug}",
            {"subject": "Mon vélo", "body": "Samedi, est-ce possible ?"},
        )
    return Conversation.objects.get()


def test_a_citizen_answers_an_offer_once_the_charter_is_signed(client_a, citizen, author, offer):
    charter = publish_charter(
        charter=draft_charter(title="Charte", text="<p>Tenir parole.</p>"), now=timezone.now()
    )
    url = f"/messages/ecrire/?offer={offer.slug}"
    page = client_a.get(offer.get_absolute_url())
    assert url in page.content.decode(), "a visitor is led to it, through signing in"
    assert client_a.get(url)["Location"].startswith("/compte/")
    client_a.force_login(citizen)
    assert "charte" in client_a.get(url)["Location"]
    client_a.post(url, {"subject": "Mon vélo", "body": "Bonjour"})
    assert not Conversation.objects.exists()
    sign_charter(charter=charter, user=citizen, name="Camille Lambert", now=timezone.now())
    page = text(client_a.get(url))
    assert "Écrire à Odile" in page
    assert "Perrin" not in page
    assert "Odile P." not in page, "she chose her first name only"
    client_a.post(url, {"subject": "Mon vélo", "body": "Bonjour"})
    assert Conversation.objects.get().topic_title == "Réparer un vélo"
    client_a.force_login(author)
    assert client_a.get(url).status_code == 404, "nobody answers herself"


def test_both_are_masked_on_the_pages_and_by_email(
    client_a, answered, citizen, author, mailoutbox, django_capture_on_commit_callbacks
):
    asked = mailoutbox[-1]
    assert asked.to == [author.email]
    assert "Camille vous écrit" in asked.body.replace("\xa0", " ")
    with django_capture_on_commit_callbacks(execute=True):
        outcomes = receive(
            letter(asked.reply_to[0], f"Odile Perrin <{author.email}>", "Samedi matin, avec plaisir."),
            now=timezone.now(),
        )
    assert outcomes == ["delivered"]
    told = mailoutbox[-1]
    assert told.to == [citizen.email]
    assert told.reply_to != asked.reply_to
    client_a.force_login(citizen)
    assert unread_of(user=citizen).own == 1
    assert "Avec Odile" in text(client_a.get("/messages/"))
    hers = text(client_a.get(answered.get_absolute_url()))
    assert unread_of(user=citizen).own == 0
    client_a.force_login(author)
    assert unread_of(user=author).own == 0, "who answers has read"
    assert "Avec Camille" in text(client_a.get("/messages/"))
    theirs = text(client_a.get(answered.get_absolute_url()))
    assert "par e-mail" in theirs
    for shown in (hers, theirs, asked.message().as_string(), told.message().as_string()):
        for hidden in ("Lambert", "Perrin", "Camille L.", "Odile P."):
            assert hidden not in shown
    assert author.email not in hers + told.message().as_string()
    assert citizen.email not in theirs + asked.message().as_string()


def test_each_blocks_reports_and_leaves(client_a, answered, citizen, author):
    assert policies.side_of(citizen, answered) == Side.ASSOCIATION
    assert policies.side_of(author, answered) == Side.OTHER
    url = answered.get_absolute_url()
    stranger = UserFactory(superuser=True)
    assert policies.side_of(stranger, answered) is None
    client_a.force_login(author)
    client_a.post(f"{url}signaler/", {"reason": "Il insiste."})
    client_a.post(f"{url}bloquer/")
    assert policies.silence_of(answered) == policies.Silence.BLOCKED
    client_a.force_login(citizen)
    assert client_a.post(url, {"body": "Et dimanche ?"}).status_code == 200
    assert answered.messages.count() == 1
    client_a.force_login(stranger)
    assert client_a.get(url).status_code == 404
    review = text(client_a.get(f"/messages/signalements/{answered.reports.get().pk}/"))
    assert "Signalée par Odile" in review or "Odile" in review
    assert "Perrin" not in review
    assert [one.body for one in messages_by(user=citizen)] == ["Samedi, est-ce possible ?"]
    forget_person(user=citizen)
    answered.refresh_from_db()
    assert answered.peer is None
    assert policies.silence_of(answered) == policies.Silence.GONE
    client_a.force_login(author)
    assert "Compte fermé" in text(client_a.get(url))
