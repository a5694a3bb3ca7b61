"""Volunteers are told that their commune joined the territory or left it."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from engagement.volunteers import telling


@shared_task
def tell_inhabitants(*, communes: list[str]) -> None:
    telling.tell_inhabitants(communes=communes, now=timezone.now())
