"""The rules in force."""

from __future__ import annotations

from engagement.rules.models import Rules


def current_rules() -> Rules:
    """The territory's rules, the defaults where it set none. One query."""
    return Rules.objects.first() or Rules()
