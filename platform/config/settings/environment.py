"""Reads the variables that an operator sets, and says in one line what is wrong with them."""

from __future__ import annotations

import os

from django.core.exceptions import ImproperlyConfigured

_YES, _NO = {"1", "true", "yes", "on"}, {"", "0", "false", "no", "off"}


class Refused(ImproperlyConfigured):
    """Production settings do not start with such an environment."""


def required(name: str, purpose: str) -> str:
    """The variable's value. Raises `Refused` when it is absent or empty."""
    value = os.environ.get(name, "")
    if not value:
        raise Refused(f"{name} is not set ({purpose})")
    return value


def boolean(name: str, *, default: bool) -> bool:
    """The variable as yes or no. Raises `Refused` for any other word."""
    value = os.environ.get(name, "1" if default else "").lower()
    if value not in _YES | _NO:
        raise Refused(f"{name} is {value!r}: write 1 or 0")
    return value in _YES
