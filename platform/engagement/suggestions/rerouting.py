"""When the promise to answer is not kept: missions like the one that somebody asked for, offered once.

Her request stays as it is, and the association may still answer it.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from engagement.missions.projection import day_parts
from engagement.participations.models import Participation, ParticipationQuerySet, ParticipationState
from engagement.participations.promise import unanswered
from engagement.participations.selectors import over
from engagement.passes.models import Journey
from engagement.rules.selectors import current_rules
from engagement.suggestions import mails
from engagement.suggestions.models import Rerouting
from engagement.suggestions.selectors import asked_before
from engagement.suggestions.tastes import taste_of
from engagement.volunteers.models import Volunteer
from engagement.volunteers.selectors import profile_of, seeker_of
from kernel.accounts.models import User
from kernel.tenancy import current_territory
from matching.engine import Opportunity, Remote, as_asked
from matching.network.services import SuggestedOpportunity, equivalents, open_at, still_suited

logger = logging.getLogger(__name__)

type Request = Participation | Journey

#: So many missions at most are offered in place of one.
MOST = 3


def reroute(*, now: datetime) -> int:
    """Offer other missions to those whose request, here or in another territory, has stayed unanswered past the
    promise (`alert_days` of her own).

    Each request once, as soon as there is something to offer; one that fails holds up no other. Returns how many
    people were written to.
    """
    offered = 0
    for due, reroute_one in ((_due(now), _reroute), (_due_elsewhere(now), _reroute_elsewhere)):
        for pk in list(due.values_list("pk", flat=True)):
            try:
                offered += reroute_one(pk, now)
            except Exception:
                logger.exception("suggestions: nothing could be offered in place of request %s", pk)
    return offered


def offered_instead(
    *, user: User, requests: Sequence[Request], now: datetime
) -> dict[Request, list[SuggestedOpportunity]]:
    """Of these requests of one person that are unanswered, here or in other territories, what was offered in their
    place and is still free. Without what she asked for meanwhile."""
    waiting = [one for one in requests if one.state == ParticipationState.REQUESTED]
    if not waiting:
        return {}
    here: dict[int | None, Participation] = {one.pk: one for one in waiting if isinstance(one, Participation)}
    away = {one.pk: one for one in waiting if isinstance(one, Journey)}
    rows: list[tuple[Request, list[int]]] = [
        (away[row.journey_id] if row.journey_id else here[row.participation_id], row.opportunities)
        for row in Rerouting.objects.filter(Q(participation__in=here) | Q(journey__in=away))
    ]
    if not rows:
        return {}
    volunteer = _volunteer(user)
    seeker, gone = seeker_of(volunteer, now=now), asked_before([user.pk])[user.pk]
    pages = open_at([_page_of(one) for one, _ in rows if isinstance(one, Journey)])
    suited = still_suited(
        wishes=[
            (
                as_asked(
                    seeker,
                    asked_for(one)
                    if isinstance(one, Participation)
                    else pages.get(_page_of(one)) or _left_of(one),
                ),
                [pk for pk in opportunities if pk not in gone],
            )
            for one, opportunities in rows
        ],
        now=now,
        taste=taste_of(volunteer),
    )
    return {one: instead for (one, _opportunities), instead in zip(rows, suited, strict=True)}


def asked_for(participation: Participation) -> Opportunity:
    """The engine's view of what a participation was asked for."""
    mission, territory = participation.mission, current_territory()
    dates = [participation.starts_at] if participation.starts_at else []
    return Opportunity(
        id=str(mission.pk),
        territory=territory.slug if territory else "",
        lat=mission.latitude,
        lon=mission.longitude,
        remote=Remote(mission.remote),
        causes=frozenset(mission.causes),
        skills=frozenset(mission.skills),
        availability=frozenset(mission.availability or day_parts(dates)),
    )


def _page_of(journey: Journey) -> tuple[str, str]:
    return journey.travel_pass.host, journey.path


def _left_of(journey: Journey) -> Opportunity:
    """What is known of a mission elsewhere that is no longer open."""
    return Opportunity(id="", territory=journey.travel_pass.host, causes=frozenset(journey.causes))


def _volunteer(user: User) -> Volunteer:
    """Her profile, blank where she has none."""
    return profile_of(user) or Volunteer(user=user)


def _due(now: datetime) -> ParticipationQuerySet:
    """Unanswered past the promise, and nothing was offered yet. Guests of other territories look for more at home."""
    return (
        unanswered(now=now)
        .filter(rerouting__isnull=True, user__is_active=True)
        .exclude(user__guest__isnull=False)
        .exclude(over(now))
    )


@transaction.atomic
def _reroute(pk: int, now: datetime) -> bool:
    """False when it was answered or done meanwhile, or when nothing is like it: then tomorrow again."""
    locked = _due(now).select_for_update(of=("self",), skip_locked=True)
    participation = locked.filter(pk=pk).first()
    if participation is None:
        return False
    found = _like(asked_for(participation), participation.user, now)
    if not found:
        return False
    Rerouting.objects.create(
        participation=participation, opportunities=[one.opportunity.pk for one in found], offered_at=now
    )
    mails.offer_instead(
        participation.user,
        found,
        mission=participation.mission.title,
        association=participation.mission.association.name,
        asked_at=participation.requested_at,
        key=f"request-{participation.pk}",
        now=now,
    )
    return True


def _due_elsewhere(now: datetime) -> QuerySet[Journey]:
    """The same of what she asked for in other territories, as they last told it."""
    promised = now - timedelta(days=current_rules().alert_days)
    return (
        Journey.objects.filter(
            state=ParticipationState.REQUESTED,
            requested_at__lte=promised,
            rerouting__isnull=True,
            travel_pass__user__is_active=True,
        )
        .exclude(ends_at__lte=now)
        .select_related("travel_pass__user")
        .order_by("requested_at", "pk")
    )


@transaction.atomic
def _reroute_elsewhere(pk: int, now: datetime) -> bool:
    journey = _due_elsewhere(now).select_for_update(of=("self",), skip_locked=True).filter(pk=pk).first()
    if journey is None or journey.requested_at is None:
        return False
    asked = open_at([_page_of(journey)]).get(_page_of(journey))
    user = journey.travel_pass.user
    found = _like(asked, user, now) if asked else []
    if not found:
        return False
    Rerouting.objects.create(
        journey=journey, opportunities=[one.opportunity.pk for one in found], offered_at=now
    )
    mails.offer_instead(
        user,
        found,
        mission=journey.mission_title,
        association=journey.association_name,
        asked_at=journey.requested_at,
        key=f"journey-{journey.pk}",
        now=now,
    )
    return True


def _like(asked: Opportunity, user: User, now: datetime) -> list[SuggestedOpportunity]:
    """Missions that could take the place of what she asked for, and that she has not asked for."""
    volunteer = _volunteer(user)
    return equivalents(
        seeker=seeker_of(volunteer, now=now),
        asked=asked,
        now=now,
        top=MOST,
        exclude=asked_before([user.pk])[user.pk],
        taste=taste_of(volunteer),
    )
