"""A domain of the territory's own that waits for its proof: in the public schema, and its operator's to see."""

from __future__ import annotations

from django.utils import timezone

from kernel.tenancy import TerritoryContext, public_context
from tenants.registry.domains import claim_domain
from tenants.registry.models import DomainClaim, Territory
from tests.isolation.marks import Marks


def fill_domain(territory: TerritoryContext, marks: Marks, word: str) -> DomainClaim:
    with public_context():
        row = Territory.objects.get(pk=territory.id)
        host = f"{word}.{marks.open}.example".lower()
        return claim_domain(territory=row, domain=host, now=timezone.now())
