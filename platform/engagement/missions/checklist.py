"""What a mission still lacks: what must be said before it is shown, and what would bring more people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from engagement.missions.enums import Remote, Step
from engagement.missions.models import Mission, Recurrence


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """Something to say. Only what is `needed` holds a mission back."""

    step: Step
    text: str
    needed: bool = False


def still_to_say(mission: Mission, *, now: datetime) -> list[Point]:
    """What a mission lacks, in the order of the form, what is needed first. At most three queries."""
    return [
        *(point for said, point in _needed(mission, now=now) if not said),
        *(point for said, point in _helpful(mission) if not said),
    ]


def is_complete(mission: Mission, *, now: datetime) -> bool:
    """Whether nothing holds it back."""
    return all(said for said, _point in _needed(mission, now=now))


def _needed(mission: Mission, *, now: datetime) -> list[tuple[bool, Point]]:
    def point(step: Step, text: str) -> Point:
        return Point(step=step, text=text, needed=True)

    dated = mission.slots.standing().exists() or Recurrence.objects.filter(mission=mission).exists()
    to_come = (
        mission.slots.to_come(now).exists() if dated else mission.ends_at is None or mission.ends_at > now
    )
    when_said = (
        dated
        or Step.TIME in mission.steps_done
        or mission.availability
        or mission.starts_at
        or mission.published_at
    )
    return [
        (bool(mission.title.strip()), point(Step.NEED, _("Give it a title."))),
        (bool(mission.need.strip()), point(Step.NEED, _("Say why you need someone."))),
        (bool(mission.causes), point(Step.NEED, _("Choose at least one cause."))),
        (bool(when_said), point(Step.TIME, _("Say when it takes place."))),
        (to_come, point(Step.TIME, _("All its dates are past: give one to come."))),
    ]


def _helpful(mission: Mission) -> list[tuple[bool, Point]]:
    def point(step: Step, text: str) -> Point:
        return Point(step=step, text=text)

    on_site = mission.remote != Remote.FULL
    return [
        (bool(mission.tasks), point(Step.TASKS, _("List the tasks: people know what to expect."))),
        (bool(mission.welcome), point(Step.TASKS, _("Say who welcomes them: a first name reassures."))),
        (bool(mission.given_back), point(Step.GIVEN_BACK, _("Say what they receive in return."))),
        (bool(mission.insurance), point(Step.GIVEN_BACK, _("Say whether they are insured."))),
        (bool(mission.accessibility), point(Step.PEOPLE, _("Say how accessible it is."))),
        (
            bool(mission.place_name or mission.street or not on_site),
            point(Step.PLACE, _("Name the place: it is found more easily.")),
        ),
    ]
