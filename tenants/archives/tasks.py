"""Archives are made while nobody waits, and discarded when their time is over."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from tenants.archives import services


@shared_task
def make_archive(*, archive_id: int) -> None:
    services.make_archive(archive_id=archive_id, now=timezone.now())


@shared_task
def discard_expired() -> None:
    services.discard_expired(now=timezone.now())
