"""An event as schema.org tells it."""

from __future__ import annotations

from typing import Any

from engagement.agenda.models import Event, EventState, Occurrence


def structured(event: Event, *, date: Occurrence | None, base_url: str) -> dict[str, Any] | None:
    """Facts that anybody may read on the event's page, at one of its dates; None without one. No query."""
    if date is None or not event.is_public:
        return None
    state = "Cancelled" if event.state == EventState.CANCELLED else "Scheduled"
    address = base_url + event.get_absolute_url()
    place = {
        "@type": "Place",
        "name": event.place_name or event.commune.name,
        "address": {
            "@type": "PostalAddress",
            "streetAddress": event.street,
            "addressLocality": event.commune.name,
            "addressCountry": event.commune.country,
        },
    }
    organiser = event.association
    return {
        "@type": "Event",
        "name": event.title,
        "description": event.description,
        "url": address,
        "startDate": date.starts_at,
        "endDate": date.ends_at,
        "eventStatus": f"https://schema.org/Event{state}",
        "eventAttendanceMode": f"https://schema.org/{'Online' if event.online else 'Offline'}EventAttendanceMode",
        "location": {"@type": "VirtualLocation", "url": address} if event.online else place,
        "image": base_url + event.picture.url if event.picture else None,
        "isAccessibleForFree": event.is_free,
        "organizer": {
            "@type": "Organization",
            "name": organiser.name,
            "url": base_url + organiser.get_absolute_url(),
        }
        if organiser
        else None,
    }
