"""Sending, away from the request."""

from __future__ import annotations

from datetime import time, timedelta

from celery import shared_task
from django.utils import timezone

from kernel.mail.digest import send_digests
from kernel.mail.services import deliver_mail, forget_closed, take_up_overdue
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


@for_each_territory(every=timedelta(days=1), starting=time(5), spread=timedelta(hours=1))
@shared_task
def digest() -> None:
    """The day's e-mail of those who want one, early in the morning."""
    send_digests(now=timezone.now())


@for_each_territory(every=timedelta(days=1), starting=time(1), spread=timedelta(hours=3))
@shared_task
def forget() -> None:
    """Forget old deliveries."""
    forget_closed(now=timezone.now())
