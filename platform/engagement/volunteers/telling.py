"""Word to volunteers whose commune joined the territory, or left it: what changes, and what does not."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.urls import reverse

from engagement.volunteers.models import Volunteer
from kernel.mail.services import send
from kernel.tenancy import current_territory
from tenants.registry.models import TerritoryCommune


def tell_inhabitants(*, communes: Collection[str], now: datetime) -> int:
    """Write to each volunteer who lives in one of these, as the territory stands by now. Once a day for a commune,
    whatever is said of it that day. Returns how many."""
    territory = current_territory()
    assert territory is not None
    own = set(
        TerritoryCommune.objects.filter(territory_id=territory.id, commune__in=communes).values_list(
            "commune_id", flat=True
        )
    )
    people = Volunteer.objects.filter(commune__in=communes, user__is_active=True).select_related(
        "user", "commune"
    )
    told = 0
    for volunteer in people:
        assert volunteer.commune is not None
        joins = volunteer.commune.pk in own
        context = {
            "first_name": volunteer.user.first_name,
            "commune": volunteer.commune.name,
            "joins": joins,
            "path": reverse("missions:list"),
        }
        key = f"{volunteer.commune.pk} {joins} {now:%Y-%m-%d}"
        told += send(template="volunteer_commune", to=volunteer.user, context=context, key=key) is not None
    return told
