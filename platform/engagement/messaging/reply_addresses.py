"""The address at which one person answers one e-mail: made, and read again.

`reply+<territory>-<secret>@<INBOUND_DOMAIN>`. The territory is its number in the network, so that an e-mail finds its
way without anything personal in the shared schema; the secret is 130 bits of chance, of which only a digest is kept, in
the territory. Letters are small and digits few, because some mail servers change the case of an address.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from dataclasses import dataclass

from django.conf import settings

_ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"
_LENGTH = 26


@dataclass(frozen=True, slots=True)
class Token:
    """Where an e-mail wants to go."""

    territory_id: int
    secret: str

    @property
    def digest(self) -> str:
        """What is kept of it, bound to the territory: the same secret means nothing elsewhere."""
        return hashlib.sha256(f"{self.territory_id}-{self.secret}".encode()).hexdigest()

    @property
    def address(self) -> str:
        return f"reply+{self.territory_id}-{self.secret}@{settings.INBOUND_DOMAIN}"


def new_token(*, territory_id: int) -> Token:
    """A token that nobody can guess."""
    return Token(territory_id, "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH)))


def token_in(address: str) -> Token | None:
    """The token of one of our addresses, whatever the case; None for any other address."""
    domain = re.escape(settings.INBOUND_DOMAIN)
    pattern = rf"reply\+(\d{{1,9}})-([a-z2-7]{{{_LENGTH}}})@{domain}"
    match = re.fullmatch(pattern, address.strip().strip("<>").lower()) if settings.INBOUND_DOMAIN else None
    return Token(int(match[1]), match[2]) if match else None
