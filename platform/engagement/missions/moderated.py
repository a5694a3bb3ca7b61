"""Missions in the team's queue."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from engagement.missions.models import Mission, MissionState
from engagement.missions.services import (
    MissionIncomplete,
    publish_mission,
    reinstate_mission,
    send_back_mission,
    suspend_mission,
)
from engagement.missions.states import MISSION
from engagement.moderation.enums import Decision
from engagement.moderation.registry import Description, Moderated
from kernel.accounts.models import User
from kernel.lifecycle import ForbiddenTransition

_ACTIONS = {
    Decision.APPROVE: "publish",
    Decision.SEND_BACK: "send_back",
    Decision.SUSPEND: "suspend",
    Decision.REINSTATE: "reinstate",
}


def _allows(mission: Mission, decision: Decision) -> bool:
    """A draft is its author's alone: what the team approves has been submitted."""
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
            (_("insurance"), mission.insurance),
            (_("accessibility"), mission.accessibility),
            (_("commune"), mission.commune.name),
            (_("name of the place"), mission.place_name),
        ),
    )


def _approve(*, item: Mission, by: User, reason: str, now: datetime) -> None:
    """What has nothing left to come since it was submitted can no longer be shown."""
    try:
        publish_mission(mission=item, now=now)
    except MissionIncomplete:
        raise ForbiddenTransition(MISSION.subject, "publish", item.state) from None


def _send_back(*, item: Mission, by: User, reason: str, now: datetime) -> None:
    send_back_mission(mission=item, reason=reason, now=now)


def _suspend(*, item: Mission, by: User, reason: str, now: datetime) -> None:
    suspend_mission(mission=item, reason=reason, now=now)


def _reinstate(*, item: Mission, by: User, reason: str, now: datetime) -> None:
    reinstate_mission(mission=item, now=now)


def _listed(**condition: Any) -> Any:
    return lambda: (
        Mission.objects.filter(**condition)
        .select_related("association", "commune")
        .annotate(since=Coalesce("submitted_at", "published_at", "created_at"))
    )


MISSIONS = Moderated(
    kind="mission",
    label=pgettext_lazy("model", "mission"),
    plural=_("missions"),
    since="since",
    search=("title", "association__name"),
    pending=_listed(state=MissionState.SUBMITTED),
    shown=_listed(state=MissionState.PUBLISHED, association__state="published"),
    describe=_describe,
    allows=_allows,
    returned=_listed(state=MissionState.DRAFT, reason__gt=""),
    suspended=_listed(state=MissionState.SUSPENDED),
    approve=_approve,
    send_back=_send_back,
    suspend=_suspend,
    reinstate=_reinstate,
)
