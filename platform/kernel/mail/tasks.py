"""Sending, away from the request."""

from __future__ import annotations

from typing import Any

from celery import shared_task
from django.core.cache import cache

from kernel.mail.message import Mail
from kernel.mail.services import post

#: How long a sent e-mail is remembered, in seconds: longer than a queue can hold a task back.
REMEMBERED_SECONDS = 3 * 24 * 3600


@shared_task(
    autoretry_for=(OSError,),  # smtplib's exceptions are OSErrors
    retry_backoff=30,
    retry_backoff_max=3600,
    max_retries=8,
)
def deliver(*, payload: dict[str, Any]) -> None:
    """Send a `Mail`. Delivered again by the queue after it was sent, it does nothing."""
    mail = Mail(**payload)
    key = f"mail:sent:{mail.message_id}"
    if cache.get(key):
        return
    post(mail=mail)
    cache.set(key, 1, REMEMBERED_SECONDS)
