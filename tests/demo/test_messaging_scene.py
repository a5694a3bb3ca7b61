"""The demonstration shows conversations in each of their states."""

from __future__ import annotations

from datetime import UTC, datetime
from random import Random

from demo.filling import fill_territory, places_of
from demo.grammar import generate
from demo.instances import NOVARDENNE
from demo.scenes import Stage, messaging, offers
from demo.services import open_demo_accounts
from engagement.messaging.models import Attachment, Block, Conversation, Message, Report, Reveal
from engagement.messaging.selectors import unread_of
from kernel.accounts.models import User
from tenants.geography.models import Commune

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


def test_every_state_of_a_conversation_is_there(in_a, mailoutbox):
    spec = generate(
        seed="essai",
        country="BE",
        places=places_of(Commune.objects.filter(territories=in_a.id)),
        today=NOW.date(),
        associations=8,
        missions=10,
        volunteers=6,
        participations=6,
    )
    fill_territory(in_a, spec, now=NOW)
    open_demo_accounts(NOVARDENNE)
    people = {
        account.role: User.objects.filter(email=account.email).first() for account in NOVARDENNE.accounts
    }
    stage = Stage(instance=NOVARDENNE, now=NOW, draw=Random("essai"), **people)
    offers.play(stage)
    messaging.play(stage)
    assert Conversation.objects.filter(association=None, peer__isnull=False).count() == 2
    assert Conversation.objects.filter(person=None, partner=None).count() == 1
    assert Message.objects.filter(to_all=True).count() == 2
    assert set(Report.objects.values_list("state", flat=True)) == {"open", "dismissed"}
    assert Conversation.objects.filter(partner__isnull=False).count() == 1
    assert Conversation.objects.filter(closed_at__isnull=False).count() == 1
    assert [model.objects.count() for model in (Attachment, Block, Reveal)] == [1, 1, 1]
    assert unread_of(user=people["citizen"]).own >= 1
    assert unread_of(user=people["manager"]).of_associations >= 2
    assert mailoutbox == []
