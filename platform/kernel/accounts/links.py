"""The link that signs in, beside the code: for who opens the e-mail elsewhere. It expires, and works once."""

from __future__ import annotations

from django.conf import settings
from django.core import signing
from django.urls import reverse

from kernel.accounts.models import User
from kernel.tenancy import current_schema


def sign_in_path(user: User) -> str:
    """The address, on the site of the territory at hand, that signs this person in."""
    return reverse("accounts:enter", kwargs={"token": signing.dumps(_state(user), salt=_salt())})


def person_of(token: str) -> User | None:
    """Whom a link signs in; None when it is forged, another territory's, too old, or was used."""
    try:
        state = signing.loads(token, salt=_salt(), max_age=settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT)
    except signing.BadSignature:
        return None
    user = User.objects.filter(pk=state[0], is_active=True).first()
    return user if user and _state(user) == state else None


def _state(user: User) -> list[object]:
    """Changes as soon as the person signs in, by whatever way, or changes her password or her address."""
    since = user.last_login.timestamp() if user.last_login else 0
    return [user.pk, since, signing.Signer(salt=_salt()).signature(f"{user.password} {user.email}")[:16]]


def _salt() -> str:
    """Keys are the same in all territories: people of the same number are not."""
    return f"kernel.accounts.links {current_schema()}"
