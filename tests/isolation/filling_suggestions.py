"""What was suggested to the citizen, by the keys that the network's catalogue gives its own territory's missions."""

from __future__ import annotations

from django.utils import timezone

from engagement.participations.models import Participation
from engagement.suggestions.models import Rerouting
from kernel.tenancy import TerritoryContext
from matching.catalogue.models import Opportunity


def fill_suggestions(territory: TerritoryContext, requested: Participation) -> None:
    """Once the missions are in the catalogue."""
    shown = Opportunity.objects.filter(territory=territory.id, is_open=True)
    keys = list(shown.exclude(mission_id=requested.mission_id).order_by("pk").values_list("pk", flat=True))
    Rerouting.objects.create(participation=requested, opportunities=keys[:3], offered_at=timezone.now())
