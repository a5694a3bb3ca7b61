"""States as a table: which action leads from which states to which. Each domain declares its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


class ForbiddenTransition(Exception):
    """The action does not exist from the state at hand: most often somebody else was quicker."""

    def __init__(self, subject: str, action: str, state: str) -> None:
        super().__init__(f"{subject}: no “{action}” from “{state}”")
        self.action = action
        self.state = state


@dataclass(frozen=True, slots=True)
class Transition:
    """`action` leads from any of `sources` to `target`."""

    action: str
    sources: frozenset[str]
    target: str


class Lifecycle:
    """The transitions of one kind of thing. An action has one target, whatever the source."""

    def __init__(self, subject: str, *transitions: Transition) -> None:
        self.subject = subject
        self.transitions = {transition.action: transition for transition in transitions}
        if len(self.transitions) != len(transitions):
            raise ValueError(f"{subject}: an action is declared twice")

    def allows(self, action: str, state: str) -> bool:
        """Whether `action` exists from `state`. Raises KeyError on an unknown action."""
        return state in self.transitions[action].sources

    def target(self, action: str, state: str) -> str:
        """The state that `action` leads to. Raises `ForbiddenTransition` when it does not exist from `state`."""
        if not self.allows(action, state):
            raise ForbiddenTransition(self.subject, action, state)
        return self.transitions[action].target


def transition(action: str, sources: Iterable[str], target: str) -> Transition:
    """A row of the table. States of Django's TextChoices become plain strings."""
    return Transition(action, frozenset(str(source) for source in sources), str(target))
