from typing import Any

from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "matching.network"
    label = "network"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tenants.provisioning.signals import territory_provisioned

        territory_provisioned.connect(_find_neighbours, dispatch_uid="network-neighbourhoods")


def _find_neighbours(territory: Any, **_: Any) -> None:
    from matching.network.services import update_neighbourhoods

    update_neighbourhoods(territory)
