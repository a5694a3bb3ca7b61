"""A word before the day: once for each place held, made up for after a stop, never once it has begun."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from engagement.associations.models import AssociationState
from engagement.missions.enums import MissionState
from engagement.participations import mails
from engagement.participations.models import Participation, ParticipationState
from engagement.rules.selectors import current_rules

#: People reminded in one transaction; the task comes back for the rest.
_BATCH = 200


def reminder_spared(participation: Participation, *, now: datetime) -> datetime | None:
    """`now` when the hour of the reminder has passed: being told that she is expected reminds her well enough."""
    start = participation.starts_at
    soon = start is not None and start - now <= timedelta(hours=current_rules().reminder_hours)
    return now if soon else None


@transaction.atomic
def send_reminders(*, now: datetime) -> int:
    """Remind who is expected within the territory's number of hours and was not reminded. Returns how many."""
    until = now + timedelta(hours=current_rules().reminder_hours)
    begins = Q(slot__starts_at__gt=now, slot__starts_at__lte=until) | Q(
        slot__isnull=True, mission__starts_at__gt=now, mission__starts_at__lte=until
    )
    due = (
        Participation.objects.filter(
            begins,
            state=ParticipationState.ACCEPTED,
            reminded_at__isnull=True,
            mission__association__state=AssociationState.PUBLISHED,
            user__is_active=True,
        )
        .exclude(mission__state=MissionState.SUSPENDED)
        .select_for_update(of=("self",), skip_locked=True)
        .select_related("mission__association", "mission__commune", "slot", "user")
        .order_by("pk")
    )
    people = list(due[:_BATCH])
    for participation in people:
        mails.tell_volunteer_reminder(participation)
    Participation.objects.filter(pk__in=[one.pk for one in people]).update(reminded_at=now)
    return len(people)
