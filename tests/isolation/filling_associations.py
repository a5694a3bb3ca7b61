"""Who comes to an association: somebody invited, somebody who asks, and what people say of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from engagement.associations.membership import digest_of
from engagement.associations.models import (
    Association,
    Invitation,
    JoinRequest,
    Membership,
    Testimonial,
)
from kernel.accounts.models import User
from tests.isolation.marks import Marks

TOKEN = "an-invitation-of-{word}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle:
    """Around the published association; `token` is the secret of the invitation's link."""

    token: str
    membership: Membership
    invitation: Invitation
    request: JoinRequest
    testimonial: Testimonial


def fill_circle(marks: Marks, word: str, association: Association, people: Mapping[str, User]) -> Circle:
    now, token = timezone.now(), TOKEN.format(word=word)
    invitation = Invitation.objects.create(
        association=association,
        email=f"invited.{word}@elsewhere.example",
        role="manager",
        digest=digest_of(token),
        invited_by=people["manager"],
        expires_at=now + timedelta(days=10),
    )
    request = JoinRequest.objects.create(
        association=association, user=people["neighbour"], message=marks.private("Je suis trésorière.")
    )
    shown = Testimonial.objects.create(
        association=association,
        first_name="Lucie",
        text=marks.said("On y est bien."),
        state="published",
        consented_at=now,
    )
    Testimonial.objects.create(
        association=association, first_name="Luc", text=marks.secret("À relire."), consented_at=now
    )
    return Circle(
        token=token,
        membership=association.memberships.get(user=people["member"]),
        invitation=invitation,
        request=request,
        testimonial=shown,
    )
