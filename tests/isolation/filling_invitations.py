"""The citizen is invited here and from far away, has said no to another; somebody can be found, and refrains."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.utils import timezone

from engagement.associations.models import Association
from engagement.invitations.models import FromAway, MissionInvitation, Refrain, SentAway
from engagement.invitations.selectors import month_of
from engagement.invitations.services import decline_invitation, invite
from engagement.missions.models import Mission
from engagement.rules.models import MOST_INVITATIONS
from kernel.accounts.models import User
from matching.catalogue.services import apply_outbox
from tests.factories.engagement import MissionFactory, VolunteerFactory
from tests.factories.people import UserFactory
from tests.isolation.filling_passes import FAR
from tests.isolation.marks import Marks


@dataclass(frozen=True, slots=True, repr=False)
class Invitations:
    """`open` and `from_away` await the citizen's answer; `card` may be invited to `mission`.

    `arrived`: as if she had come from another territory to `open`.
    """

    open: MissionInvitation
    from_away: FromAway
    arrived: SentAway
    mission: Mission
    card: UUID


def fill_invitations(
    marks: Marks, word: str, people: Mapping[str, User], association: Association
) -> Invitations:
    now, (first, second) = (
        timezone.now(),
        (
            MissionFactory(
                association=association,
                title=marks.said(f"{word.title()} sur invitation {number}"),
                slug=f"{word}-invitation-{number}",
                need=marks.said("On cherche quelqu’un"),
                reach="territory",
            )
            for number in (1, 2)
        ),
    )
    apply_outbox()
    open_, declined = (
        invite(
            mission=mission,
            card=people["citizen"].volunteer.card,
            by=people["manager"],
            message=marks.private("Venez !"),
            now=now,
        )
        for mission in (first, second)
    )
    decline_invitation(invitation=declined, reason=marks.private("Pas cette fois"), now=now)
    someone = VolunteerFactory(
        user=UserFactory(first_name=marks.private("Odile"), email=marks.address(f"odile.{word}")),
        findable=True,
    )
    Refrain.objects.create(user=people["citizen"], association=association, since=now)
    from_away = FromAway.objects.create(
        user=people["citizen"],
        code=uuid4(),
        host=FAR,
        host_name=marks.private("Lointaine"),
        mission_key=1,
        mission_title=marks.private("Au loin"),
        association_key=1,
        association_name=marks.private("Les Lointains"),
        words=marks.private("Venez de loin"),
        sent_at=now,
        month=month_of(now),
        number=MOST_INVITATIONS,
    )
    arrived = SentAway.objects.create(
        mission=first,
        invited_by=people["manager"],
        home=FAR,
        home_name=marks.private("Lointaine"),
        trace=uuid4().hex,
        words=marks.private("Venez jusqu’ici"),
        sent_at=now,
        invitation=open_,
    )
    return Invitations(open=open_, from_away=from_away, arrived=arrived, mission=first, card=someone.card)
