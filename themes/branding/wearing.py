"""What one request wears: its brand is read once, and an editor may be looking at a draft of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from themes.branding.identity import Identity


@dataclass
class Wardrobe:
    """The brands read so far by territory, and the token of a draft to wear instead of the stored brand."""

    draft: str = ""
    worn: dict[int, Identity] = field(default_factory=dict)


_wardrobe: ContextVar[Wardrobe | None] = ContextVar("wardrobe", default=None)


@contextmanager
def dressed(*, draft: str = "") -> Iterator[None]:
    """Within, every reading of a territory's brand after the first is free."""
    before = _wardrobe.set(Wardrobe(draft))
    try:
        yield
    finally:
        _wardrobe.reset(before)


def current_wardrobe() -> Wardrobe | None:
    """None outside a request: in a task, a command, a test."""
    return _wardrobe.get()


def undress(territory_id: int) -> None:
    """Read that territory's brand anew, should the request go on after changing it."""
    wardrobe = _wardrobe.get()
    if wardrobe is not None:
        wardrobe.worn.pop(territory_id, None)
