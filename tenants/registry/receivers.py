"""Who runs a territory hears that the network closed it, and that it is open again. Notices: `tenants.archives`."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from kernel.tenancy import OPEN_STATES, TerritoryContext, TerritoryState
from tenants.registry.models import Territory
from tenants.registry.signals import territory_changed
from tenants.registry.telling import tell_operators

_CLOSED = {TerritoryState.SUSPENDED, TerritoryState.ARCHIVED}


@receiver(territory_changed, dispatch_uid="registry.states")
def tell(*, territory: Territory, before: TerritoryContext, **_kwargs: Any) -> None:
    """Not why: what an administrator writes down is the network's own."""
    if territory.state == before.state:
        return
    if territory.state in _CLOSED:
        template = "territory_closed"
    elif before.state in _CLOSED and territory.state in OPEN_STATES:
        template = "territory_reopened"
    else:
        return
    tell_operators(
        territory=territory,
        template=template,
        context={
            "territory_name": territory.name,
            "is_archived": territory.state == TerritoryState.ARCHIVED,
            "page": "/admin/territory/",
        },
        key=f"{territory.state_since:%Y-%m-%dT%H:%M:%S}",
    )
