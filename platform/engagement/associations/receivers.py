"""A territory loses communes: the associations seated there are told."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from engagement.associations.tasks import tell_seated_in
from tenants.provisioning.signals import communes_changed


@receiver(communes_changed, dispatch_uid="associations.communes")
def tell(*, removed: list[str], **_kwargs: Any) -> None:
    if removed:
        tell_seated_in.delay_on_commit(communes=removed)
