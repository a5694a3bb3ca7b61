"""What the platform holds about a person, area by area. Each app says what it holds, in its own `personal_data.py`.

Django imports that module of every app at start; it calls `register` and, where something rests on a consent,
`register_purpose`. The page « Mes données », the export and the erasure know nothing but this registry. It stands on
accounts alone, so that any app may import it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.files import File
from django.utils.functional import Promise

from kernel.accounts.models import User

type Words = str | Promise
#: Data as JSON knows it; dates and decimals are admitted and written as text.
type Plain = Mapping[str, Any] | list[Any]


def _nothing(user: User) -> list[Any]:
    return []


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """One area of what is held about a person.

    `describe`: what is held, in short sentences; empty when nothing is. `export`: the same, whole, as plain data: keys
    are read by people, in French. `files`: (name in the archive, open file) to add. `erase`: deletes or anonymises, in
    the transaction of the erasure, before her account goes; rows that cascade with the account need none. `kept`: what
    stays without her name and why; empty when nothing stays. `obstacles`: what she must do first, in sentences.
    `edit_url`: name of the page where she corrects it.
    """

    code: str
    label: Words
    purpose: Words
    describe: Callable[[User], list[str]]
    export: Callable[[User], Plain]
    order: int = 50
    files: Callable[[User], list[tuple[str, File[Any]]]] = field(default=_nothing)
    erase: Callable[[User, datetime], None] | None = None
    kept: Words = ""
    obstacles: Callable[[User], list[str]] = field(default=_nothing)
    edit_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Purpose:
    """What a person may consent to. A new `wording` takes a new `version`.

    `withdraw` puts into effect that she no longer agrees; `services.note_consent` writes it down.
    """

    code: str
    label: Words
    wording: Words
    version: int
    withdraw: Callable[[User], None]


_holders: dict[str, Holder] = {}
_purposes: dict[str, Purpose] = {}


def register(holder: Holder) -> None:
    """Add an area. Raises ValueError when its code is taken."""
    if holder.code in _holders:
        raise ValueError(f"registered twice: {holder.code}")
    _holders[holder.code] = holder


def register_purpose(purpose: Purpose) -> None:
    """Add something that is done by consent only. Raises ValueError when its code is taken."""
    if purpose.code in _purposes:
        raise ValueError(f"registered twice: {purpose.code}")
    _purposes[purpose.code] = purpose


def holders() -> list[Holder]:
    """All areas, in the order of the page."""
    return sorted(_holders.values(), key=lambda holder: (holder.order, holder.code))


def purpose_of(code: str) -> Purpose:
    """Raises KeyError."""
    return _purposes[code]


def purposes() -> list[Purpose]:
    """Everything that rests on a consent."""
    return sorted(_purposes.values(), key=lambda purpose: purpose.code)
