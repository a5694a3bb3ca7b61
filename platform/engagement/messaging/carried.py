"""Answers by e-mail whose conversation is in another territory: whoever registered takes them there.

A person's address is known to her own territory alone, so an e-mail that answers another territory's comes back here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kernel.accounts.models import User


@dataclass(frozen=True, slots=True)
class WayElsewhere:
    """Whose answer it must be, and what takes it there: `go(text, digest of the e-mail, whether it had files)`, which
    says whether there is still somebody to take it to."""

    user: User
    go: Callable[[str, str, bool], bool]


_finders: list[Callable[[str], WayElsewhere | None]] = []


def register(finder: Callable[[str], WayElsewhere | None]) -> None:
    """Make `finder` the one that knows ways, by the digest of an address of ours. Called once, when its app starts."""
    _finders[:] = [finder]


def way_elsewhere(*, digest: str) -> WayElsewhere | None:
    """The way of an answer to another territory, if this address leads there."""
    return next((way for finder in _finders if (way := finder(digest))), None)
