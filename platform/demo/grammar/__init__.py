"""A small French grammar that writes a territory's demonstration data. Pure, deterministic, no Django.

``generate`` is the only entry point; the dataclasses say what comes out.
"""

from .generator import generate
from .specs import (
    MISSION_STATES,
    PARTICIPATION_STATES,
    PUBLICS,
    AssociationSpec,
    MissionSpec,
    ParticipationSpec,
    Place,
    SlotSpec,
    TerritorySpec,
    VolunteerSpec,
)

__all__ = [
    "MISSION_STATES",
    "PARTICIPATION_STATES",
    "PUBLICS",
    "AssociationSpec",
    "MissionSpec",
    "ParticipationSpec",
    "Place",
    "SlotSpec",
    "TerritorySpec",
    "VolunteerSpec",
    "generate",
]
