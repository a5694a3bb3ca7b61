"""Opens the site of each territory that provisioning makes."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.dispatch import receiver

from cms.pages.models import HomePage
from cms.seeds.services import open_site, readdress_site
from cms.team.roles import establish_roles, without_these_roles
from kernel.tenancy import PUBLIC_SCHEMA, TerritoryContext, TerritoryState, current_schema, tenant_context
from kernel.tenancy.migrating import schema_migrated
from kernel.tenancy.schemas import schema_context
from tenants.archives.signals import territory_imported
from tenants.provisioning.signals import network_migrated, territory_provisioned
from tenants.registry.models import Territory
from tenants.registry.signals import territory_changed

logger = logging.getLogger(__name__)


@receiver(territory_provisioned, dispatch_uid="cms.seeds")
def open_site_of_new_territory(
    sender: type[Territory],
    *,
    territory: Territory,
    editor_email: str,
    editor_name: str = "",
    brand: Any = None,
    **_kwargs: Any,
) -> None:
    open_site(
        territory=territory.context(),
        editor_email=editor_email,
        editor_name=editor_name,
        tagline=getattr(brand, "tagline", "") or "",
    )


@receiver(territory_changed, dispatch_uid="cms.seeds.site")
def follow_the_register(
    sender: type[Territory], *, territory: Territory, before: TerritoryContext, **_kwargs: Any
) -> None:
    """Wagtail's Site says the same name and host as the register."""
    context = territory.context()
    if territory.state != TerritoryState.GONE and (before.name, before.primary_host) != (
        context.name,
        context.primary_host,
    ):
        with tenant_context(context):
            readdress_site(territory=context)


@receiver(territory_imported, dispatch_uid="cms.seeds.imported")
def readdress_imported(sender: type[Territory], *, territory: Territory, **_kwargs: Any) -> None:
    readdress_site(territory=territory.context())


@receiver(schema_migrated, dispatch_uid="cms.seeds.roles")
def give_roles_their_new_permissions(sender: None, **_kwargs: Any) -> None:
    """Once a release has migrated a territory, what it brought is in the hands of the roles it is meant for."""
    home = HomePage.objects.order_by("path").first() if current_schema() != PUBLIC_SCHEMA else None
    if home is not None:  # the template of new territories has no page
        establish_roles(home=home)


@receiver(network_migrated, dispatch_uid="cms.seeds.roles")
def give_changed_roles(sender: None, *, schemas: Sequence[str], **_kwargs: Any) -> None:
    """Roles that a release changed without a migration reach every territory too. One that fails holds up no other."""
    for schema in without_these_roles(schemas=schemas):
        try:
            with schema_context(schema), transaction.atomic():
                give_roles_their_new_permissions(sender=None)
        except Exception:
            logger.exception("The roles of %s are still those of an earlier release", schema)
