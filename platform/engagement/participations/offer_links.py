"""The link by which an offered place is taken or left: unguessable, one person's, for one offer.

It needs no sign-in, so that a place is taken in three clicks; all it can do is answer this one offer. It is signed over
the territory, the participation and the offer's end: a later offer to the same person has another link.
"""

from __future__ import annotations

from django.core import signing
from django.urls import reverse

from engagement.participations.models import Participation
from kernel.tenancy import current_schema


def offer_path(participation: Participation) -> str:
    """The address, without the host, of the page that answers this offer."""
    return reverse("participations:offer", kwargs={"token": _token(participation)})


def participation_offered_by(token: str) -> Participation | None:
    """The participation whose current or last offer this link speaks of, with all that its page shows; else None."""
    try:
        pk, until = _signer().unsign_object(token)
    except signing.BadSignature:
        return None
    participation = (
        Participation.objects.select_related("mission__association", "mission__commune", "slot", "user")
        .filter(pk=pk, user__is_active=True)
        .first()
    )
    return participation if participation and _end(participation) == until else None


def _token(participation: Participation) -> str:
    return _signer().sign_object([participation.pk, _end(participation)])


def _end(participation: Participation) -> str:
    return participation.offered_until.isoformat() if participation.offered_until else ""


def _signer() -> signing.Signer:
    return signing.Signer(salt=f"participations.offer.{current_schema()}")
