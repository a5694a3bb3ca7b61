"""The territory of a request, as the middleware found it."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest

from kernel.tenancy.context import TerritoryContext


class TerritoryRequest(HttpRequest):
    """What every request is once the middleware has seen it; `territory` is None on the network's hosts."""

    territory: TerritoryContext | None


def set_territory(request: HttpRequest, territory: TerritoryContext | None) -> None:
    """The middleware's alone."""
    cast(TerritoryRequest, request).territory = territory


def territory_asked(request: HttpRequest) -> TerritoryContext | None:
    """None on the network's hosts."""
    return cast(TerritoryRequest, request).territory


def territory_of(request: HttpRequest) -> TerritoryContext:
    """The territory, for what only territories have. Raises LookupError on the network's hosts."""
    territory = territory_asked(request)
    if territory is None:
        raise LookupError("no territory at this host")
    return territory
