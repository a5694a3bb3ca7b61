"""What pages of the rooms below show of the agenda: `{% load agenda %}`."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils import timezone

from engagement.agenda.cards import event_line
from engagement.agenda.selectors import events_of_association, events_of_mission
from engagement.associations.models import Association
from engagement.missions.models import Mission
from engagement.moments import moment_in_words

register = template.Library()

MOST_EVENTS = 5


@register.inclusion_tag("agenda/of_association.html")
def association_events(association: Association) -> dict[str, Any]:
    """The next events of an association's page. One query; nothing is shown when there is none."""
    found = events_of_association(association=association, now=timezone.now(), count=MOST_EVENTS)
    return {
        "association": association,
        "dates": [event_line(one) | {"day": one.in_words} for one in found],
    }


@register.inclusion_tag("agenda/of_mission.html")
def mission_events(mission: Mission) -> dict[str, Any]:
    """The events that a mission lends a hand to. One query; nothing is shown when there is none."""
    found = events_of_mission(mission=mission, now=timezone.now())
    return {
        "events": [
            {"title": event.title, "url": event.get_absolute_url(), "when": moment_in_words(event.next_at)}  # type: ignore[attr-defined]
            for event in found
        ]
    }
