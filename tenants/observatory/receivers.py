"""A territory that is gone takes what it reported along; what was published of the sum stays."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from kernel.tenancy import TerritoryState
from tenants.observatory.models import Snapshot
from tenants.registry.models import Territory
from tenants.registry.signals import territory_changed


@receiver(territory_changed, dispatch_uid="observatory_forgets")
def forget_snapshots(*, territory: Territory, **_kwargs: Any) -> None:
    if territory.state == TerritoryState.GONE:
        Snapshot.objects.filter(territory=territory).delete()
