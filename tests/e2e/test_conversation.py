"""A citizen asks, is warned of the number she typed, reads the answers that come, and is helped by the team."""

from __future__ import annotations

import asyncio
import smtplib
import threading
from email.message import EmailMessage

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from engagement.messaging.mail_server import serve
from engagement.messaging.models import Conversation
from engagement.messaging.services import write_message
from kernel.accounts.models import User
from kernel.tenancy import tenant_context
from tests.e2e.letters import last_letter_to, raw
from tests.e2e.world import MANAGER_A, SOUP, known_user
from tests.factories.people import PASSWORD
from tests.harness.database import EDITOR_PASSWORD

pytestmark = pytest.mark.usefixtures("world")

CAMILLE = "camille@boite-aux-lettres.example"


@pytest.fixture
def camille(territory_a, world):
    with tenant_context(territory_a):
        known_user(email=CAMILLE, first_name="Camille", last_name="Lambert")


@pytest.fixture
def mail_server():
    """The server of `manage.py receive_mail`, and its port."""
    ports, ready, stop = [], threading.Event(), threading.Event()

    async def run():
        async with serve("127.0.0.1", 0) as port:
            ports.append(port)
            ready.set()
            await asyncio.to_thread(stop.wait)

    thread = threading.Thread(target=lambda: asyncio.run(run()))
    thread.start()
    assert ready.wait(60)
    yield ports[0]
    stop.set()
    thread.join(60)


def test_a_question_is_asked_answered_by_email_followed_and_reported(
    visit, at_a, territory_a, camille, mail_server
):
    citizen = visit()
    citizen.sign_in(at_a("/compte/login/?next=/messages/"), email=CAMILLE, password=PASSWORD)
    citizen.sees("Pas encore de conversation")
    citizen.inspect("conversations-aucune")
    citizen.open(at_a("/missions/servir-la-soupe-du-vendredi/"))
    citizen.click("Poser une question")
    citizen.fill(body="Puis-je venir avec ma sœur ? Mon numéro est le 0476 12 34 56.")
    citizen.press("Envoyer")
    citizen.sees("Votre message semble contenir des coordonnées")
    assert citizen.page.locator("main mark").inner_text() == "0476 12 34 56"
    citizen.inspect("conversation-coordonnees")
    citizen.fill(body="Puis-je venir avec ma sœur ?")
    citizen.press("Envoyer")
    citizen.sees("Votre message est envoyé.", "Puis-je venir avec ma sœur ?")
    citizen.inspect("conversation")
    for name in ("Montrer mes coordonnées", "Bloquer cet échange", "Signaler à l’équipe"):
        citizen.click(name)
        citizen.inspect(name)
        citizen.page.go_back()

    letter = last_letter_to(MANAGER_A)
    assert CAMILLE not in raw(letter)
    answer = EmailMessage()
    answer["From"], answer["To"] = MANAGER_A, letter.reply_to[0]
    answer["Subject"], answer["Message-ID"] = f"Re: {letter.subject}", "<reponse@boite-aux-lettres.example>"
    quoted = "\n".join(f"> {line}" for line in letter.body.splitlines())
    answer.set_content(
        f"Avec plaisir, venez à deux !\n\nLe 23/11/2026 à 09:12, Vallée-Claire a écrit :\n{quoted}"
    )
    with smtplib.SMTP("127.0.0.1", mail_server) as client:
        client.send_message(answer)

    citizen.open(at_a("/messages/"))
    citizen.sees(SOUP, "Non lu", "Avec plaisir, venez à deux !")
    citizen.inspect("conversations")
    citizen.click(SOUP)
    citizen.sees("Nadia, La Table de Libin", "par e-mail")
    citizen.does_not_see("Puis-je venir avec ma sœur ? >")
    assert MANAGER_A not in citizen.page.content()
    assert CAMILLE in raw(last_letter_to(CAMILLE))
    assert MANAGER_A not in raw(last_letter_to(CAMILLE))

    with tenant_context(territory_a):
        nadia = User.objects.get(email=MANAGER_A)
        write_message(
            conversation=Conversation.objects.get(), author=nadia, body="Et puis non.", now=timezone.now()
        )
    citizen.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    citizen.sees("Et puis non.")

    citizen.click("Signaler à l’équipe")
    citizen.fill(reason="On m’avait dit oui.")
    citizen.press("Signaler")
    citizen.sees("l’équipe est en train de la lire")
    editor = visit()
    editor.sign_in(at_a("/compte/login/"), email="editor@vallee-claire.example", password=EDITOR_PASSWORD)
    office = editor.open(at_a("/admin/moderation/?kind=report"))
    editor.click("La Table de Libin et Camille L.")
    editor.sees("On m’avait dit oui.")
    editor.click("Voir sur le site")
    editor.sees("Votre lecture est inscrite au journal", "Avec plaisir, venez à deux !", "Et puis non.")
    editor.inspect("conversation-signalee")
    office.go_back()
    office.get_by_label("Motif").fill("Une réponse qui change sans un mot.")
    editor.press("Clore la conversation")
    expect(office.get_by_text("Rien ne correspond")).to_be_visible()
    assert "Une réponse qui change" in last_letter_to(CAMILLE).body
    citizen.page.reload()
    citizen.sees("Cette conversation est close.")
