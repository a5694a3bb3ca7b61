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
    """By person, what each asked for in whatever state it is, here and in other territories. Three queries."""
    here = current_territory()
    slug = here.slug if here else ""
    missions: dict[tuple[str, int], set[int]] = defaultdict(set)
    paths: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for user_id, mission_id in Participation.objects.filter(user__in=user_ids).values_list("user", "mission"):
        missions[slug, mission_id].add(user_id)
    journeys = Journey.objects.filter(travel_pass__user__in=user_ids)
    for user_id, host, path in journeys.values_list("travel_pass__user", "travel_pass__host", "path"):
        paths[host][path].add(user_id)
    found: dict[int, set[int]] = defaultdict(set)
    if not missions and not paths:
        return found
    wanted = Q(territory__slug=slug, mission_id__in=[mission_id for _slug, mission_id in missions])
    for host, told in paths.items():
        wanted |= Q(territory__slug=host, path__in=told)
    rows = Opportunity.objects.filter(wanted)
    for pk, of, mission_id, path in rows.values_list("pk", "territory__slug", "mission_id", "path"):
        for user_id in missions.get((of, mission_id), set()) | paths.get(of, {}).get(path, set()):
            found[user_id].add(pk)
    return found
