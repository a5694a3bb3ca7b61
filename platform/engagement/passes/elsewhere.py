"""A mission of another territory as the network's catalogue knows it, for one person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from engagement.volunteers.models import Volunteer
from engagement.volunteers.selectors import profile_of, seeker_of
from kernel.accounts.models import User
from kernel.tenancy import OPEN_STATES, TerritoryContext
from matching.catalogue.models import Opportunity
from matching.engine import ObstacleKind
from matching.network.services import explain
from matching.taxonomy.words import strongest_in_words


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """`reasons` say why it suits her, in words; a full one can be waited for."""

    opportunity: Opportunity
    host: TerritoryContext
    reasons: tuple[str, ...]
    is_full: bool
    is_too_young: bool

    @property
    def url(self) -> str:
        """Its page on its own territory's site."""
        return self.host.base_url + self.opportunity.path


def shown_by(territory: str) -> QuerySet[Opportunity]:
    """Open missions of a territory whose site answers."""
    return (
        Opportunity.objects.select_related("territory", "commune")
        .prefetch_related("territory__domains")
        .filter(territory__slug=territory, territory__state__in=OPEN_STATES, is_open=True)
    )


def find_elsewhere(
    *, user: User | AnonymousUser, territory: str, mission_id: int, now: datetime
) -> Elsewhere | None:
    """An open mission that its territory offers to this one, and how it suits her; None for any other."""
    row = shown_by(territory).filter(mission_id=mission_id).first()
    if row is None:
        return None
    volunteer = profile_of(user)
    seeker = seeker_of(volunteer or Volunteer(), now=now)
    try:
        explanation = explain(seeker=seeker, opportunity=row, now=now)
    except KeyError:  # it has just opened: this process learns of it within a second
        return None
    obstacles = {obstacle.kind for obstacle in explanation.obstacles}
    if obstacles & {ObstacleKind.REACH, ObstacleKind.ENDED}:
        return None
    return Elsewhere(
        opportunity=row,
        host=row.territory.context(),
        reasons=tuple(strongest_in_words(explanation.reasons)) if volunteer else (),
        is_full=ObstacleKind.FULL in obstacles,
        is_too_young=ObstacleKind.AGE in obstacles,
    )
