"""She confirms that it is she: by her password, or by a code sent to her address."""

from __future__ import annotations

import secrets

from django.core.cache import cache
from django.utils.crypto import constant_time_compare, salted_hmac

from kernel.accounts.models import User
from kernel.mail import services as mail

LASTS_MINUTES = 15
_ATTEMPTS = 5
_SECONDS = LASTS_MINUTES * 60


class TooManyAttempts(Exception):
    """She must wait before she tries again."""


def send_code(*, user: User) -> None:
    """Send a code of six digits. A new one replaces the one before. Raises `TooManyAttempts`."""
    _count(f"privacy:codes:{user.pk}")
    code = f"{secrets.randbelow(10**6):06}"
    cache.set(f"privacy:code:{user.pk}", _digest(user, code), _SECONDS)
    mail.send(
        template="privacy_code",
        to=user,
        context={"first_name": user.first_name, "code": code, "minutes": LASTS_MINUTES},
    )


def is_confirmed(*, user: User, password: str = "", code: str = "") -> bool:
    """Whether the password or the code is right. Raises `TooManyAttempts` after a few that were not."""
    _count(f"privacy:tries:{user.pk}")
    expected = cache.get(f"privacy:code:{user.pk}") or ""
    given = "".join(code.split())
    right = bool(password and user.check_password(password)) or bool(
        expected and given and constant_time_compare(expected, _digest(user, given))
    )
    if right:
        cache.delete_many([f"privacy:code:{user.pk}", f"privacy:tries:{user.pk}"])
    return right


def _digest(user: User, code: str) -> str:
    return salted_hmac("engagement.privacy.confirmation", f"{user.pk} {code}", algorithm="sha256").hexdigest()


def _count(key: str) -> None:
    cache.add(key, 0, _SECONDS)
    if cache.incr(key) > _ATTEMPTS:
        raise TooManyAttempts
