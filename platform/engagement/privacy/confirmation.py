"""She confirms that it is she: by her password, or by a code sent to her address."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.core.cache import cache
from django.utils.crypto import constant_time_compare, salted_hmac

from kernel.accounts.limits import forget, is_within
from kernel.accounts.models import User
from kernel.mail import services as mail

LASTS_MINUTES = 15
_ATTEMPTS = 5
_LASTS = timedelta(minutes=LASTS_MINUTES)


class TooManyAttempts(Exception):
    """She must wait before she tries again."""


def send_code(*, user: User) -> None:
    """Send a code of six digits. A new one replaces the one before. Raises `TooManyAttempts`."""
    if not is_within(f"privacy:codes:{user.pk}", most=_ATTEMPTS, window=_LASTS):
        raise TooManyAttempts
    code = f"{secrets.randbelow(10**6):06}"
    cache.set(f"privacy:code:{user.pk}", _digest(user, code), _LASTS.total_seconds())
    mail.send(
        template="privacy_code",
        to=user,
        context={"first_name": user.first_name, "code": code, "minutes": LASTS_MINUTES},
    )


def is_confirmed(*, user: User, password: str = "", code: str = "") -> bool:
    """Whether the password or the code is right. Raises `TooManyAttempts` after a few that were not."""
    if not is_within(_tries(user), most=_ATTEMPTS, window=_LASTS):
        raise TooManyAttempts
    expected = cache.get(f"privacy:code:{user.pk}") or ""
    given = "".join(code.split())
    right = bool(password and user.check_password(password)) or bool(
        expected and given and constant_time_compare(expected, _digest(user, given))
    )
    if right:
        cache.delete(f"privacy:code:{user.pk}")
        forget(_tries(user))
    return right


def _digest(user: User, code: str) -> str:
    return salted_hmac("engagement.privacy.confirmation", f"{user.pk} {code}", algorithm="sha256").hexdigest()


def _tries(user: User) -> str:
    return f"privacy:tries:{user.pk}"
