"""From the portal, where the applicant is known, to her territory's back office, signed in: one link, used once.

The link is made when it is followed: the portal's page leads to an address of its own, which answers by sending her on.
It holds chance and nothing else; the application keeps its digest, its end, and which territory it is for.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.urls import reverse

from kernel.accounts.models import User
from kernel.tenancy import current_territory
from tenants.opening.enums import ApplicationState
from tenants.opening.models import Application

VALID = timedelta(minutes=2)
#: After that long the operator signs in as everybody does.
OFFERED = timedelta(days=1)


class NoHandover(Exception):
    """The link is no longer offered, was used, is too old, or is another territory's."""


def is_offered(application: Application, *, now: datetime) -> bool:
    return (
        application.state == ApplicationState.OPEN
        and application.territory is not None
        and application.handed_over_at is None
        and application.touched_at > now - OFFERED
    )


@transaction.atomic
def make_link(*, application: Application, now: datetime) -> str:
    """The address that signs the operator in at her territory; the one before holds no longer. Raises `NoHandover`."""
    current = (
        Application.objects.select_for_update(of=("self",)).select_related("territory").get(pk=application.pk)
    )
    if not is_offered(current, now=now):
        raise NoHandover
    assert current.territory is not None
    token = secrets.token_urlsafe(32)
    current.handover_digest, current.handover_until = _digest(token), now + VALID
    current.save(update_fields=["handover_digest", "handover_until"])
    path = reverse("opening_handover", kwargs={"token": token}, urlconf=settings.ROOT_URLCONF)
    return f"{current.territory.context().base_url}{path}"


def take_over(*, token: str, now: datetime) -> User:
    """The operator whom the link signs in at the territory at hand; the link is used up. Raises `NoHandover`.

    Who has set up a second step of signing in meanwhile takes it: for her the link does nothing.
    """
    territory = current_territory()
    if territory is None:
        raise NoHandover
    waiting = Application.objects.filter(
        handover_digest=_digest(token),
        handover_until__gt=now,
        handed_over_at=None,
        territory_id=territory.id,
    )
    application = waiting.first()
    if application is None or not waiting.update(handed_over_at=now, handover_digest=""):
        raise NoHandover
    user = User.objects.filter(email__iexact=application.email, is_active=True).first()
    if user is None or Authenticator.objects.filter(user=user).exists():
        raise NoHandover
    return user


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()
