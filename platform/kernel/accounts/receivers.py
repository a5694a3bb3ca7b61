"""What an account does once its address is proved, and once its second factor is there."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from allauth.account.signals import email_confirmed, user_signed_up
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.dispatch import receiver
from django.http import HttpRequest

from kernel.accounts.devices import end_others
from kernel.accounts.models import User

#: In a session: whose account was opened in this browser.
_SIGNED_UP = "signed_up"


@receiver(user_signed_up)
def note_who_signed_up(*, request: HttpRequest, user: User, **kwargs: Any) -> None:
    request.session[_SIGNED_UP] = user.pk


@receiver(email_confirmed)
def drop_a_strangers_password(*, request: HttpRequest, email_address: EmailAddress, **kwargs: Any) -> None:
    """Anybody can sign up with anybody's address, and choose a password, before its owner proves that it is hers.

    The password stays where the one who proves it signed up in this browser, or is signed in; else she chooses anew.
    """
    user = email_address.user
    signed_up = request.session.pop(_SIGNED_UP, None)
    if user.pk not in (signed_up, request.user.pk) and user.has_usable_password():
        user.set_unusable_password()
        user.save(update_fields=["password"])


@receiver(authenticator_added)
def end_sessions_of_before(
    *, request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: Any
) -> None:
    """Whoever came in by a password alone comes in again, in two steps. Sent after the commit."""
    if authenticator.type == Authenticator.Type.TOTP:
        end_others(user, current_key=request.session.session_key)
