"""Opens accounts outside the sign-up form: editors at provisioning, people of the demo."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.db import transaction

from kernel.accounts.models import User
from kernel.tenancy import current_territory


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

    Without a password she signs in by a code sent to the address. In the network's own schema there is no table of
    addresses and none is written. Raises IntegrityError when the address has an account already.
    """
    user = User.objects.create_user(
        email, password, first_name=first_name, last_name=last_name, is_staff=is_staff
    )
    if current_territory() is not None:
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user
