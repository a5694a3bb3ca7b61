"""Missions in the team's queue."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from engagement.missions.models import Mission, MissionState
from engagement.missions.services import close_mission, publish_mission
from engagement.missions.states import MISSION
from engagement.moderation.enums import Decision
from engagement.moderation.registry import Description, Moderated
from kernel.accounts.models import User

_ACTIONS = {Decision.SUSPEND: "close", Decision.REINSTATE: "publish"}


def _allows(mission: Mission, decision: Decision) -> bool:
    action = _ACTIONS.get(decision)
    return (
        action is not None and mission.state != MissionState.DRAFT and MISSION.allows(action, mission.state)
    )


def _describe(mission: Mission) -> Description:
    return Description(
        title=mission.title,
        excerpt=mission.need,
        author=mission.association.name,
        url=mission.get_absolute_url() if mission.is_public else "",
        details=(
            (_("the need"), mission.need),
            (_("tasks"), "\n".join(mission.tasks)),
            (_("how you are welcomed"), mission.welcome),
            (_("how you are accompanied"), mission.accompaniment),
            (_("what you receive"), mission.given_back),
            (_("expenses"), mission.expenses),
            (_("accessibility"), mission.accessibility),
            (_("commune"), mission.commune.name),
            (_("name of the place"), mission.place_name),
        ),
    )


def _suspend(*, item: Mission, by: User, reason: str, now: datetime) -> None:
    close_mission(mission=item, now=now)


def _reinstate(*, item: Mission, by: User, reason: str, now: datetime) -> None:
    publish_mission(mission=item, now=now)


def _listed(**condition: Any) -> Any:
    return lambda: Mission.objects.filter(**condition).select_related("association", "commune")


MISSIONS = Moderated(
    kind="mission",
    label=pgettext_lazy("model", "mission"),
    plural=_("missions"),
    since="published_at",
    search=("title", "association__name"),
    pending=lambda: Mission.objects.none(),
    shown=_listed(state=MissionState.PUBLISHED, association__state="published"),
    describe=_describe,
    allows=_allows,
    suspend=_suspend,
    reinstate=_reinstate,
)
