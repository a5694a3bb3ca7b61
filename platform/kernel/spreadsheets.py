"""Texts that a spreadsheet shows and never runs."""

from __future__ import annotations

#: What makes a spreadsheet take a text for a formula (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def plain_text(text: object) -> str:
    """The words without control characters, and with a leading apostrophe where they would be a formula."""
    words = "".join(letter for letter in str(text) if letter.isprintable() or letter == "\n")
    return f"'{words}" if words.startswith(_FORMULA) else words
