"""A territory gains or loses communes: who lives there is told."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from engagement.volunteers.tasks import tell_inhabitants
from tenants.provisioning.signals import communes_changed
from tenants.registry.models import Territory


@receiver(communes_changed, dispatch_uid="volunteers.communes")
def tell(*, territory: Territory, added: list[str], removed: list[str], **_kwargs: Any) -> None:
    if added or removed:
        tell_inhabitants.delay_on_commit(communes=added + removed)
