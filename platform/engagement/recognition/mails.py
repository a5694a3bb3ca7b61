"""The e-mails of recognition. Each names the other by a masked name and leads to the site, never to an address."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from engagement.associations.selectors import managers_of
from engagement.contact_details import hide_contact_details
from engagement.durations import hours_in_words
from engagement.recognition.models import Hours, Thanks
from kernel.mail import services as mail


def tell_volunteer(hours: Hours, template: str) -> None:
    """What the association says of her hours."""
    if hours.user is not None:
        context = _facts(hours) | {
            "first_name": hours.user.first_name,
            "answer": hide_contact_details(hours.answer),
            "path": reverse("recognition:record"),
        }
        mail.send(template=template, to=hours.user, context=context)


def tell_managers(hours: Hours, template: str) -> None:
    """What the volunteer says: one e-mail to each manager."""
    context = _facts(hours) | {
        "volunteer_name": hours.user.masked_name if hours.user else "",
        "dispute": hide_contact_details(hours.dispute),
        "note": hide_contact_details(hours.note),
        "path": reverse("recognition:answer", kwargs={"pk": hours.pk}),
    }
    for manager in managers_of(association_id=hours.association_id):
        mail.send(template=template, to=manager, context=context | {"first_name": manager.first_name})


def tell_thanks(thanks: Thanks) -> None:
    """A note for her."""
    context = {
        "first_name": thanks.user.first_name,
        "association_name": thanks.association.name,
        "text": hide_contact_details(thanks.text),
        "path": reverse("recognition:record"),
    }
    mail.send(template="hours_thanks", to=thanks.user, context=context)


def _facts(hours: Hours) -> dict[str, Any]:
    return {
        "association_name": hours.association.name,
        "mission_title": hours.mission.title if hours.mission else "",
        "day": hours.day,
        "hours": hours_in_words(hours.minutes),
    }
