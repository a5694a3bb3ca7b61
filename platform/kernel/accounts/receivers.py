"""What an account does once its second factor is there."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.dispatch import receiver
from django.http import HttpRequest

from kernel.accounts.devices import end_others
from kernel.accounts.models import User


@receiver(authenticator_added)
def end_sessions_of_before(
    *, request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: Any
) -> None:
    """Whoever came in by a password alone comes in again, in two steps. Sent after the commit."""
    if authenticator.type == Authenticator.Type.TOTP:
        end_others(user, current_key=request.session.session_key)
