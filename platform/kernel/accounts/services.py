"""Opens accounts outside the sign-up form: editors at provisioning, people of the demo."""

from __future__ import annotations

from collections.abc import Iterable

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kernel.accounts.models import User
from kernel.audit.services import record
from kernel.mail import services as mail

RESET = "accounts.second_factor_reset"


@transaction.atomic
def open_account(
    *,
    email: str,
    first_name: str = "",
    last_name: str = "",
    password: str | None = None,
    is_staff: bool = False,
) -> User:
    """Create a person whose address is taken as verified, because someone answerable for it gave it.

    Without a password she signs in by a code sent to the address. Raises IntegrityError when the address has an
    account already.
    """
    user = User.objects.create_user(
        email, password, first_name=first_name, last_name=last_name, is_staff=is_staff
    )
    _verify([user])
    return user


@transaction.atomic
def open_accounts(people: Iterable[tuple[str, str, str]]) -> list[User]:
    """`open_account` for many (first name, last name, address), without passwords, in two queries."""
    users = User.objects.bulk_create(
        User(first_name=first, last_name=last, email=email.lower(), password=make_password(None))
        for first, last, email in people
    )
    _verify(users)
    return users


@transaction.atomic
def reset_second_factor(*, user: User, by: User | None = None, how: str = "") -> None:
    """Take away the second factor of somebody who lost it, and tell her. The door of her spaces asks for a new one.

    `how` is the code of the way in which `by` made sure of who asked, for the journal. Nothing happens when she has
    none.
    """
    taken, _rows = Authenticator.objects.filter(user=user).delete()
    if not taken:
        return
    record(act=RESET, actor=by, subject=user, details={"how": how})
    mail.send(
        template="account/notice", to=user, context={"notice": _("Signing in no longer takes two steps.")}
    )


def _verify(users: Iterable[User]) -> None:
    EmailAddress.objects.bulk_create(
        EmailAddress(user=user, email=user.email, verified=True, primary=True) for user in users
    )
