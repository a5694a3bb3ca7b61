"""The demonstration shows what is offered in place of an unanswered request, and a week's e-mail."""

from __future__ import annotations

from random import Random

import pytest
from django.utils import timezone

from demo.instances import NOVARDENNE
from demo.scenes import Stage, suggestions
from engagement.suggestions.models import Rerouting
from kernel.mail.models import OutgoingMail
from matching.catalogue.services import apply_outbox
from tests.factories.engagement import AssociationFactory, MissionFactory, VolunteerFactory
from tests.factories.people import UserFactory


@pytest.mark.usefixtures("in_a")
def test_both_are_written():
    citizen, manager = VolunteerFactory().user, UserFactory()
    MissionFactory(association=AssociationFactory(manager=manager))
    MissionFactory(capacity=2)
    for _ in range(5):
        MissionFactory()
    apply_outbox()
    now = timezone.now()
    suggestions.play(
        Stage(
            instance=NOVARDENNE,
            now=now,
            draw=Random("test"),
            citizen=citizen,
            manager=manager,
            editor=manager,
        )
    )
    assert len(Rerouting.objects.get().opportunities) == 3
    assert {mail.kind for mail in OutgoingMail.objects.filter(user=citizen)} == {
        "suggestions_instead",
        "suggestions_weekly",
    }
