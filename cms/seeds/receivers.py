"""Opens the site of each territory that provisioning makes."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from cms.seeds.services import open_site
from tenants.provisioning.signals import territory_provisioned
from tenants.registry.models import Territory


@receiver(territory_provisioned, dispatch_uid="cms.seeds")
def open_site_of_new_territory(
    sender: type[Territory],
    *,
    territory: Territory,
    editor_email: str,
    editor_name: str = "",
    brand: Any = None,
    **_kwargs: Any,
) -> None:
    open_site(
        territory=territory.context(),
        editor_email=editor_email,
        editor_name=editor_name,
        tagline=getattr(brand, "tagline", "") or "",
    )
