"""A mission as schema.org tells it: an event when it has dates, else a posting for volunteers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from engagement.missions.enums import Remote
from engagement.missions.models import Mission, Slot


def structured(mission: Mission, *, slots: Sequence[Slot], base_url: str) -> dict[str, Any] | None:
    """Facts that anybody may read on the mission's page; None while nobody may. No query."""
    if not mission.is_public:
        return None
    association = mission.association
    address = base_url + mission.get_absolute_url()
    organisation = {
        "@type": "Organization",
        "name": association.name,
        "url": base_url + association.get_absolute_url(),
    }
    place = None
    if mission.remote != Remote.FULL and mission.commune:
        place = {
            "@type": "Place",
            "name": mission.place_name or mission.commune.name,
            "address": {
                "@type": "PostalAddress",
                "streetAddress": mission.street,
                "addressLocality": mission.commune.name,
                "addressCountry": mission.commune.country,
            },
        }
    starts_at, ends_at = (
        (slots[0].starts_at, slots[0].ends_at) if slots else (mission.starts_at, mission.ends_at)
    )
    if starts_at and (place or mission.remote == Remote.FULL):
        online = {"@type": "VirtualLocation", "url": address}
        return {
            "@type": "Event",
            "name": mission.title,
            "description": mission.need,
            "url": address,
            "startDate": starts_at,
            "endDate": ends_at,
            "eventStatus": "https://schema.org/EventScheduled",
            "eventAttendanceMode": f"https://schema.org/{'Offline' if place else 'Online'}EventAttendanceMode",
            "location": place or online,
            "organizer": organisation,
            "isAccessibleForFree": True,
        }
    return {
        "@type": "JobPosting",
        "employmentType": "VOLUNTEER",
        "title": mission.title,
        "description": mission.need,
        "url": address,
        "datePosted": mission.published_at,
        "validThrough": mission.ends_at,
        "hiringOrganization": organisation,
        "jobLocation": place,
        "jobLocationType": None if place else "TELECOMMUTE",
        "applicantLocationRequirements": None
        if place
        else {"@type": "Country", "name": association.commune.country},
    }
