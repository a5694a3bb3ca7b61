"""A territory leaves, or stays after all: its people are told."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from engagement.privacy.leaving import tell_that_it_closes
from engagement.privacy.tasks import tell_of_staying
from kernel.tenancy import TerritoryContext, TerritoryState, tenant_context
from tenants.archives.signals import notice_stands
from tenants.registry.models import Territory
from tenants.registry.signals import territory_changed


@receiver(notice_stands, dispatch_uid="privacy.closes")
def closes(*, territory: Territory, now: datetime, **_kwargs: Any) -> None:
    tell_that_it_closes(territory=territory, now=now)


@receiver(territory_changed, dispatch_uid="privacy.stays")
def stays(*, territory: Territory, before: TerritoryContext, **_kwargs: Any) -> None:
    left = {TerritoryState.LEAVING, TerritoryState.GONE}
    if before.state == TerritoryState.LEAVING and territory.state not in left:
        with tenant_context(territory.context()):
            tell_of_staying.delay_on_commit()
