"""Why a guest suits a mission, told to its association."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from engagement.participations.models import Participation
from engagement.volunteers.models import Volunteer
from engagement.volunteers.selectors import seeker_of
from kernel.tenancy import current_territory
from matching.catalogue.models import Opportunity
from matching.engine import Reason, ReasonKind
from matching.network.services import explain
from matching.taxonomy.words import seeker_reason_in_words

#: Distances are told in steps of so many kilometres: from several exact ones, a home could be found.
_STEP_KM = 5


def roughly(reasons: Iterable[Reason]) -> Iterator[Reason]:
    """The same reasons with distances in coarse steps."""
    for one in reasons:
        if one.kind == ReasonKind.DISTANCE:
            yield one._replace(value=max(_STEP_KM, round(one.value / _STEP_KM) * _STEP_KM))
        else:
            yield one


def reasons_for_association(participation: Participation, *, now: datetime) -> list[str]:
    """The engine's reasons in words, from what a guest's territory said of her."""
    here, user = current_territory(), participation.user
    assert here is not None
    row = Opportunity.objects.filter(
        territory_id=here.id, mission_id=participation.mission_id, is_open=True
    ).first()
    if row is None:
        return []
    seeker = replace(
        seeker_of(getattr(user, "volunteer", None) or Volunteer(user=user), now=now),
        territory=user.guest.home,
        lat=user.guest.latitude,
        lon=user.guest.longitude,
    )
    try:
        explanation = explain(seeker=seeker, opportunity=row, now=now)
    except KeyError:
        return []
    return [words for one in roughly(explanation.reasons) if (words := seeker_reason_in_words(one))]
