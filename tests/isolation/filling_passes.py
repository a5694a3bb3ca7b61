"""A pass to a territory far away, a guest from there, and an envelope that only its recipient opens."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import uuid4

from django.utils import timezone

from engagement.participations.models import Participation
from engagement.passes.models import Guest, Journey, Pass, Release
from kernel.accounts.models import GUEST_DOMAIN, User
from kernel.tenancy import TerritoryContext
from matching.envelopes.services import post
from tests.isolation.marks import Marks

#: No territory of the suite.
FAR = "lointaine"


@dataclass(frozen=True, slots=True)
class Passes:
    held: Pass
    guest: User


def fill_passes(
    territory: TerritoryContext, marks: Marks, person: User, participation: Participation
) -> Passes:
    now = timezone.now()
    held = Pass.objects.create(
        user=person,
        host=FAR,
        host_name=marks.private("Lointaine"),
        agreed_at=now,
        crossed_at=now,
        gives_name=True,
    )
    Journey.objects.create(
        travel_pass=held,
        key=1,
        mission_title=marks.private("Au loin"),
        association_name=marks.private("Les Lointains"),
        path="/missions/au-loin/",
        state="accepted",
        receipt=uuid4(),
        released_at=now,
    )
    held.reply_ways.create(digest=uuid4().hex, there=marks.private("reponse"), made_at=now)
    code = uuid4()
    user = User.objects.create(email=f"{code.hex}@{GUEST_DOMAIN}", first_name=marks.private("Ondine"))
    Guest.objects.create(user=user, code=code, home=FAR, home_name=marks.private("Lointaine"), came_at=now)
    Release.objects.create(participation=participation, receipt=uuid4(), agreed_at=now, released_at=now)
    # Read, it is thrown away: nobody of the territory has this pass.
    letter = {
        "kind": "letter",
        "subject": str(uuid4()),
        "text": marks.private("Bonjour"),
        "title": marks.said("Mot"),
    }
    post(recipient=territory.slug, content=letter)
    return Passes(held=held, guest=user)
