"""Archives are made while nobody waits, and discarded when their time is over; notices come to their end."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from tenants.archives import leaving, services


@shared_task
def make_archive(*, archive_id: int) -> None:
    services.make_archive(archive_id=archive_id, now=timezone.now())


@shared_task
def discard_expired() -> None:
    services.discard_expired(now=timezone.now())


@shared_task
def follow_notices() -> None:
    """Every hour: one task for each territory that leaves."""
    for territory_id in leaving.leaving():
        follow_notice.delay(territory_id=territory_id)
    leaving.sweep()


@shared_task
def follow_notice(*, territory_id: int) -> None:
    leaving.follow_notice(territory_id=territory_id, now=timezone.now())
