"""The pages of conversations: writing, being warned, reading, deciding; nobody's address; the same cost for all."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from engagement.messaging import boundaries
from engagement.messaging.models import Attachment, Conversation, Message, Report, Reveal
from engagement.messaging.selectors import unread_of
from engagement.messaging.services import (
    MOST_STARTED_A_DAY,
    TooManyConversations,
    forget_person,
    write_message,
)
from kernel.audit.models import Entry
from tests.factories.engagement import AssociationFactory, MissionFactory, ParticipationFactory
from tests.factories.messaging import conversation_between
from tests.factories.people import UserFactory

PDF = b"%PDF-1.7 plan"


def text(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def acts():
    return set(Entry.objects.values_list("act", flat=True))


def test_a_citizen_asks_about_a_mission_and_the_association_answers(
    client_a, citizen, manager, association, mailoutbox, django_capture_on_commit_callbacks
):
    mission = MissionFactory(association=association, title="Servir la soupe")
    client_a.force_login(citizen)
    url = f"/messages/ecrire/?mission={mission.slug}"
    assert url in client_a.get(mission.get_absolute_url()).content.decode()
    page = client_a.get(url)
    assert "Écrire à La Table de Libin" in text(page)
    assert 'value="Servir la soupe"' in page.content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        answer = client_a.post(
            url,
            {
                "subject": "Servir la soupe",
                "body": "Faut-il un tablier ?",
                "attachments": [SimpleUploadedFile("a.pdf", PDF)],
            },
        )
    conversation = Conversation.objects.get()
    assert answer["Location"] == conversation.get_absolute_url()
    assert (conversation.topic_kind, conversation.topic_id, conversation.topic_title) == (
        "mission",
        mission.pk,
        "Servir la soupe",
    )
    assert [mail.to for mail in mailoutbox] == [[manager.email]]
    client_a.post(url, {"subject": "Encore", "body": "Et des gants ?"})
    assert Conversation.objects.count() == 1, "the same two go on about the same thing in one conversation"

    client_a.force_login(manager)
    assert "1 non lu" in text(client_a.get("/espace-association/messages/"))
    thread = client_a.get(conversation.get_absolute_url())
    assert "Camille L." in text(thread)
    assert "Faut-il un tablier ?" in text(thread)
    assert "camille@" not in thread.content.decode()
    client_a.post(conversation.get_absolute_url(), {"body": "Non, tout est là."})
    client_a.force_login(citizen)
    listed = text(client_a.get("/messages/"))
    assert "Servir la soupe" in listed
    assert "Non lu" in listed
    assert "Non, tout est là." in listed
    assert "Nadia, La Table de Libin" in text(client_a.get(conversation.get_absolute_url()))
    assert "Non lu" not in text(client_a.get("/messages/"))


@pytest.mark.parametrize(
    "written", ["Appelez-moi au 061 22 33 44.", "camille arobase poste point be", "c@d.example"]
)
def test_contact_details_are_pointed_out_before_anything_is_sent(client_a, conversation, citizen, written):
    client_a.force_login(citizen)
    url = conversation.get_absolute_url()
    page = client_a.post(url, {"body": f"Bonjour. {written}"})
    assert page.status_code == 200
    assert "<mark>" in page.content.decode()
    assert f"{url}coordonnees/" in page.content.decode()
    assert conversation.messages.count() == 1
    assert client_a.post(url, {"body": f"Bonjour. {written}", "hide": "1"}).status_code == 302
    said = conversation.messages.last().body
    assert said.startswith("Bonjour.")
    assert "[coordonnées masquées]" in said
    assert not re.search(r"\d{2}|@|arobase", said)


def test_whoever_manages_says_in_whose_name_she_writes(client_a, manager, association):
    other = AssociationFactory(name="Les Sentiers", slug="les-sentiers", manager=UserFactory())
    client_a.force_login(manager)
    url = f"/messages/ecrire/?association={other.slug}"
    assert "Au nom de qui" in text(client_a.get(url))
    client_a.post(url, {"speaking_for": association.slug, "subject": "Tonnelle", "body": "La prêtez-vous ?"})
    conversation = Conversation.objects.get()
    assert (conversation.association, conversation.partner, conversation.person) == (association, other, None)
    own = client_a.get(f"/messages/ecrire/?association={association.slug}")
    assert own["Location"] == "/espace-association/messages/"
    assert client_a.get("/messages/ecrire/?association=nulle-part").status_code == 404
    assert client_a.get("/messages/ecrire/").status_code == 404


def test_a_request_to_take_part_opens_a_conversation_both_ways(client_a, citizen, manager, association):
    participation = ParticipationFactory(user=citizen, mission__association=association)
    url = f"/messages/ecrire/?participation={participation.pk}"
    for person, other in ((manager, "Camille L."), (citizen, "La Table de Libin")):
        client_a.force_login(person)
        assert f"Écrire à {other}" in text(client_a.get(url))
        assert client_a.post(url, {"subject": "Samedi", "body": "Bonjour"}).status_code == 302
    conversation = Conversation.objects.get()
    assert (conversation.person, conversation.messages.count()) == (citizen, 2)
    client_a.force_login(UserFactory())
    assert client_a.get(url).status_code == 404


def test_strangers_meet_a_404_and_a_former_manager_is_out_at_once(
    client_a, conversation, citizen, manager, association
):
    client_a.force_login(citizen)
    client_a.post(
        conversation.get_absolute_url(),
        {"body": "Voici", "attachments": [SimpleUploadedFile("plan.exe.pdf", PDF)]},
    )
    attachment = Attachment.objects.get()
    file = f"{conversation.get_absolute_url()}fichiers/{attachment.pk}/"
    response = client_a.get(file)
    assert response["Content-Disposition"] == 'attachment; filename="plan.exe.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert b"".join(response.streaming_content) == PDF
    assert client_a.get(f"/media/{attachment.file.name}").status_code == 404
    pages = [conversation.get_absolute_url(), file]
    pages += [f"{pages[0]}{name}/" for name in ("coordonnees", "bloquer", "signaler")]
    client_a.force_login(manager)
    for page in pages:
        response = client_a.get(page)
        assert response.status_code == 200
        list(response)  # to its end, where the file is closed
    association.memberships.all().delete()
    assert {client_a.get(page).status_code for page in pages} == {404}
    client_a.force_login(UserFactory(superuser=True))
    assert {client_a.get(page).status_code for page in pages} == {404}
    client_a.logout()
    assert {client_a.get(page).status_code for page in pages} == {302}


def test_contact_details_are_shown_by_their_owner_alone_and_taken_back(
    client_a, conversation, citizen, manager
):
    client_a.force_login(citizen)
    url = conversation.get_absolute_url()
    assert "camille@" not in client_a.get(f"{url}coordonnees/").content.decode(), "never filled in"
    assert client_a.post(f"{url}coordonnees/", {}).status_code == 200
    client_a.post(f"{url}coordonnees/", {"phone": "061 22 33 44", "email": "moi@perso.example"})
    client_a.force_login(manager)
    shown = client_a.get(url).content.decode()
    assert "061 22 33 44" in shown
    assert "moi@perso.example" in shown
    reveal = Reveal.objects.get()
    assert reveal.seen_at
    assert client_a.post(f"{url}coordonnees/{reveal.pk}/retirer/").status_code == 404
    client_a.force_login(citizen)
    page = client_a.post(f"{url}coordonnees/{reveal.pk}/retirer/", follow=True)
    assert "les avait déjà vues" in text(page)
    client_a.force_login(manager)
    assert "061 22" not in client_a.get(url).content.decode()
    assert not Reveal.objects.exclude(email="", phone="").exists()
    assert {"messaging.revealed", "messaging.reveal_revoked"} <= acts()


def test_a_block_holds_both_ways_in_every_conversation_of_the_pair(
    client_a, conversation, citizen, manager, association
):
    other = conversation_between(citizen, association, subject="Autre", body="Autre chose")
    Conversation.objects.filter(pk=other.pk).update(topic_kind="event", topic_id=1)
    client_a.force_login(citizen)
    page = client_a.post(f"{conversation.get_absolute_url()}bloquer/", follow=True)
    assert "Vous avez bloqué cet échange" in text(page)
    client_a.force_login(manager)
    page = client_a.post(other.get_absolute_url(), {"body": "Allô ?"})
    assert "Personne ne peut écrire" in text(page)
    assert "bloqué" not in text(page)
    assert Message.objects.filter(author=manager).count() == 0
    client_a.force_login(citizen)
    client_a.post(f"{conversation.get_absolute_url()}debloquer/")
    assert client_a.post(conversation.get_absolute_url(), {"body": "Pardon"}).status_code == 302
    assert {"messaging.blocked", "messaging.unblocked"} <= acts()


def test_the_team_reads_a_reported_conversation_only_and_each_reading_is_noted(
    client_a, conversation, citizen, manager, mailoutbox, django_capture_on_commit_callbacks
):
    client_a.force_login(citizen)
    client_a.post(f"{conversation.get_absolute_url()}signaler/", {"reason": "On me menace."})
    report = Report.objects.get()
    review = f"/messages/signalements/{report.pk}/"
    assert client_a.get(review).status_code == 404
    client_a.force_login(UserFactory(superuser=True))
    assert "Bonjour, je voudrais en savoir plus." in text(client_a.get(review))
    assert client_a.get(conversation.get_absolute_url()).status_code == 404
    assert Entry.objects.filter(act="messaging.reviewed").count() == 1
    item = f"/admin/moderation/report/{report.pk}/"
    assert "On me menace." in text(client_a.get(item))
    with django_capture_on_commit_callbacks(execute=True):
        boundaries.uphold_report(report=report, now=timezone.now(), outcome="Nous l’avons close.")
    assert client_a.get(review).status_code == 404
    assert mailoutbox[-1].to == [citizen.email]
    assert "Nous l’avons close." in mailoutbox[-1].body
    client_a.force_login(manager)
    page = text(client_a.get(conversation.get_absolute_url()))
    assert "Cette conversation est close." in page
    assert "La rouvrir" not in page


def test_a_conversation_is_closed_and_opened_again(client_a, conversation, citizen):
    client_a.force_login(citizen)
    url = conversation.get_absolute_url()
    assert "La rouvrir" in text(client_a.post(f"{url}clore/", follow=True))
    assert "Cette conversation est close." in text(client_a.post(url, {"body": "Encore"}))
    client_a.post(f"{url}rouvrir/")
    assert client_a.post(url, {"body": "Encore"}).status_code == 302


def test_beginnings_are_counted_by_the_day(citizen, association):
    now = timezone.now()
    for _ in range(MOST_STARTED_A_DAY):
        conversation_between(citizen, AssociationFactory(), now=now)
    with pytest.raises(TooManyConversations):
        conversation_between(citizen, association, now=now)
    conversation_between(citizen, association, now=now + timedelta(days=1, minutes=1))


def test_unread_counts_follow_both_sides_and_are_cached(
    citizen, manager, colleague, association, conversation, django_assert_num_queries
):
    assert (unread_of(user=manager).of_associations, unread_of(user=citizen).own) == (1, 0)
    write_message(conversation=conversation, author=manager, body="Oui", now=timezone.now())
    assert (unread_of(user=manager).of_associations, unread_of(user=colleague).of_associations) == (0, 1)
    with django_assert_num_queries(1):
        assert unread_of(user=citizen).own == 1
    with django_assert_num_queries(0):
        unread_of(user=citizen)


def test_search_finds_words_in_ones_own_conversations_alone(client_a, conversation, citizen, association):
    conversation_between(UserFactory(), association, subject="Secret", body="Une girafe")
    conversation_between(
        citizen, AssociationFactory(name="Les Cimes"), subject="Balade", body="Un éléphant passe"
    )
    client_a.force_login(citizen)
    assert "Balade" in text(client_a.get("/messages/?q=elephant"))
    assert "Une question" not in text(client_a.get("/messages/?q=elephant cimes"))
    assert "Aucun résultat" in text(client_a.get("/messages/?q=girafe"))


def test_whoever_goes_leaves_her_words_and_nothing_else(
    client_a, conversation, citizen, manager, django_capture_on_commit_callbacks
):
    client_a.force_login(citizen)
    client_a.post(
        conversation.get_absolute_url(),
        {"body": "Voici", "attachments": [SimpleUploadedFile("plan.pdf", PDF)]},
    )
    file = Attachment.objects.get().file
    boundaries.reveal_contact_details(
        conversation=conversation, owner=citizen, now=timezone.now(), phone="061223344"
    )
    with django_capture_on_commit_callbacks() as at_the_end:
        forget_person(user=citizen)
        citizen.delete()
    assert file.storage.exists(file.name), "what is not committed loses no file"
    for discard in at_the_end:
        discard()
    assert not file.storage.exists(file.name)
    assert not Reveal.objects.exists()
    client_a.force_login(manager)
    page = text(client_a.get(conversation.get_absolute_url()))
    assert "Compte fermé" in page
    assert "Voici" in page
    assert "Camille" not in page


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(("page", "queries"), [("space", 7), ("thread", 20)])
def test_pages_cost_the_same_for_all(
    client_a, citizen, manager, association, page, queries, number, django_assert_num_queries
):
    for one in range(number):
        conversation = conversation_between(citizen, association if page == "space" else AssociationFactory())
        Conversation.objects.filter(pk=conversation.pk).update(topic_kind="mission", topic_id=one)
    for _ in range(number):
        write_message(conversation=conversation, author=citizen, body="Encore", now=timezone.now())
    client_a.force_login(manager if page == "space" else citizen)
    url = {
        "space": "/espace-association/messages/",
        "thread": conversation.get_absolute_url(),
    }[page]
    client_a.get(url)
    with django_assert_num_queries(queries):
        assert client_a.get(url).status_code == 200


def test_an_open_page_follows_what_is_said_and_what_is_unread(client_a, conversation, citizen, manager):
    client_a.force_login(citizen)

    def followed(content: str) -> str:
        return re.search(r'data-hx-get="([^"]+)"', content)[1].replace("&amp;", "&")

    page = client_a.get(conversation.get_absolute_url()).content.decode()
    assert 'aria-live="polite"' in page
    ask = followed(page)
    assert client_a.get(ask).status_code == 204, "nothing new"
    write_message(conversation=conversation, author=manager, body="Oui, samedi.", now=timezone.now())
    assert unread_of(user=citizen).own == 1
    told = client_a.get(ask).content.decode()
    assert "Oui, samedi." in told
    assert "voudrais" not in told, "what the page shows is not sent again"
    assert unread_of(user=citizen).own == 0, "it was before her eyes"
    assert client_a.get(followed(told)).status_code == 204
    other = conversation_between(citizen, AssociationFactory(manager=manager), subject="Autre chose")
    write_message(conversation=other, author=manager, body="Bonjour.", now=timezone.now())
    told = client_a.get(followed(told)).content.decode()
    assert "1 non lu" in told
    assert "<li" not in told
    client_a.force_login(UserFactory())
    assert client_a.get(ask).status_code == 404
    client_a.logout()
    assert client_a.get(ask).status_code == 401
    boundaries.block(conversation=conversation, user=citizen, now=timezone.now())
    client_a.force_login(citizen)
    assert "data-hx-get" not in client_a.get(conversation.get_absolute_url()).content.decode()
