"""What the live blocks show. Each function costs a fixed number of queries, whatever it returns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db.models import CharField, Count, F, Func, IntegerField, OuterRef, Q, QuerySet, Subquery

from engagement.associations.models import Association, AssociationState, Testimonial, TestimonialState
from engagement.missions.models import Mission
from engagement.missions.selectors import MissionSearch, search_missions
from engagement.volunteers.models import Volunteer
from kernel.prepared import prepared
from kernel.tenancy import current_territory
from matching.catalogue.models import Opportunity
from matching.search.opportunities import OpportunitySearch
from matching.search.selectors import missions_of_others
from tenants.registry.models import Territory, TerritoryCommune


class Figure(StrEnum):
    """A number that a territory may show."""

    ASSOCIATIONS = "associations"
    MISSIONS = "missions"
    VOLUNTEERS = "volunteers"
    COMMUNES = "communes"


@dataclass(frozen=True, slots=True)
class CauseCount:
    """A cause and how many missions serve it."""

    code: str
    missions: int


@dataclass(frozen=True, slots=True)
class CommuneCount:
    """A commune and how many associations have their seat there."""

    id: str
    name: str
    number: int


@prepared
def latest_missions(*, now: datetime, count: int, cause: str = "", commune: str = "") -> QuerySet[Mission]:
    """The territory's own missions, the soonest first, as `mission_card` wants them. One query."""
    found = search_missions(search=MissionSearch(cause=cause), now=now)
    if commune:
        found = found.filter(commune=commune)
    return found[:count]


@prepared
def latest_testimonials(*, count: int, cause: str = "") -> QuerySet[Testimonial]:
    """What is published of published associations, the latest first. One query."""
    found = Testimonial.objects.filter(
        state=TestimonialState.PUBLISHED, association__state=AssociationState.PUBLISHED
    ).select_related("association")
    if cause:
        found = found.filter(association__causes__contains=[cause])
    return found.order_by("-state_since", "-pk")[:count]


def communes_with_associations(*, cause: str = "") -> list[CommuneCount]:
    """The communes where published associations stand, most first; at most a dozen. One query."""
    return [CommuneCount(*row) for row in _associations_by_commune(cause=cause)]


@prepared
def _associations_by_commune(*, cause: str) -> QuerySet[Association, tuple[str, str, int]]:
    associations = Association.objects.published()
    if cause:
        associations = associations.filter(causes__contains=[cause])
    numbers = associations.order_by().values_list("commune_id", "commune__name").annotate(number=Count("pk"))
    return numbers.order_by("-number", "commune__name")[:12]


def territory_communes() -> list[tuple[str, str]]:
    """The communes of the territory at hand by name, for a list to choose from. One query."""
    territory = current_territory()
    if territory is None:
        return []
    own = TerritoryCommune.objects.filter(territory_id=territory.id).select_related("commune")
    return sorted(((row.commune_id, row.commune.name) for row in own), key=lambda row: row[1])


def missions_elsewhere(*, now: datetime, count: int, cause: str = "") -> list[Opportunity]:
    """Missions of others that this territory takes in, the nearest first. Five queries."""
    return missions_of_others(OpportunitySearch(cause=cause), now=now, count=count).rows


@prepared
def published_associations(*, count: int, cause: str = "") -> QuerySet[Association]:
    """The territory's associations, those with most open missions first. One query."""
    open_missions = Count("missions", filter=Q(missions__state="published"))
    associations = (
        Association.objects.published().select_related("commune").annotate(open_missions=open_missions)
    )
    if cause:
        associations = associations.filter(causes__contains=[cause])
    return associations.order_by("-open_missions", "name")[:count]


def causes_in_use(*, now: datetime) -> list[CauseCount]:
    """The causes of the current missions, the most served first. One query."""
    found = (CauseCount(*row) for row in _missions_by_cause(now=now))
    return sorted(found, key=lambda cause: (-cause.missions, cause.code))


@prepared
def _missions_by_cause(*, now: datetime) -> QuerySet[Mission, tuple[str, int]]:
    return (
        Mission.objects.current(now)
        .order_by()
        .annotate(cause=Func(F("causes"), function="unnest", output_field=CharField(), set_returning=True))
        .values_list("cause")
        .annotate(missions=Count("pk"))
    )


def key_figures(*, now: datetime) -> dict[Figure, int]:
    """How many of each there are. One query. A person who only signed in is not counted a volunteer."""
    [numbers] = _numbers(now=now)
    return dict(zip(Figure, numbers, strict=True))


@prepared
def _numbers(*, now: datetime) -> QuerySet[Territory, tuple[int, ...]]:
    """One row, of the territory at hand: as many numbers as there are figures, in their order."""
    counted: dict[Figure, QuerySet[Any]] = {
        Figure.ASSOCIATIONS: Association.objects.published(),
        Figure.MISSIONS: Mission.objects.current(now),
        Figure.VOLUNTEERS: Volunteer.objects.filter(user__is_active=True),
        Figure.COMMUNES: TerritoryCommune.objects.filter(territory=OuterRef("pk")),
    }
    return Territory.objects.filter(schema_name=Func(function="current_schema")).values_list(
        *(_count(counted[figure]) for figure in Figure)
    )


def _count(rows: QuerySet[Any]) -> Subquery:
    number = Func(F("pk"), function="COUNT", output_field=IntegerField())
    return Subquery(rows.order_by().annotate(number=number).values("number"))
