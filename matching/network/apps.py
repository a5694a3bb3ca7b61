from typing import Any

from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "matching.network"
    label = "network"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tenants.archives.signals import territory_imported
        from tenants.provisioning.signals import territory_provisioned
        from tenants.registry.signals import territory_changed

        territory_provisioned.connect(_find_neighbours, dispatch_uid="network-neighbourhoods")
        territory_changed.connect(_follow, dispatch_uid="network-changes")
        territory_imported.connect(_take_in, dispatch_uid="network-imports")


def _find_neighbours(territory: Any, **_: Any) -> None:
    from matching.network.services import update_neighbourhoods

    update_neighbourhoods(territory)


def _follow(territory: Any, before: Any, **_: Any) -> None:
    """Other communes, other neighbours; neighbours are known by slug; of who is gone, nothing is kept."""
    from kernel.tenancy import TerritoryState
    from matching.network.services import forget_territory, update_neighbourhoods

    if territory.state == TerritoryState.GONE:
        forget_territory(territory)
    elif territory.communes.exists():
        update_neighbourhoods(territory)


def _take_in(territory: Any, **_: Any) -> None:
    """No trigger saw the missions come: the catalogue is made from them."""
    from matching.catalogue.reconciling import rebuild_territory
    from matching.network.services import update_neighbourhoods

    update_neighbourhoods(territory)
    rebuild_territory()
