"""Sending, away from the request."""

from __future__ import annotations

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from kernel.mail.services import deliver_mail, take_up_overdue
from kernel.tenancy.periodic import for_each_territory


@shared_task
def deliver(*, mail_id: int) -> None:
    """Send an e-mail that waits."""
    deliver_mail(mail_id=mail_id, now=timezone.now())


@for_each_territory(every=timedelta(minutes=5))
@shared_task
def resume() -> None:
    """Take up what a failure, a lost queue or a lost worker left behind."""
    take_up_overdue(now=timezone.now())
