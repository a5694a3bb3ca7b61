"""A territory with a life of two years behind it, drawn at random from a seed."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from engagement.associations.models import Association
from engagement.missions.models import Mission, Slot
from engagement.participations.models import Participation, ParticipationState
from engagement.recognition.models import Hours, HoursState
from engagement.volunteers.models import Volunteer
from kernel.accounts.models import User
from tenants.geography.models import Commune
from tests.factories.engagement import AssociationFactory
from tests.factories.people import UserFactory

CAUSES = ("environment", "food-aid", "sport")
_DAYS = 800


def live_for_two_years(*, seed: str, now: datetime, people: int = 25, missions: int = 40) -> None:
    """Bulk rows of everything that figures count, in states and on days of all kinds."""
    draw = Random(seed)
    communes = list(Commune.objects.filter(country="BE").order_by("pk")[:4])

    def some_day(ahead: int = 40) -> datetime:
        return now - timedelta(days=draw.randrange(-ahead, _DAYS), hours=draw.randrange(24))

    users = User.objects.bulk_create(
        UserFactory.build(date_joined=some_day(0), is_active=draw.random() > 0.1) for _number in range(people)
    )
    Volunteer.objects.bulk_create(
        Volunteer(user=user, commune=draw.choice([*communes[:1] * 8, *communes, None])) for user in users
    )
    associations = [AssociationFactory(state=draw.choice(["published", "suspended"])) for _number in range(4)]
    for association in associations:
        Association.objects.filter(pk=association.pk).update(created_at=some_day(0))
    rows = Mission.objects.bulk_create(
        Mission(
            association=draw.choice(associations),
            title="Baliser",
            slug=f"{seed}-{number}",
            need="Les balises s’effacent.",
            causes=draw.choice([[], CAUSES[:1], CAUSES[1:], list(CAUSES)]),
            commune=draw.choice(communes),
            latitude=50,
            longitude=5,
            capacity=draw.choice([None, 3]),
            starts_at=draw.choice([None, some_day()]),
            state=draw.choice(
                ["draft", "published", "published", "closed", "cancelled", "suspended", "expired"]
            ),
            published_at=some_day(0),
        )
        for number in range(missions)
    )
    slots = Slot.objects.bulk_create(
        Slot(
            mission=mission,
            starts_at=(day := some_day()),
            ends_at=day + timedelta(hours=2),
            capacity=draw.randrange(1, 4),
            cancelled_at=draw.choice([None, None, None, now]),
        )
        for mission in rows[::2]
        for _number in range(3)
    )
    places = [(slot.mission, slot) for slot in slots] + [(mission, None) for mission in rows[1::2]]
    taken = []
    for mission, slot in places:
        for user in draw.sample(users, 3):
            asked = some_day(0)
            answer = asked + timedelta(hours=draw.randrange(1, 200)) if draw.random() > 0.2 else None
            taken.append(
                Participation(
                    mission=mission,
                    slot=slot,
                    user=user,
                    state=draw.choice(
                        [state for state in ParticipationState if state not in ("waiting", "offered")]
                    ),
                    requested_at=asked,
                    answered_at=answer,
                    answered_by=draw.choice([None, users[0]]) if answer else None,
                )
            )
    Participation.objects.bulk_create(taken)
    Hours.objects.bulk_create(
        Hours(
            user=draw.choice([*users, None]),
            association=draw.choice(associations),
            mission=draw.choice([*rows, None]),
            day=some_day(0).date(),
            minutes=draw.randrange(30, 300),
            state=draw.choice([state for state in HoursState if state != HoursState.REFUSED]),
            recorded_at=now,
            changed_at=now,
        )
        for _number in range(60)
    )
