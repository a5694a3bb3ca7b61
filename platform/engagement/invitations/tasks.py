"""What is too old is forgotten."""

from __future__ import annotations

from datetime import time, timedelta

from celery import shared_task
from django.utils import timezone

from engagement.invitations.services import forget_old_invitations
from kernel.tenancy.periodic import for_each_territory


@for_each_territory(every=timedelta(days=1), starting=time(3), spread=timedelta(hours=2))
@shared_task
def forget_invitations() -> int:
    """Returns how many."""
    return forget_old_invitations(now=timezone.now())
