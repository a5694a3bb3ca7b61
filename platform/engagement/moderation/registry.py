"""What the team moderates. Each app registers its kinds in `ready()`; the queue knows nothing else of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from django.db.models import QuerySet
from django.utils.functional import Promise

from engagement.moderation.enums import Decision
from kernel.accounts.models import User

type Words = str | Promise
type Listing = Callable[[], QuerySet[Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """A thing in the words of the queue. `author` is masked: no address, no full name of a citizen.

    `url` is its page on the site, empty when nobody could read it there. `details` are read in full on its page.
    """

    title: str
    excerpt: str = ""
    author: str = ""
    url: str = ""
    details: tuple[tuple[Words, str], ...] = ()


class Act(Protocol):
    """Carries out one decision, in the caller's transaction, and tells the author by e-mail where that is due.

    `reason` is what the team wrote for the author; empty for approving and reinstating. Raises `ForbiddenTransition`
    when the thing is no longer in a state to be decided so. The journal is written by moderation, not here.
    """

    def __call__(self, *, item: Any, by: User, reason: str, now: datetime) -> object: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Moderated:
    """A kind of thing that the team moderates.

    `pending`, `shown`, `returned` and `suspended` list the things in each stage with what `describe` reads, unordered.
    `since` names the field or annotation of them all that says since when; `search` names the fields to search. What is
    `shown` comes up once, to be read, unless it was approved or `comes_up_once_shown` is false. `allows` says whether a
    decision exists for a thing as it stands. A decision without its act is never offered;
    `labels` names those whose usual name would mislead.
    """

    kind: str
    label: Words
    plural: Words
    since: str
    search: Collection[str]
    pending: Listing
    describe: Callable[[Any], Description]
    allows: Callable[[Any, Decision], bool]
    approve: Act | None = None
    send_back: Act | None = None
    suspend: Act | None = None
    reinstate: Act | None = None
    shown: Listing | None = None
    comes_up_once_shown: bool = True
    returned: Listing | None = None
    suspended: Listing | None = None
    permission: str = "moderation.moderate"
    labels: Mapping[Decision, Words] = field(default_factory=dict)


_kinds: dict[str, Moderated] = {}


def register(moderated: Moderated) -> None:
    """Add a kind to the queue. Raises ValueError when it is there already."""
    if moderated.kind in _kinds:
        raise ValueError(f"{moderated.kind} is moderated already")
    _kinds[moderated.kind] = moderated


def kinds() -> tuple[Moderated, ...]:
    """Every kind, in the order of their names."""
    return tuple(_kinds[kind] for kind in sorted(_kinds))


def kind_named(kind: str) -> Moderated:
    """Raises KeyError."""
    return _kinds[kind]
