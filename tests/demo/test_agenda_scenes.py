"""The agenda and the offers of the demonstration show every state."""

from __future__ import annotations

from random import Random

import pytest
from django.utils import timezone

from demo.instances import NOVARDENNE
from demo.scenes import Stage, agenda, offers
from engagement.agenda.models import Event, EventState, Occurrence, Registration
from engagement.offers.models import Offer, OfferState
from tests.factories.engagement import AssociationFactory, MissionFactory, VolunteerFactory


@pytest.mark.usefixtures("in_a")
def test_every_state_is_shown():
    citizen, manager, editor, *_others = (VolunteerFactory().user for _ in range(8))
    MissionFactory(association=AssociationFactory(manager=manager))
    AssociationFactory.create_batch(4)
    now = timezone.now()
    stage = Stage(
        instance=NOVARDENNE, now=now, draw=Random("test"), citizen=citizen, manager=manager, editor=editor
    )
    agenda.play(stage)
    offers.play(stage)
    assert set(Event.objects.values_list("state", flat=True)) == set(EventState.values)
    assert Event.objects.count() >= 25
    assert Event.objects.filter(association__isnull=True).exists()
    assert Event.objects.filter(missions__isnull=False).exists()
    assert Occurrence.objects.shown().to_come(now).count() > 40
    assert Occurrence.objects.filter(ends_at__lt=now).exists()
    assert Registration.objects.filter(user=citizen).exists()
    assert set(Offer.objects.values_list("state", flat=True)) == set(OfferState.values)
