"""A notice is told as it is given, and the last archive made."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from kernel.tenancy import TerritoryContext
from tenants.archives.leaving import announce
from tenants.archives.tasks import follow_notice
from tenants.registry.models import Territory
from tenants.registry.signals import territory_changed


@receiver(territory_changed, dispatch_uid="archives.leaving")
def follow_leaving(
    sender: type[Territory], *, territory: Territory, before: TerritoryContext, **_kwargs: Any
) -> None:
    if announce(territory=territory, before=before):
        follow_notice.delay_on_commit(territory_id=territory.pk)
