"""The citizen is invited, has said yes elsewhere and no to a third; somebody can be found, and refrains."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from engagement.associations.models import Association
from engagement.invitations.models import MissionInvitation, Refrain
from engagement.invitations.services import decline_invitation, invite
from engagement.missions.models import Mission
from kernel.accounts.models import User
from matching.catalogue.services import apply_outbox
from tests.factories.engagement import MissionFactory, VolunteerFactory
from tests.factories.people import UserFactory
from tests.isolation.marks import Marks


@dataclass(frozen=True, slots=True, repr=False)
class Invitations:
    """`open` awaits the citizen's answer; `card` may be invited to `mission`."""

    open: MissionInvitation
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
    return Invitations(open=open_, mission=first, card=someone.card)
