"""The network asks the DNS about the domains of its territories."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from tenants.registry import domains
from tenants.registry.selectors import claims_to_check


@shared_task(name="tenants.registry.check_domains")
def check_domains() -> int:
    """Every few minutes: one task for each domain whose turn it is. Returns how many."""
    due = claims_to_check(now=timezone.now())
    for claim_id in due:
        check_domain.delay(claim_id=claim_id)
    return len(due)


@shared_task(name="tenants.registry.check_domain")
def check_domain(*, claim_id: int) -> None:
    domains.check_claim(claim_id=claim_id, now=timezone.now())
