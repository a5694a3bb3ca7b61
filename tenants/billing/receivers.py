"""A territory that opens begins with its trial, in the transaction that opens it."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver
from django.utils import timezone

from tenants.billing.services import start_trial
from tenants.provisioning.signals import territory_provisioned
from tenants.registry.models import Territory


@receiver(territory_provisioned)
def begin_trial(territory: Territory, **_kwargs: Any) -> None:
    start_trial(territory=territory, today=timezone.localdate())
