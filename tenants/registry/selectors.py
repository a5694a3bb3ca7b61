"""Reads the register."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.core.cache import caches
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from kernel.tenancy import TerritoryState, public_context
from tenants.registry.enums import ALIVE
from tenants.registry.models import Domain, DomainClaim, Territory

#: For how long the names that get a certificate are held, all in one.
HOSTS_KEY, HOSTS_SECONDS = "hosts-with-certificates", 5
#: How many domains a round takes up: the next goes on.
A_ROUND = 500


def claims_to_check(*, now: datetime) -> list[int]:
    """Claims whose turn it is, the longest overdue first; none where nobody can be asked."""
    if not settings.DNS_RESOLVERS:
        return []
    with public_context():
        due = DomainClaim.objects.filter(state__in=ALIVE, next_check_at__lte=now)
        due = due.exclude(territory__state=TerritoryState.GONE).order_by("next_check_at", "pk")
        return list(due.values_list("pk", flat=True)[:A_ROUND])


def claims_of(*, territory: Territory) -> QuerySet[DomainClaim]:
    """What waits or is held."""
    return DomainClaim.objects.filter(territory=territory, state__in=ALIVE)


def claim_of(*, territory: Territory, pk: int) -> DomainClaim:
    """One of the territory's claims, ended ones too. Raises `Http404`."""
    return get_object_or_404(DomainClaim.objects.select_related("territory"), territory=territory, pk=pk)


def hosts_with_certificates() -> frozenset[str]:
    """Every host of every territory that opened and is not gone: own domains are among them once they are proved.

    One query in `HOSTS_SECONDS` at most, however many names are asked about: a scanner of names costs nothing.
    """
    cache = caches["network"]
    known: frozenset[str] | None = cache.get(HOSTS_KEY)
    if known is None:
        shut = (TerritoryState.OPENING, TerritoryState.GONE)
        with public_context():
            known = frozenset(Domain.objects.exclude(tenant__state__in=shut).values_list("domain", flat=True))
        cache.set(HOSTS_KEY, known, HOSTS_SECONDS)
    return known
