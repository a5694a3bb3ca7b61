from typing import Any

from django.apps import AppConfig


class SeekersConfig(AppConfig):
    name = "matching.seekers"
    label = "seekers"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tenants.archives.signals import territory_imported
        from tenants.registry.signals import territory_changed

        territory_imported.connect(_take_in, dispatch_uid="seekers-imports")
        territory_changed.connect(_follow, dispatch_uid="seekers-changes")


def _take_in(territory: Any, **_: Any) -> None:
    """No trigger saw the profiles come."""
    from matching.seekers.services import reconcile_cards

    reconcile_cards(territory=territory.context())


def _follow(territory: Any, before: Any, **_: Any) -> None:
    """A territory that is closed has no card; one that opens again has those of its people."""
    from kernel.tenancy import OPEN_STATES
    from matching.seekers.models import SeekerCard
    from matching.seekers.services import reconcile_cards

    if territory.state not in OPEN_STATES:
        SeekerCard.objects.filter(territory=territory).delete()
    elif before.state not in OPEN_STATES:
        reconcile_cards(territory=territory.context())
