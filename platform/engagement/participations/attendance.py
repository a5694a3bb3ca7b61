"""Who came, and for how many hours: said by the association from the beginning on, and corrected as often as needed.

Hours are what the association proposes; confirming and contesting them is recognition's.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

from django.db import transaction
from django.db.models import Count, Q, QuerySet

from engagement.missions.models import Mission, Slot
from engagement.participations.models import Participation, ParticipationQuerySet, ParticipationState
from engagement.participations.places import lock_participation
from engagement.participations.refusals import NotBegunYet
from engagement.participations.signals import attendance_recorded
from engagement.participations.states import PARTICIPATION
from engagement.participations.waiting_list import offer_free_places
from kernel.accounts.models import User
from matching.catalogue.services import apply_outbox

_EXPECTED = (ParticipationState.ACCEPTED, ParticipationState.ATTENDED, ParticipationState.ABSENT)
#: Longer than this, a span is a period and not a stretch of work.
_LONGEST_TURN = timedelta(hours=24)


@transaction.atomic
def record_attendance(
    *,
    participation: Participation,
    present: bool,
    recorded_by: User,
    now: datetime,
    hours: Decimal | None = None,
) -> Participation:
    """Say whether somebody came, and for how long; emits `attendance_recorded`. Repeated as it stands, nothing happens.

    Raises `ForbiddenTransition` when she was not expected, `NotBegunYet`.
    """
    participation = lock_participation(participation)
    state = PARTICIPATION.target("attend" if present else "miss", participation.state)
    if participation.starts_at is not None and participation.starts_at > now:
        raise NotBegunYet
    said = hours if present else None
    if (participation.state, participation.hours) == (state, said):
        return participation
    participation.state, participation.hours, participation.attendance_at = state, said, now
    participation.save(update_fields=["state", "hours", "attendance_at"])
    offer_free_places(participation.mission, now=now)
    apply_outbox()
    attendance_recorded.send(
        sender=Participation, participation=participation, hours=said, recorded_by=recorded_by, now=now
    )
    return participation


def expected_people(*, mission: Mission, slot: Slot | None) -> ParticipationQuerySet:
    """Who holds a place on a slot, or on a mission without slots, and who came: by first name. One query."""
    return (
        Participation.objects.filter(mission=mission, slot=slot, state__in=_EXPECTED)
        .select_related("user", "slot", "mission")
        .order_by("user__first_name", "user__last_name", "pk")
    )


def sheets_of(*, mission: Mission) -> QuerySet[Slot]:
    """The mission's slots with `expected` people and `recorded` attendances, the latest first. One query."""
    expected = Count("participations", filter=Q(participations__state__in=_EXPECTED))
    recorded = Count("participations", filter=Q(participations__attendance_at__isnull=False))
    return (
        mission.slots.annotate(expected=expected, recorded=recorded)
        .filter(expected__gt=0)
        .order_by("-starts_at", "-pk")
    )


def usual_hours(start: datetime | None, end: datetime | None) -> Decimal | None:
    """The length of a turn in hours, to the quarter; None without dates or for what lasts longer than a day."""
    if start is None or end is None or end - start > _LONGEST_TURN:
        return None
    quarters = round((end - start) / timedelta(minutes=15))
    return Decimal(quarters) / 4
