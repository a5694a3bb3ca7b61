"""What suggestions add to the pages of others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import template
from django.utils import timezone

from engagement.participations.models import Participation
from engagement.passes.selectors import JourneyElsewhere
from engagement.suggestions.cards import suggestion_card
from engagement.suggestions.rerouting import Request, offered_instead
from kernel.accounts.models import User

register = template.Library()


@register.simple_tag
def missions_instead(
    user: User, requests: Sequence[Participation | JourneyElsewhere]
) -> dict[Request, list[dict[str, Any]]]:
    """By request, cards of what is offered in its place: each for `instead` below."""
    now = timezone.now()
    asked = [one.journey if isinstance(one, JourneyElsewhere) else one for one in requests]
    found = offered_instead(user=user, requests=asked, now=now)
    return {one: [suggestion_card(card, now=now) for card in each] for one, each in found.items()}


@register.inclusion_tag("suggestions/instead.html")
def instead(offered: dict[Request, list[dict[str, Any]]], request: Request) -> dict[str, Any]:
    """What is offered in place of one request."""
    return {"cards": offered.get(request, [])}
