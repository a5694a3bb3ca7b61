"""The e-mails of the agenda: to those who were coming, and to the association about the team's decisions."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from engagement.agenda.models import Event, Registration
from engagement.associations.selectors import managers_of
from engagement.contact_details import hide_contact_details
from kernel.mail import services as mail


def tell_cancelled(registration: Registration, *, reason: str) -> None:
    """It does not take place."""
    _tell(registration, "event_cancelled", reason=hide_contact_details(reason))


def tell_moved(registration: Registration, *, before: str) -> None:
    """It takes place at another hour."""
    _tell(registration, "event_moved", before=before)


def tell_managers(event: Event, template: str) -> None:
    """What the team decided, and why. Nobody is told of the territory's own events."""
    if event.association_id is None:
        return
    context = {"event_title": event.title, "reason": event.reason, "path": reverse("agenda:manage")}
    for manager in managers_of(association_id=event.association_id):
        mail.send(template=template, to=manager, context=context | {"first_name": manager.first_name})


def _tell(registration: Registration, template: str, **more: Any) -> None:
    occurrence = registration.occurrence
    event = occurrence.event
    context = {
        "first_name": registration.user.first_name,
        "event_title": event.title,
        "when": occurrence.in_words,
        "place": event.place_in_words,
        "path": event.get_absolute_url(),
    }
    mail.send(template=template, to=registration.user, context=context | more)
