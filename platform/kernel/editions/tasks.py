"""Periodic work of the editions."""

from __future__ import annotations

from datetime import timedelta

from celery import shared_task

from kernel.editions.services import fold_changes
from kernel.tenancy.periodic import for_each_territory


@for_each_territory(every=timedelta(hours=1))
@shared_task(name="kernel.editions.fold")
def fold() -> None:
    fold_changes()
