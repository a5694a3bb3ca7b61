"""A territory that opens begins with its trial; one whose communes change hears of another price."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver
from django.utils import timezone

from kernel.tenancy import TerritoryContext
from tenants.billing.services import announce_price, start_trial
from tenants.provisioning.signals import territory_provisioned
from tenants.registry.models import Territory
from tenants.registry.signals import territory_changed


@receiver(territory_provisioned)
def begin_trial(territory: Territory, **_kwargs: Any) -> None:
    start_trial(territory=territory, today=timezone.localdate())


@receiver(territory_changed)
def follow_communes(territory: Territory, before: TerritoryContext, **_kwargs: Any) -> None:
    if before.is_open and before.state == territory.state:
        announce_price(territory=territory, today=timezone.localdate())
