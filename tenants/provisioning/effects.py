"""What stands in a commune, for who is about to take it from a territory. Numbers only.

The apps that hold things say so in their `apps.ready`:

    effects.register("volunteers", gettext_lazy("volunteers who live there"), count_volunteers)
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from django.utils.functional import Promise

from kernel.tenancy import tenant_context
from tenants.registry.models import Territory

#: Counts in the territory at hand; is given the keys of communes, `BE-84035`.
type Counter = Callable[[Collection[str]], int]


@dataclass(frozen=True, slots=True)
class Effect:
    """So many of something are in the communes asked for."""

    code: str
    label: str
    count: int


_counters: dict[str, tuple[str | Promise, Counter]] = {}


def register(code: str, label: str | Promise, counter: Counter) -> None:
    """Declare what is counted. Idempotent."""
    _counters[code] = (label, counter)


def effects_of(*, territory: Territory, communes: Collection[str]) -> list[Effect]:
    """What a territory has in these communes. One query for each kind that is declared."""
    with tenant_context(territory.context()):
        return [Effect(code, str(label), counter(communes)) for code, (label, counter) in _counters.items()]
