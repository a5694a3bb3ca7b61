"""Exports are made, and expire; accounts that nobody uses any more are erased after fair warning."""

from __future__ import annotations

from datetime import time, timedelta

from celery import shared_task
from django.utils import timezone

from engagement.privacy import services
from engagement.privacy.leaving import tell_that_it_stays
from engagement.privacy.retention import keep_to_retention
from kernel.tenancy.periodic import for_each_territory


@shared_task
def build_export(*, export_id: int) -> None:
    services.build_export(export_id=export_id, now=timezone.now())


@shared_task
def tell_of_staying() -> None:
    tell_that_it_stays()


@for_each_territory(every=timedelta(hours=1))
@shared_task
def discard_expired_exports() -> None:
    services.discard_exports(expired_at=timezone.now())


@for_each_territory(every=timedelta(days=1), starting=time(3), spread=timedelta(hours=2))
@shared_task
def keep_accounts_to_retention() -> None:
    keep_to_retention(now=timezone.now())
