"""What can be known before a territory is opened."""

from __future__ import annotations

from kernel.tenancy.schemas import schema_exists
from tenants.provisioning.naming import check_slug, host_for, schema_for
from tenants.provisioning.refusals import SlugTaken
from tenants.registry.models import Domain, Territory


def check_free(slug: str) -> None:
    """Raises `InvalidSlug`, `ReservedSlug`, or `SlugTaken`, also for what a territory was called once."""
    check_slug(slug)
    if (
        Territory.objects.filter(slug=slug).exists()
        or Domain.objects.filter(domain=host_for(slug)).exists()
        or schema_exists(schema_for(slug))
    ):
        raise SlugTaken(slug)
