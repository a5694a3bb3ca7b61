"""Who may be let into the team."""

from __future__ import annotations

from kernel.accounts.models import User


def may_join(person: User) -> bool:
    """Whoever's account is open, but for administrators of the network, who need no role."""
    return person.is_active and not person.is_superuser
