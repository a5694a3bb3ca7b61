"""Hours given, in the territory at hand."""

from __future__ import annotations

import factory
from django.utils import timezone

from engagement.recognition.models import Hours, HoursState
from tests.factories.engagement import AssociationFactory
from tests.factories.people import UserFactory


class HoursFactory(factory.django.DjangoModelFactory[Hours]):
    """Three confirmed hours, today."""

    class Meta:
        model = Hours

    user = factory.SubFactory(UserFactory)
    association = factory.SubFactory(AssociationFactory)
    day = factory.LazyFunction(timezone.localdate)
    minutes = 180
    state = HoursState.CONFIRMED
    recorded_at = factory.LazyFunction(timezone.now)
    changed_at = factory.LazyFunction(timezone.now)
