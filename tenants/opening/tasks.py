"""Building the territory, away from the request; and the daily forgetting."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from tenants.opening.opening import open_territory
from tenants.opening.services import purge


@shared_task(name="tenants.opening.open")
def open_one(application_id: int) -> None:
    open_territory(application_id=application_id, now=timezone.now())


@shared_task(name="tenants.opening.purge")
def purge_old() -> int:
    return purge(now=timezone.now())
