"""What associations need done regularly in each territory. Each task calls one service and may run twice."""

from __future__ import annotations

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from engagement.associations import mails
from engagement.associations.membership import alert_team_of_lost_managers
from kernel.tenancy.periodic import for_each_territory


@for_each_territory(every=timedelta(hours=1))
@shared_task
def look_for_managers() -> None:
    """Tell the team of associations that nobody answers for any more."""
    alert_team_of_lost_managers()


@shared_task
def tell_seated_in(*, communes: list[str]) -> None:
    """Communes have left the territory: associations seated there are told."""
    mails.tell_seated_in(communes=communes, now=timezone.now())
