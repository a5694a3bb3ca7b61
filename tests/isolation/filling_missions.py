"""What missions have beside their text: a weekly rule, a cancelled date, a model, and states in which few see them."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from engagement.associations.models import Association
from engagement.missions.enums import Step
from engagement.missions.models import Mission, Pattern, Recurrence
from tests.factories.engagement import MissionFactory, SlotFactory
from tests.isolation.marks import Marks

#: States that only the association, or the team, sees.
HIDDEN_STATES = ("submitted", "suspended")


def fill_missions(marks: Marks, word: str, association: Association) -> dict[str, Mission]:
    """More missions, by their state or what they have."""
    now = timezone.now()
    made = {}
    for state in (*HIDDEN_STATES, "cancelled", "expired"):
        words = marks.secret if state in HIDDEN_STATES else marks.said
        made[state] = MissionFactory(
            association=association,
            title=words(f"{word.title()} {state}"),
            slug=f"{word}-{state}",
            need=words("Il manque du monde."),
            insurance=words("Par nous"),
            reason=words("Voilà pourquoi"),
            state=state,
            published_at=None if state == "submitted" else now,
            submitted_at=now,
            steps_done=Step.values,
            reach="territory",
        )
    made["weekly"] = MissionFactory(
        association=association,
        title=marks.said(f"{word.title()} weekly"),
        slug=f"{word}-weekly",
        reach="territory",
    )
    today = timezone.localdate(now)
    Recurrence.objects.create(
        mission=made["weekly"],
        weekdays=["tue"],
        starts="14:00",
        ends="17:00",
        first_day=today,
        capacity=3,
        skipped=[today + timedelta(days=9)],
    )
    SlotFactory(mission=made["weekly"], starts_at=now + timedelta(days=2))
    SlotFactory(mission=made["weekly"], starts_at=now + timedelta(days=3), cancelled_at=now)
    return made


def fill_pattern(marks: Marks, association: Association) -> Pattern:
    """A model of the association's own."""
    return Pattern.objects.create(
        association=association,
        name=marks.secret("Notre modèle"),
        content={"title": marks.secret("Un titre"), "need": marks.secret("Un besoin")},
    )
