"""What was suggested to people and what they asked for, as keys of the network's catalogue."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping

from django.db.models import Q

from engagement.participations.models import Participation
from engagement.passes.models import Journey
from kernel.tenancy import current_territory
from matching.catalogue.models import Opportunity


def asked_before(user_ids: Collection[int]) -> Mapping[int, set[int]]:
    """By person, what each asked for in whatever state it is, here and in other territories. At most four queries."""
    here = current_territory()
    asked: dict[tuple[str, int | str], set[int]] = defaultdict(set)
    for user_id, mission_id in Participation.objects.filter(user__in=user_ids).values_list("user", "mission"):
        asked[here.slug if here else "", mission_id].add(user_id)
    own = Q(
        territory__slug=here.slug if here else "", mission_id__in=[mission_id for _slug, mission_id in asked]
    )
    journeys = Journey.objects.filter(travel_pass__user__in=user_ids)
    for user_id, host, path in journeys.values_list("travel_pass__user", "travel_pass__host", "path"):
        asked[host, path].add(user_id)
        own |= Q(territory__slug=host, path=path)
    found: dict[int, set[int]] = defaultdict(set)
    if asked:
        rows = Opportunity.objects.filter(own).values_list("pk", "territory__slug", "mission_id", "path")
        for pk, slug, mission_id, path in rows:
            for user_id in asked.get((slug, mission_id), set()) | asked.get((slug, path), set()):
                found[user_id].add(pk)
    return found
