"""Addresses made from titles, as French is read."""

from __future__ import annotations

from django.utils.text import slugify

_LETTERS = str.maketrans({"œ": "oe", "Œ": "Oe", "æ": "ae", "Æ": "Ae", "’": "-", "'": "-"})


def slug_of(text: str) -> str:
    """« Le cœur à l’ouvrage » becomes `le-coeur-a-l-ouvrage`, where Django would leave out what it does not know."""
    return slugify(text.translate(_LETTERS))
