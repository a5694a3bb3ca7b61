"""Changing what a territory is called and where it lies. Its schema never changes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction

from kernel.tenancy import TerritoryContext, tenant_context
from tenants.geography.models import Commune
from tenants.provisioning import refusals
from tenants.provisioning.communes import centre_of, check_one_country
from tenants.provisioning.naming import check_slug, host_for
from tenants.provisioning.signals import communes_changed
from tenants.registry.addresses import add_short_paths, point_to
from tenants.registry.enums import OPERATOR_ROLE
from tenants.registry.models import Domain, Territory, TerritoryCommune
from tenants.registry.services import PLATFORM, By, changing
from themes.branding.mesh import forget_mesh
from themes.branding.selectors import current_brand
from themes.branding.services import rename_brand


def rename_territory(
    *,
    territory: Territory,
    name: str = "",
    slug: str = "",
    now: datetime,
    reason: str = "",
    by: By = PLATFORM,
) -> Territory:
    """Give a territory another name, another short name, or both. What is empty stays.

    The former sub-domain and the former short path stay the territory's and lead to the new ones; nobody else gets
    them. The network looks at what operators called it (`Territory.awaits_look`). Raises `InvalidName`, `InvalidSlug`,
    `ReservedSlug`, `SlugTaken`.
    """
    name, slug = name.strip() or territory.name, slug.strip() or territory.slug
    if len(name) > 80:
        raise refusals.InvalidName
    check_slug(slug)
    details: dict[str, str] = {}
    with changing(
        territory, act="territory.renamed", now=now, by=by, reason=reason, details=details
    ) as current:
        former = current.slug
        renamed = current.name != name
        if renamed:
            details["name"] = current.name
        if former != slug:
            details |= {"from": former, "to": slug}
        if by.role == OPERATOR_ROLE and (renamed or former != slug):
            current.renamed_at = now
        current.name, current.slug = name, slug
        try:
            with transaction.atomic():
                current.save(update_fields=["name", "slug", "renamed_at"])
                own, _ = Domain.objects.get_or_create(
                    domain=host_for(slug), defaults={"tenant": current, "is_primary": False}
                )
        except IntegrityError:
            raise refusals.SlugTaken(slug) from None
        if own.tenant_id != current.pk:
            raise refusals.SlugTaken(slug)
        if Domain.objects.filter(tenant=current, domain=host_for(former), is_primary=True).exists():
            point_to(current, own.domain)
        add_short_paths(current)
        if renamed:
            with tenant_context(current.context()):
                rename_brand(name=name)
    return current


def change_communes(
    *,
    territory: Territory,
    add: Sequence[Commune] = (),
    remove: Sequence[Commune] = (),
    now: datetime,
    reason: str = "",
    by: By = PLATFORM,
) -> Territory:
    """Add communes to a territory, or take some from it. Territories may overlap.

    Nobody and nothing is deleted: profiles, associations and missions of a commune that was taken away stay as they
    are (`effects.effects_of` says how many there are). Raises `NoCommunes` when none would be left, `ForeignCommunes`.
    """
    added, removed = {commune.pk for commune in add}, {commune.pk for commune in remove}
    details = {"added": sorted(added - removed), "removed": sorted(removed - added)}
    with changing(
        territory, act="territory.communes", now=now, by=by, reason=reason, details=details
    ) as current:
        held = set(current.communes.values_list("pk", flat=True))
        wanted = list(Commune.objects.filter(pk__in=(held | added) - (removed - added)).order_by("pk"))
        check_one_country(wanted, country=current.country)
        current.latitude, current.longitude = centre_of(wanted)
        current.save(update_fields=["latitude", "longitude"])
        keys = {commune.pk for commune in wanted}
        TerritoryCommune.objects.filter(territory=current).exclude(commune__in=keys).delete()
        TerritoryCommune.objects.bulk_create(
            TerritoryCommune(territory=current, commune_id=key) for key in sorted(keys - held)
        )
        with tenant_context(current.context()):
            communes_changed.send(
                Territory, territory=current, added=sorted(keys - held), removed=sorted(held - keys)
            )
        transaction.on_commit(lambda: _draw_again(current.context()))
    return current


def _draw_again(territory: TerritoryContext) -> None:
    with tenant_context(territory):
        forget_mesh(current_brand())
