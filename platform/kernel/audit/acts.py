"""Which acts the journal knows. Each app declares its own, in `apps.ready()`, with what they are called."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise

_labels: dict[str, str | Promise] = {}


class UnknownAct(LookupError):
    """An act was recorded that no app has declared."""


def declare(acts: Mapping[str, str | Promise]) -> None:
    """Name acts: code (`association.suspended`, at most 60 characters) to a label that says what was done.

    Raises ValueError on a code that another app has taken.
    """
    taken = {code for code, label in acts.items() if _labels.get(code, label) != label}
    if taken:
        raise ValueError(f"declared twice: {', '.join(sorted(taken))}")
    _labels.update(acts)


def label_of(code: str) -> str:
    """The act in words; the code itself where no app declares it any more."""
    return str(_labels.get(code, code))


def choices() -> list[tuple[str, str]]:
    """Every declared act with its label, by label."""
    return sorted(((code, str(label)) for code, label in _labels.items()), key=lambda one: one[1])


def check(code: str) -> None:
    """Raises `UnknownAct`."""
    if code not in _labels:
        raise UnknownAct(code)
