"""A message to all who take part: one conversation a person, answered two ways, and nobody sees the others."""

from __future__ import annotations

import re

from django.utils import timezone

from engagement.messaging import boundaries
from engagement.messaging.models import Conversation, Message
from engagement.messaging.receiving import receive
from engagement.messaging.services import MOST_STARTED_A_DAY
from kernel.audit.models import Entry
from tests.engagement.messaging.test_receiving import letter
from tests.factories.engagement import AssociationFactory, MissionFactory, ParticipationFactory
from tests.factories.messaging import conversation_between
from tests.factories.people import UserFactory


def test_each_reads_it_in_a_conversation_of_her_own_and_answers_there(
    client_a, citizen, manager, association, mailoutbox, django_capture_on_commit_callbacks
):
    mission = MissionFactory(association=association, title="Servir la soupe", slots=[3, 3])
    first, second = mission.slots.all()
    for slot in (first, second):
        ParticipationFactory(user=citizen, mission=mission, slot=slot, state="accepted")
    others = [
        ParticipationFactory(user=UserFactory(), mission=mission, slot=first, state="accepted").user
        for _number in range(MOST_STARTED_A_DAY)
    ]
    ParticipationFactory(mission=mission, slot=first, state="declined")
    blocking = ParticipationFactory(user=UserFactory(), mission=mission, slot=first, state="accepted").user
    old = conversation_between(blocking, association)
    boundaries.block(conversation=old, user=blocking, now=timezone.now())

    client_a.force_login(manager)
    url = f"/espace-association/missions/{mission.pk}/message/"
    refused = client_a.post(url, {"states": ["accepted"], "body": "Appelez le 061 22 33 44."})
    assert "061 22 33 44" in refused.content.decode()
    assert not Message.objects.filter(to_all=True).exists()
    with django_capture_on_commit_callbacks(execute=True):
        client_a.post(url, {"states": ["accepted"], "body": "Venez avec un tablier."})
    assert Message.objects.filter(to_all=True).count() == len(others) + 1, "once each, and not who wants none"
    assert sorted(mail.to[0] for mail in mailoutbox) == sorted(
        [citizen.email, *(other.email for other in others)]
    )
    assert len({mail.reply_to[0] for mail in mailoutbox}) == len(mailoutbox)
    told = next(mail for mail in mailoutbox if mail.to == [citizen.email])
    assert "votre réponse n’arrive qu’à l’association" in told.body
    assert Entry.objects.get(act="participations.written_to_all").details == {"people": len(others) + 1}

    with django_capture_on_commit_callbacks(execute=True):
        outcomes = receive(
            letter(told.reply_to[0], f"Camille <{citizen.email}>", "Bien noté, merci !"), now=timezone.now()
        )
    assert outcomes == ["delivered"]
    hers = Conversation.objects.get(person=citizen)
    assert [(one.side, one.body) for one in hers.messages.all()] == [
        ("association", "Venez avec un tablier."),
        ("other", "Bien noté, merci !"),
    ]
    page = client_a.get("/espace-association/messages/").content.decode()
    assert "Bien noté, merci !" in page
    thread = client_a.get(hers.get_absolute_url()).content.decode()
    assert "à toutes les personnes concernées" in thread
    assert not re.search(rf"{citizen.email}|Lambert", page + thread + mailoutbox[-1].message().as_string())

    client_a.post(url, {"states": ["accepted"], "slot": second.pk, "body": "À demain."})
    assert hers.messages.count() == 3, "the next one goes on in the same conversation"
    assert Conversation.objects.filter(person=citizen).count() == 1
    conversation_between(manager, AssociationFactory(), body="Un mot en mon nom, le même jour.")

    client_a.force_login(citizen)
    assert client_a.get(url).status_code == 404
