"""The life of a mission. Being full or over is not a state: it follows from places and dates."""

from engagement.lifecycle import Lifecycle, transition
from engagement.missions.models import MissionState as S

MISSION = Lifecycle(
    "mission",
    transition("publish", [S.DRAFT, S.CLOSED], S.PUBLISHED),
    transition("close", [S.PUBLISHED], S.CLOSED),
)
