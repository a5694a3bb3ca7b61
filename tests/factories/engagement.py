"""Associations, missions, profiles and participations, in the commune of the territory at hand (Libin or Tellin)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import factory
from django.utils import timezone

from engagement.associations.models import Association, Membership, MembershipRole
from engagement.associations.services import AssociationContent
from engagement.missions.models import Mission, MissionState, Slot
from engagement.participations.models import Participation, ParticipationState
from engagement.volunteers.models import Volunteer
from kernel.tenancy import current_territory
from tenants.geography.models import Commune
from tests.factories.people import UserFactory


def home_commune() -> Commune:
    """The first commune of the territory at hand."""
    territory = current_territory()
    assert territory is not None
    return Commune.objects.filter(territories=territory.id).order_by("pk").first()  # type: ignore[return-value]


def association_content(**fields: Any) -> AssociationContent:
    """What an association of the territory's first commune says of itself."""
    commune = home_commune()
    usual = {"name": "Les Amis du four", "summary": "Le pain du samedi.", "causes": ("food-aid",)}
    place = {"commune_id": commune.pk, "latitude": commune.latitude, "longitude": commune.longitude}
    return AssociationContent(**usual | place | fields)


class AssociationFactory(factory.django.DjangoModelFactory[Association]):
    """A published association of the territory's first commune. Trait `managed` gives it a manager."""

    class Meta:
        model = Association
        skip_postgeneration_save = True

    name = factory.Sequence("Les Amis du sentier {}".format)
    slug = factory.Sequence("les-amis-du-sentier-{}".format)
    summary = "Des voisins qui entretiennent les chemins."
    description = "Depuis dix ans, nous balisons et nettoyons les sentiers."
    causes = ["environment"]
    publics = ["everyone"]
    commune = factory.LazyFunction(home_commune)
    latitude = factory.LazyAttribute(lambda association: association.commune.latitude)
    longitude = factory.LazyAttribute(lambda association: association.commune.longitude)
    email = factory.Sequence("contact{}@amis-du-sentier.example".format)
    phone = "061 65 65 65"
    state = "published"

    @factory.post_generation
    def manager(self: Association, create: bool, extracted: Any, **_: Any) -> None:
        """`AssociationFactory(manager=user)` makes `user` act for it."""
        if extracted:
            Membership.objects.create(association=self, user=extracted, role=MembershipRole.MANAGER)


class MissionFactory(factory.django.DjangoModelFactory[Mission]):
    """A published mission without dates, of an association of its own. `slots=[capacity, …]` adds weekly slots."""

    class Meta:
        model = Mission
        skip_postgeneration_save = True

    association = factory.SubFactory(AssociationFactory)
    title = factory.Sequence("Baliser un sentier {}".format)
    slug = factory.Sequence("baliser-un-sentier-{}".format)
    need = "Les balises s’effacent : il faut les repeindre avant le printemps."
    tasks = ["Repeindre les balises", "Relever les arbres tombés"]
    causes = ["environment"]
    commune = factory.SelfAttribute("association.commune")
    latitude = factory.LazyAttribute(lambda mission: mission.commune.latitude)
    longitude = factory.LazyAttribute(lambda mission: mission.commune.longitude)
    state = MissionState.PUBLISHED
    published_at = factory.LazyFunction(timezone.now)

    @factory.post_generation
    def slots(self: Mission, create: bool, extracted: list[int] | None, **_: Any) -> None:
        for week, capacity in enumerate(extracted or [], start=1):
            SlotFactory(mission=self, capacity=capacity, starts_at=timezone.now() + timedelta(weeks=week))


class SlotFactory(factory.django.DjangoModelFactory[Slot]):
    """Three hours, in a week."""

    class Meta:
        model = Slot

    mission = factory.SubFactory(MissionFactory)
    starts_at = factory.LazyFunction(lambda: timezone.now() + timedelta(weeks=1))
    ends_at = factory.LazyAttribute(lambda slot: slot.starts_at + timedelta(hours=3))
    capacity = 2


class VolunteerFactory(factory.django.DjangoModelFactory[Volunteer]):
    """The profile of somebody who lives in the territory's first commune."""

    class Meta:
        model = Volunteer

    user = factory.SubFactory(UserFactory)
    commune = factory.LazyFunction(home_commune)
    radius_km = 20
    causes = ["environment"]
    skills = ["handiwork"]
    availability = ["sat-morning"]


class ParticipationFactory(factory.django.DjangoModelFactory[Participation]):
    """A request that awaits an answer; in another `state`, with the dates that go with it."""

    class Meta:
        model = Participation

    mission = factory.SubFactory(MissionFactory)
    user = factory.SubFactory(UserFactory)
    state = ParticipationState.REQUESTED
    requested_at = factory.LazyFunction(timezone.now)
    waiting_since = factory.LazyAttribute(
        lambda one: one.requested_at if one.state in ("waiting", "offered") else None
    )
    offered_until = factory.LazyAttribute(
        lambda one: timezone.now() + timedelta(hours=24) if one.state == "offered" else None
    )
    attendance_at = factory.LazyAttribute(
        lambda one: timezone.now() if one.state in ("attended", "absent") else None
    )
