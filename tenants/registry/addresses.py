"""The addresses of a territory: host names, of which one is primary, and short paths on the portal."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings

from kernel.ui.slugs import slug_of
from tenants.registry.models import Domain, ShortPath, Territory
from tenants.registry.services import PLATFORM, By, changing


class NotItsHost(Exception):
    """The territory does not answer at this host."""


def set_primary_host(*, territory: Territory, host: str, now: datetime, by: By = PLATFORM) -> Territory:
    """Make one of a territory's hosts the primary one; the others redirect there from now on. Idempotent.

    People sign in again: cookies belong to a host. Raises `NotItsHost`.
    """
    with changing(
        territory, act="territory.primary_domain", now=now, by=by, details={"host": host}
    ) as current:
        point_to(current, host)
    return current


def point_to(territory: Territory, host: str) -> None:
    """Move the mark of the primary host, within `changing`. Raises `NotItsHost`."""
    if host not in territory.domains.values_list("domain", flat=True):
        raise NotItsHost(host)
    # One at a time: the constraint allows no two, not even for a moment.
    Domain.objects.filter(tenant=territory, is_primary=True).update(is_primary=False)
    Domain.objects.filter(tenant=territory, domain=host).update(is_primary=True)


def add_short_paths(territory: Territory) -> None:
    """Give a territory the portal's paths of its short name and of its name, as far as they are free.

    Former ones stay: they are printed somewhere.
    """
    for path in (territory.slug, slug_of(territory.name)[:80]):
        if path and path not in settings.PORTAL_PATHS:
            ShortPath.objects.get_or_create(path=path, defaults={"territory": territory})
