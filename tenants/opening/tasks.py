"""Building the territory, away from the request; what was lost on the way; and the daily forgetting."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from tenants.opening.opening import open_territory, take_up_lost
from tenants.opening.services import purge


@shared_task(name="tenants.opening.open")
def open_one(application_id: int) -> None:
    open_territory(application_id=application_id, now=timezone.now())


@shared_task(name="tenants.opening.take_up")
def take_up() -> int:
    return take_up_lost(now=timezone.now())


@shared_task(name="tenants.opening.purge")
def purge_old() -> int:
    return purge(now=timezone.now())
