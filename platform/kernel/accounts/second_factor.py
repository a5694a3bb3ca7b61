"""Who must sign in in two steps: whoever enters a space where other people's data are in her hands.

A layer above guards its space in `apps.ready`: `guard(prefix="/espace-association/", entered_by=manages_any)`. A view
that lies elsewhere, because it answers citizens too, calls `demand` where somebody acts for others than herself.
`kernel.accounts.middleware` then leads, at the first entry, to the page on which one sets up the second step.
docs/adr/0008 says why a code by e-mail is not one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from kernel.accounts.models import User


@dataclass(frozen=True, slots=True)
class Space:
    """A part of a territory's site, by the beginning of its addresses, and the people whose space it is."""

    prefix: str
    entered_by: Callable[[User], bool]


class SecondFactorMissing(PermissionDenied):
    """What she asks for takes two steps of signing in, and she has but one. The middleware leads her to the other."""


_spaces: dict[str, Space] = {}


def guard(*, prefix: str, entered_by: Callable[[User], bool]) -> None:
    """Ask a second step of those who may enter what lies under `prefix`."""
    _spaces[prefix] = Space(prefix, entered_by)


def has_second_factor(user: User) -> bool:
    """Whether signing in takes her two steps. One query."""
    has_app: bool = Authenticator.objects.filter(user_id=user.pk, type=Authenticator.Type.TOTP).exists()
    return has_app


def needs_second_factor(user: User) -> bool:
    """Whether she must have one: she may enter a guarded space."""
    return bool(settings.SECOND_FACTOR_REQUIRED) and any(space.entered_by(user) for space in _spaces.values())


def demand(user: User) -> None:
    """Go on only with somebody who signs in in two steps. Raises `SecondFactorMissing`. One query."""
    if settings.SECOND_FACTOR_REQUIRED and not has_second_factor(user):
        raise SecondFactorMissing


def is_missing_for(request: HttpRequest) -> bool:
    """Whether somebody without a second factor is at the door of a guarded space of hers. No query elsewhere."""
    if not settings.SECOND_FACTOR_REQUIRED:
        return False
    spaces = [space for space in _spaces.values() if request.path.startswith(space.prefix)]
    user = request.user if spaces else None
    return (
        isinstance(user, User)
        and any(space.entered_by(user) for space in spaces)
        and not has_second_factor(user)
    )
