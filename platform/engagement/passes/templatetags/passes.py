"""What passes add to the pages of others."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils import timezone

from engagement.participations.models import Participation
from engagement.passes.reasons import reasons_for_association
from engagement.passes.selectors import JourneyElsewhere, journeys_of
from kernel.accounts.models import User

register = template.Library()


@register.simple_tag
def journeys_elsewhere(user: User) -> list[JourneyElsewhere]:
    """What she takes part in, in other territories: for `passes/journeys.html`."""
    return journeys_of(user=user)


@register.inclusion_tag("passes/who.html")
def guest_in(participation: Participation, *, with_reasons: bool = False) -> dict[str, Any]:
    """For an association: where a guest comes from, and the receipt for her name. `user__guest` is selected."""
    if not participation.user.is_guest:
        return {}
    reasons = reasons_for_association(participation, now=timezone.now()) if with_reasons else []
    return {
        "guest": participation.user.guest,
        "release": getattr(participation, "release", None),
        "reasons": reasons,
    }
