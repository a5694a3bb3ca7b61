"""Who may be let into the team, and whom the team may help to sign in."""

from __future__ import annotations

from kernel.accounts.models import User


def may_join(person: User) -> bool:
    """Whoever's account is open, but for administrators of the network, who need no role."""
    return person.is_active and not person.is_superuser


def may_help_sign_in(by: User, person: User) -> bool:
    """Whoever minds accounts, anybody but herself; an administrator is helped by another one."""
    return (
        by.has_perm("accounts.change_user") and by != person and (by.is_superuser or not person.is_superuser)
    )
