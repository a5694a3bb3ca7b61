"""What taking part needs done regularly in each territory. Each task calls one service and may run twice."""

from __future__ import annotations

import logging
from datetime import time, timedelta

from celery import shared_task
from django.utils import timezone

from engagement.participations.promise import alert_team, note_answers, nudge_managers
from engagement.participations.reminders import send_reminders
from engagement.participations.waiting_list import missions_to_settle, settle_mission
from kernel.tenancy.periodic import for_each_territory

logger = logging.getLogger(__name__)


@for_each_territory(every=timedelta(minutes=5))
@shared_task
def settle_waiting_lists() -> None:
    """End what has run out of time, and offer what came free. A mission that fails holds up no other."""
    now = timezone.now()
    for mission_id in missions_to_settle(now=now):
        try:
            settle_mission(mission_id=mission_id, now=now)
        except Exception:
            logger.exception(
                "participations: the waiting list of mission %s could not be settled", mission_id
            )


@for_each_territory(every=timedelta(minutes=15))
@shared_task
def remind() -> None:
    """Remind those who are expected soon."""
    send_reminders(now=timezone.now())


@for_each_territory(every=timedelta(days=1), starting=time(6), spread=timedelta(hours=2))
@shared_task
def keep_the_promise() -> None:
    """Note who answers, remind the associations that leave people without an answer, then tell the team."""
    now = timezone.now()
    note_answers(now=now)
    nudge_managers(now=now)
    alert_team(now=now)
