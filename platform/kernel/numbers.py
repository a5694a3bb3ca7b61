"""Numbers that come as text, from whoever sent them."""

from __future__ import annotations

#: What a key of the database surely counts to.
_DIGITS = 18


def whole_number(text: str | None) -> int | None:
    """The number that an address or a form names; None when it names none, or more than any key of ours counts to."""
    return int(text) if text and text.isdecimal() and len(text) <= _DIGITS else None
