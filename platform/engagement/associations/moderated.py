"""Associations in the team's queue."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from engagement.associations.models import Association, AssociationState
from engagement.associations.services import publish_association, suspend_association
from engagement.associations.states import ASSOCIATION
from engagement.moderation.enums import Decision
from engagement.moderation.registry import Description, Moderated
from kernel.accounts.models import User
from matching.taxonomy import cause

_ACTIONS = {Decision.APPROVE: "publish", Decision.SUSPEND: "suspend", Decision.REINSTATE: "publish"}
_FROM = {Decision.APPROVE: AssociationState.SUBMITTED, Decision.REINSTATE: AssociationState.SUSPENDED}


def _allows(association: Association, decision: Decision) -> bool:
    action = _ACTIONS.get(decision)
    return (
        action is not None
        and ASSOCIATION.allows(action, association.state)
        and association.state == _FROM.get(decision, association.state)
    )


def _in(state: AssociationState) -> Any:
    return lambda: Association.objects.filter(state=state).select_related("commune")


def _describe(association: Association) -> Description:
    return Description(
        title=association.name,
        excerpt=association.summary,
        author=association.commune.name,
        url=association.get_absolute_url() if association.state == AssociationState.PUBLISHED else "",
        details=(
            (_("description"), association.description),
            (_("causes"), ", ".join(str(cause(code).label) for code in association.causes)),
            (_("commune"), association.commune.name),
            (_("street and number"), association.street),
            (_("opening hours"), association.opening_hours),
            (_("website"), association.website),
        ),
    )


def _publish(*, item: Association, by: User, reason: str, now: datetime) -> None:
    publish_association(association=item)


def _suspend(*, item: Association, by: User, reason: str, now: datetime) -> None:
    suspend_association(association=item)


ASSOCIATIONS = Moderated(
    kind="association",
    label=pgettext_lazy("model", "association"),
    plural=_("associations"),
    since="created_at",
    search=("name", "summary"),
    pending=_in(AssociationState.SUBMITTED),
    shown=_in(AssociationState.PUBLISHED),
    comes_up_once_shown=False,
    suspended=_in(AssociationState.SUSPENDED),
    describe=_describe,
    allows=_allows,
    approve=_publish,
    suspend=_suspend,
    reinstate=_publish,
)
