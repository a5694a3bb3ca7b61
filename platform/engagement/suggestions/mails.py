"""The e-mails of suggestions: missions by title, each with its reasons and the way to it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.urls import reverse

from engagement.moments import day_in_sentence
from engagement.suggestions.cards import suggestion_card
from kernel.accounts.models import User
from kernel.mail import services as mail
from matching.network.services import SuggestedOpportunity


def offer_instead(
    user: User,
    suggestions: Sequence[SuggestedOpportunity],
    *,
    mission: str,
    association: str,
    asked_at: datetime,
    key: str,
    now: datetime,
) -> None:
    """The association has not answered: others would be glad of her. `key` names her request."""
    mail.send(
        template="suggestions_instead",
        to=user,
        context={
            "first_name": user.first_name,
            "mission_title": mission,
            "association_name": association,
            "since": day_in_sentence(asked_at),
            "suggestions": [suggestion_card(one, now=now) for one in suggestions],
            "path": reverse("participations:mine"),
        },
        key=key,
    )


def tell_of_week(
    user: User, suggestions: Sequence[SuggestedOpportunity], *, monday: date, now: datetime
) -> bool:
    """A few missions that suit her. False when she cannot be reached, or no longer wants to."""
    sent = mail.send(
        template="suggestions_weekly",
        to=user,
        context={
            "first_name": user.first_name,
            "suggestions": [suggestion_card(one, now=now) for one in suggestions],
            "path": reverse("suggestions:mine"),
            "profile_path": reverse("volunteers:profile"),
        },
        key=f"week-{monday}",
    )
    return sent is not None
