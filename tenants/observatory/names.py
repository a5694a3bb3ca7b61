"""What divisions and causes are called. Causes are known above this layer, which tells their names by a registry."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache

from tenants.geography.models import Commune

type Names = Mapping[str, str]

_causes: list[Callable[[], Names]] = []


def register_causes(provider: Callable[[], Names]) -> None:
    """`provider()` gives the name of each cause's code."""
    _causes.append(provider)


def cause_names() -> dict[str, str]:
    return {code: name for provider in _causes for code, name in provider().items()}


@lru_cache(maxsize=1)
def division_names() -> Names:
    """Of every département and province, by `FR-54`, `BE-80000`. One query, once a process."""
    rows = Commune.objects.order_by().values_list("country", "division_code", "division_name").distinct()
    return {f"{country}-{code}": name for country, code, name in rows}
