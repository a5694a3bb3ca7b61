"""What was suggested to the citizen, by the keys that the network's catalogue gives its own territory's missions."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from engagement.participations.models import Participation
from engagement.suggestions.models import Learned, Pool, Rerouting, Suggested, Week
from kernel.mail.models import MailBudget
from kernel.tenancy import TerritoryContext
from matching.catalogue.models import Opportunity


def fill_suggestions(territory: TerritoryContext, requested: Participation) -> None:
    """Once the missions are in the catalogue."""
    shown = Opportunity.objects.filter(territory=territory.id, is_open=True)
    keys = list(shown.exclude(mission_id=requested.mission_id).order_by("pk").values_list("pk", flat=True))
    now = timezone.now()
    Rerouting.objects.create(participation=requested, opportunities=keys[:3], offered_at=now)
    today = timezone.localdate(now)
    this_week = today - timedelta(days=today.weekday())
    Week.objects.get_or_create(monday=this_week, defaults={"planned_at": now})
    Suggested.objects.bulk_create(
        Suggested(
            user=requested.user, opportunity=key, monday=this_week, rank=rank, told_at=None if rank else now
        )
        for rank, key in enumerate(keys[:3])
    )
    Learned.objects.create(
        user=requested.user, expected={"culture": 1.0}, asked={"culture": 1.5}, learned_at=now
    )
    Pool.objects.update_or_create(pk=1, defaults={"calibration": 1.0, "groups": {}, "learned_at": now})
    MailBudget.objects.create(user=requested.user, per_week=5)
