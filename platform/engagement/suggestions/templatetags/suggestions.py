"""What suggestions add to the pages of others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import template
from django.utils import timezone

from engagement.participations.models import Participation
from engagement.suggestions.cards import suggestion_card
from engagement.suggestions.rerouting import offered_instead
from kernel.accounts.models import User

register = template.Library()


@register.simple_tag
def missions_instead(user: User, participations: Sequence[Participation]) -> dict[int, list[dict[str, Any]]]:
    """By request, cards of what is offered in its place: each for `instead` below."""
    now = timezone.now()
    found = offered_instead(user=user, participations=participations, now=now)
    return {pk: [suggestion_card(one, now=now) for one in each] for pk, each in found.items()}


@register.inclusion_tag("suggestions/instead.html")
def instead(offered: dict[int, list[dict[str, Any]]], participation: Participation) -> dict[str, Any]:
    """What is offered in place of one request."""
    return {"cards": offered.get(participation.pk, []), "participation": participation}
