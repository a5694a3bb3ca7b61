"""Events and offers, in the commune of the territory at hand."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import factory
from django.utils import timezone

from engagement.agenda.models import Event, EventState, Registration
from engagement.agenda.services import lay_out
from engagement.offers.models import Audience, Offer, OfferState
from engagement.offers.services import SHOWN_FOR
from tests.factories.engagement import AssociationFactory, home_commune
from tests.factories.people import UserFactory


def next_week() -> datetime:
    """Ten o'clock, in a week."""
    return timezone.localtime().replace(hour=10, minute=0, second=0, microsecond=0) + timedelta(days=7)


class EventFactory(factory.django.DjangoModelFactory[Event]):
    """A published event of two hours in a week, of an association of its own. Its dates are laid out."""

    class Meta:
        model = Event
        skip_postgeneration_save = True

    association = factory.SubFactory(AssociationFactory)
    title = factory.Sequence("Atelier de réparation {}".format)
    slug = factory.Sequence("atelier-de-reparation-{}".format)
    description = "On apporte ce qui ne marche plus, on repart avec ce qui remarche."
    causes = ["environment"]
    commune = factory.LazyFunction(home_commune)
    latitude = factory.LazyAttribute(lambda event: event.commune.latitude)
    longitude = factory.LazyAttribute(lambda event: event.commune.longitude)
    place_name = "Salle du Vieux Moulin"
    starts_at = factory.LazyFunction(next_week)
    ends_at = factory.LazyAttribute(lambda event: event.starts_at + timedelta(hours=2))
    state = EventState.PUBLISHED
    published_at = factory.LazyFunction(timezone.now)

    @factory.post_generation
    def laid_out(self: Event, create: bool, extracted: datetime | None, **_: Any) -> None:
        """`EventFactory(laid_out=moment)` writes the dates as they were laid out then."""
        lay_out(event=self, now=extracted or timezone.now())


class RegistrationFactory(factory.django.DjangoModelFactory[Registration]):
    """Somebody comes, alone, to the first date of an event."""

    class Meta:
        model = Registration
        exclude = ("event",)

    event = factory.SubFactory(EventFactory)
    occurrence = factory.LazyAttribute(lambda made: made.event.occurrences.first())
    user = factory.SubFactory(UserFactory)


class OfferFactory(factory.django.DjangoModelFactory[Offer]):
    """Published for 90 days, for everyone."""

    class Meta:
        model = Offer

    user = factory.SubFactory(UserFactory)
    title = factory.Sequence("Réparer un vélo {}".format)
    slug = factory.Sequence("reparer-un-velo-{}".format)
    description = "J’apporte mes outils et je montre comment faire."
    skills = ["handiwork"]
    commune = factory.LazyFunction(home_commune)
    latitude = factory.LazyAttribute(lambda offer: offer.commune.latitude)
    longitude = factory.LazyAttribute(lambda offer: offer.commune.longitude)
    audience = Audience.EVERYONE
    state = OfferState.PUBLISHED
    published_at = factory.LazyFunction(timezone.now)
    expires_at = factory.LazyAttribute(
        lambda offer: offer.published_at + SHOWN_FOR if offer.published_at else None
    )
