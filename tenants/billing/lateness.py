"""What money says of a territory's life: that a payment is late, which shows, and that it is settled."""

from __future__ import annotations

from django.utils import timezone

from kernel.tenancy import TerritoryState
from tenants.registry.models import Territory
from tenants.registry.services import change_state


def fall_behind(*, territory: Territory) -> None:
    """A territory that is open stays open, and its team is told. One that is closed already stays as it is."""
    if territory.state in {TerritoryState.TRIAL, TerritoryState.LIVE}:
        change_state(territory=territory, action="fall_behind", now=timezone.now())


def settle(*, territory: Territory) -> None:
    """Nothing is overdue any more."""
    if territory.state == TerritoryState.LATE:
        change_state(territory=territory, action="settle", now=timezone.now())
