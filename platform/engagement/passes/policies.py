"""What a guest may do here: take part. Everything else is denied, and hers at home."""

from __future__ import annotations

#: Where an account is run, or a space that is nobody's guest's.
_CLOSED = (
    "/admin/",
    "/compte/",
    "/espace-association/",
    "/mes-donnees/",
    "/mon-profil/",
    "/mes-propositions/",
    "/ailleurs/",
)
#: What a guest may change, by the name of its route.
_OPEN = frozenset(
    {
        "account_logout",
        "charter:sign",
        "invitations:accept",
        "invitations:decline",
        "messaging:start",
        "messaging:thread",
        "messaging:block",
        "messaging:unblock",
        "messaging:report",
        "messaging:close",
        "messaging:reopen",
        "missions:join",
        "participations:offer",
        "participations:withdraw",
        "passes:enter",
        "recognition:accept",
        "recognition:certificates",
        "recognition:declare",
        "recognition:dispute",
        "recognition:revoke",
        "recognition:take_back",
    }
)


def guests_may(*, route: str, path: str, changes: bool) -> bool:
    """Whether a route is open to guests: to read what is not an account's, and to change what taking part needs."""
    if route in _OPEN:
        return True
    return not changes and (route == "passes:mission" or not path.startswith(_CLOSED))
