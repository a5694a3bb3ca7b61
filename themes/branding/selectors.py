"""Reading the brand of the site at hand."""

from __future__ import annotations

from django.core.cache import cache
from django.utils.translation import gettext

from kernel.tenancy import TerritoryContext, current_territory
from themes.branding.identity import HOUSE_CHOICES, HOUSE_NAME, Identity
from themes.branding.models import Brand

CACHE_KEY = "branding:identity:1"
_DAY = 24 * 3600


def current_brand() -> Identity:
    """The brand of the territory at hand, or the house's own on the network's portal.

    Cached per territory (the cache's key function carries the schema): no query when warm. A territory
    without a brand yet has its own name and the house's colours.
    """
    territory = current_territory()
    if territory is None:
        return house_brand()
    found = cache.get(CACHE_KEY)
    if not isinstance(found, Identity):
        found = stored_brand(territory)
        cache.set(CACHE_KEY, found, _DAY)
    return found


def house_brand() -> Identity:
    """“Maillage”, for the portal and for errors that befall before any territory is known."""
    return Identity(HOUSE_NAME, gettext("the mesh of those who volunteer"), HOUSE_CHOICES)


def stored_brand(territory: TerritoryContext) -> Identity:
    """The brand as the database has it, one query."""
    row = Brand.objects.first()
    if row is None:
        return Identity(territory.name, choices=HOUSE_CHOICES)
    return Identity(
        name=row.name,
        tagline=row.tagline,
        choices=row.choices,
        logo_path=row.logo.url if row.logo else "",
        demo_notice=row.demo_notice,
    )
