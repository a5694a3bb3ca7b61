"""A request that stays unanswered past the promise, what is offered in its place, tastes learned, the week's e-mail."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Count, F, Q

from demo.scenes import Stage
from engagement.missions.models import Mission
from engagement.participations.models import HOLDING_STATES, Participation
from engagement.participations.promise import note_answers
from engagement.participations.selectors import active_mission_ids
from engagement.suggestions.mail_kinds import WEEKLY
from engagement.suggestions.rerouting import reroute
from engagement.suggestions.tastes import learn_tastes
from engagement.suggestions.weekly import plan_territory, send_week, week_at
from kernel.mail.enums import Frequency
from kernel.mail.preferences import choose_frequencies
from matching.catalogue.services import apply_outbox
from matching.network.snapshot import current_snapshot, forget_snapshot


def play(stage: Stage) -> None:
    """The citizen waits for an association other than the manager's; she reads the week's suggestions."""
    choose_frequencies(user=stage.citizen, chosen={WEEKLY.name: Frequency.WEEKLY})
    missions = (
        Mission.objects.visible()
        .filter(slots__isnull=True, recurrence__isnull=True, causes__len__gt=0)
        .annotate(held=Count("participations", filter=Q(participations__state__in=HOLDING_STATES)))
        .exclude(held__gte=F("capacity"))
        .exclude(association__memberships__user=stage.manager)
        .exclude(pk__in=active_mission_ids(user_id=stage.citizen.pk))
    )
    lasting = list(missions.order_by("pk")[:20])
    if not lasting:
        return
    Participation.objects.create(
        mission=stage.draw.choice(lasting),
        user=stage.citizen,
        message="J’aimerais vous aider, dites-moi quand passer.",
        requested_at=stage.now - timedelta(days=13),
        nudged_at=stage.now - timedelta(days=8),
        alerted_at=stage.now - timedelta(days=3),
    )
    apply_outbox()
    note_answers(now=stage.now)
    forget_snapshot()  # this transaction's own missions are in the next one
    learn_tastes(now=stage.now)
    reroute(now=stage.now)
    written = stage.now if week_at(stage.now) else stage.now - timedelta(days=4)
    monday = week_at(written)
    if monday is not None:
        plan_territory(monday=monday, catalogue=current_snapshot(), now=written)
        send_week(now=written)
    forget_snapshot()
