"""Places of a mission and of its slots: the lock, and how many are left.

A mission's row is the lock of its places: whoever asks, answers, offers or withdraws holds it, so that the last place
goes to one person.
"""

from __future__ import annotations

from engagement.missions.models import Mission, Slot
from engagement.participations.models import Participation
from engagement.participations.refusals import MissionIsOver


def lock_mission(mission_id: int) -> Mission:
    """The mission's row, held until the end of the transaction. Raises `MissionIsOver` when there is none."""
    try:
        return (
            Mission.objects.select_for_update(no_key=True, of=("self",))
            .select_related("association", "commune")
            .get(pk=mission_id)
        )
    except Mission.DoesNotExist:
        raise MissionIsOver from None


def lock_participation(participation: Participation) -> Participation:
    """The participation as it is now, its mission's row held."""
    mission = lock_mission(participation.mission_id)
    fresh = Participation.objects.select_related("slot", "user").get(pk=participation.pk)
    fresh.mission = mission
    return fresh


def free_places(mission: Mission, slot: Slot | None) -> int | None:
    """How many places nobody holds, at least 0; None when there is room for all. The mission's row must be held."""
    capacity = slot.capacity if slot else mission.capacity
    if capacity is None:
        return None
    held = Participation.objects.holding().filter(mission=mission, slot=slot)
    return max(0, capacity - held.count())
