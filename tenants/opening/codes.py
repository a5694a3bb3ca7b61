"""That an e-mail address is the applicant's: a code of six digits, sent to it.

Nothing is kept in the database before the address is proved. What is kept in the session is a digest; tries are counted
in the cache, where two requests at once count as two.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.crypto import constant_time_compare, salted_hmac

from kernel.accounts.limits import forget, is_within
from kernel.mail.services import send

VALID = timedelta(minutes=15)
TRIES = 5
#: Codes sent within the hour to one address, and to one client.
TO_ADDRESS, TO_CLIENT = 5, 15
_HOUR = timedelta(hours=1)


class TooManyCodes(Exception):
    """So many were sent already that this address or this client must wait."""


class WrongCode(Exception):
    """Not the code."""


class SpentCode(Exception):
    """The code is too old, or was guessed at too often: another is needed."""


@dataclass(frozen=True, slots=True)
class Pending:
    """An address that waits for its proof, as a session keeps it. `until` in seconds since the epoch."""

    email: str
    digest: str
    until: float

    def stored(self) -> dict[str, Any]:
        return {"email": self.email, "digest": self.digest, "until": self.until}


def send_code(*, email: str, client: str, now: datetime) -> Pending:
    """Send a new code to an address. Raises `TooManyCodes`."""
    email = email.strip().lower()
    if not is_within(f"opening:client:{client}", most=TO_CLIENT, window=_HOUR) or not is_within(
        f"opening:address:{email}", most=TO_ADDRESS, window=_HOUR
    ):
        raise TooManyCodes
    code = f"{secrets.randbelow(10**6):06}"
    send(template="opening_code", to=email, context={"code": code, "minutes": VALID.seconds // 60})
    return Pending(email, _digest(email, code), (now + VALID).timestamp())


def check_code(*, pending: Pending, code: str, now: datetime) -> None:
    """Raises `WrongCode` or `SpentCode`."""
    tries = f"opening:tries:{pending.digest}"
    if now.timestamp() > pending.until or not is_within(tries, most=TRIES, window=VALID):
        raise SpentCode
    if not constant_time_compare(_digest(pending.email, "".join(code.split())), pending.digest):
        raise WrongCode
    forget(tries)


def _digest(email: str, code: str) -> str:
    return salted_hmac("tenants.opening.code", f"{email} {code}", algorithm="sha256").hexdigest()
