"""Opens a territory: register, schema, brand, first editor, starter content, in one transaction."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum

from django.core.cache import caches
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from psycopg import sql

from kernel.accounts.services import open_account
from kernel.tenancy import TerritoryState, public_context, tenant_context
from kernel.tenancy.cache import discard_schema_cache
from kernel.tenancy.hosts import forget_hosts
from kernel.tenancy.schemas import TEMPLATE_SCHEMA, NetworkIsMigrating, schema_context, schema_exists
from kernel.tenancy.storage import discard_schema_media
from tenants.geography.models import Commune
from tenants.provisioning import refusals
from tenants.provisioning.blueprint import TemplateMissing, current_blueprint
from tenants.provisioning.communes import centre_of, check_one_country, timezone_of
from tenants.provisioning.naming import check_slug, checked_hosts, host_for, schema_for
from tenants.provisioning.signals import step_reached, territory_provisioned
from tenants.registry.addresses import add_short_paths
from tenants.registry.models import Domain, Territory, TerritoryCommune, TerritoryKind
from themes.branding.identity import HOUSE_CHOICES
from themes.branding.services import InaccessibleColours, set_brand
from themes.tokens import BrandChoices, InvalidChoice, InvalidColour

logger = logging.getLogger(__name__)


#: Writes the rows of a schema that has its tables and not yet its rules; is given its name and stands in it.
type Fill = Callable[[str], None]


class Step(StrEnum):
    """What `step_reached` announces, in this order, each once its work is done."""

    REGISTERED = "registered"
    STRUCTURE = "structure"
    DATA = "data"
    RULES = "rules"
    BRAND = "brand"
    EDITOR = "editor"
    CONTENT = "content"
    LIVE = "live"


def create_territory(
    *,
    name: str,
    slug: str,
    kind: str,
    communes: Sequence[Commune],
    editor_email: str,
    editor_name: str = "",
    editor_password: str | None = None,
    brand: BrandChoices | None = None,
    hosts: Sequence[str] = (),
) -> Territory:
    """Open a territory and return it, open: on trial, where it is going to be paid for.

    Everything happens in one database transaction: other processes see nothing before it commits and everything
    after, and an attempt that dies leaves nothing in the database. What an attempt may leave outside it (media files,
    cache entries) is out of reach, since no host leads there, and is swept by the next attempt with the same slug.

    `communes` are of one country; `slug` gives the host `<slug>.BASE_DOMAIN`, to which `hosts` are added. The first
    editor signs in with `editor_password`, or without one by a code sent to the address. Receivers of
    `territory_provisioned` add what a new site opens with, in the same transaction, and may say in which open state.

    Raises the subclasses of `ProvisioningError`; then nothing remains.
    """
    name, slug, editor_email = name.strip(), slug.strip(), editor_email.strip().lower()
    _check(name=name, slug=slug, kind=kind, communes=communes, editor_email=editor_email)
    addresses = [host_for(slug), *checked_hosts(hosts)]
    schema = schema_for(slug)
    with public_context():
        try:
            with transaction.atomic():
                territory = _register(
                    name=name, slug=slug, kind=kind, communes=communes, schema=schema, hosts=addresses
                )
                with _swept(schema):
                    _build_schema(schema, slug)
                    with tenant_context(territory.context()):
                        _open(
                            territory,
                            editor_email=editor_email,
                            editor_name=editor_name,
                            editor_password=editor_password,
                            brand=brand or HOUSE_CHOICES,
                        )
                    if territory.state == TerritoryState.OPENING:
                        territory.state = TerritoryState.LIVE
                    territory.opened_at = territory.state_since = timezone.now()
                    territory.save(update_fields=["state", "opened_at", "state_since", "trial_ends_on"])
                forget_hosts(addresses)
                transaction.on_commit(lambda: caches["network"].delete(_attempt_key(schema)))
                _announce(Step.LIVE, slug)
        except TemplateMissing:
            raise refusals.NotReady from None
        except NetworkIsMigrating:
            raise refusals.Busy from None
    logger.info("Opened the territory %s", slug)
    return territory


def bring_in_territory(
    *,
    name: str,
    slug: str,
    kind: str,
    communes: Sequence[Commune],
    fill: Fill,
    hosts: Sequence[str] = (),
) -> Territory:
    """Open a territory with the rows and files of another installation, live.

    As `create_territory`, all or nothing, except that `fill` writes the rows of every table, which has no constraint
    and no trigger yet, and the media. Raises the subclasses of `ProvisioningError`, and whatever `fill` raises.
    """
    _check_names(name=name, slug=slug, kind=kind, communes=communes)
    addresses = [host_for(slug), *checked_hosts(hosts)]
    schema = schema_for(slug)
    try:
        with public_context(), transaction.atomic():
            territory = _register(
                name=name, slug=slug, kind=kind, communes=communes, schema=schema, hosts=addresses
            )
            with _swept(schema):
                _build_schema(schema, slug, fill)
            territory.state = TerritoryState.LIVE
            territory.opened_at = territory.state_since = timezone.now()
            territory.save(update_fields=["state", "opened_at", "state_since"])
            forget_hosts(addresses)
            transaction.on_commit(lambda: caches["network"].delete(_attempt_key(schema)))
    except TemplateMissing:
        raise refusals.NotReady from None
    except NetworkIsMigrating:
        raise refusals.Busy from None
    return territory


def rebuild_schema(territory: Territory, *, fill: Fill) -> None:
    """Throw a territory's tables away and make them anew with other rows, in the caller's transaction."""
    schema = territory.schema_name
    with connection.cursor() as cursor:
        cursor.execute(
            sql.SQL("DROP SCHEMA {} CASCADE").format(sql.Identifier(schema)).as_string(cursor.connection)
        )
    _build_schema(schema, territory.slug, fill)


def _check_names(*, name: str, slug: str, kind: str, communes: Sequence[Commune]) -> None:
    if not 1 <= len(name) <= 80:
        raise refusals.InvalidName
    if kind not in TerritoryKind.values:
        raise refusals.InvalidKind(kind, TerritoryKind.values)
    check_slug(slug)
    check_one_country(communes)


def _check(*, name: str, slug: str, kind: str, communes: Sequence[Commune], editor_email: str) -> None:
    _check_names(name=name, slug=slug, kind=kind, communes=communes)
    try:
        validate_email(editor_email)
    except ValidationError:
        raise refusals.InvalidEditor(editor_email) from None


def _register(
    *, name: str, slug: str, kind: str, communes: Sequence[Commune], schema: str, hosts: Sequence[str]
) -> Territory:
    """The rows of the register. The unique slug is what makes a second attempt wait for the first, then fail."""
    if Territory.objects.filter(slug=slug).exists():
        raise refusals.SlugTaken(slug)
    latitude, longitude = centre_of(communes)
    territory = Territory(
        name=name,
        slug=slug,
        schema_name=schema,
        kind=kind,
        country=communes[0].country,
        timezone=timezone_of(communes),
        latitude=latitude,
        longitude=longitude,
    )
    try:
        with transaction.atomic():
            territory.save(force_insert=True)
    except IntegrityError:
        raise refusals.SlugTaken(slug) from None
    # A territory may have been called so once, and its links still work.
    if Domain.objects.filter(domain=hosts[0]).exists():
        raise refusals.SlugTaken(slug)
    if schema_exists(schema):
        raise refusals.SchemaOccupied(schema)
    for host in hosts:
        try:
            with transaction.atomic():
                Domain(domain=host, tenant=territory, is_primary=host == hosts[0]).save(force_insert=True)
        except IntegrityError:
            raise refusals.DomainTaken(host) from None
    TerritoryCommune.objects.bulk_create(
        [TerritoryCommune(territory=territory, commune=commune) for commune in communes]
    )
    add_short_paths(territory)
    _announce(Step.REGISTERED, slug)
    return territory


def _attempt_key(schema: str) -> str:
    return f"provisioning:{schema}"


@contextmanager
def _swept(schema: str) -> Iterator[None]:
    """What attempts write outside the database is removed: a former one's before, this one's if it fails.

    The row just inserted keeps every other attempt out meanwhile; once the connection is lost it does not, and the
    files may be another's, so the next attempt removes them.
    """
    discard_schema_media(schema)
    if not caches["network"].add(_attempt_key(schema), 1, timeout=None):
        discard_schema_cache(schema)
    try:
        yield
    except BaseException:
        if connection.connection and not connection.connection.closed:
            discard_schema_media(schema)
        raise


def _build_schema(schema: str, slug: str, fill: Fill | None = None) -> None:
    """Make a schema like the template, with the template's rows or with those that `fill` writes."""
    blueprint = current_blueprint()
    with connection.cursor() as cursor:
        cursor.execute(
            sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(schema)).as_string(cursor.connection)
        )
    with schema_context(schema), connection.cursor() as cursor:
        cursor.execute(blueprint.structure)
        _announce(Step.STRUCTURE, slug)
        if fill is None:
            cursor.execute(blueprint.data)
        else:
            cursor.execute(
                sql.SQL("INSERT INTO django_migrations OVERRIDING SYSTEM VALUE SELECT * FROM {}")
                .format(sql.Identifier(TEMPLATE_SCHEMA, "django_migrations"))
                .as_string(cursor.connection)
            )
            fill(schema)
        _announce(Step.DATA, slug)
        cursor.execute(blueprint.rules)
        _announce(Step.RULES, slug)


def _open(
    territory: Territory,
    *,
    editor_email: str,
    editor_name: str,
    editor_password: str | None,
    brand: BrandChoices,
) -> None:
    """What is written inside the new schema."""
    _set_brand(territory, brand)
    _announce(Step.BRAND, territory.slug)
    _create_editor(email=editor_email, name=editor_name, password=editor_password)
    _announce(Step.EDITOR, territory.slug)
    territory_provisioned.send(
        sender=Territory, territory=territory, editor_email=editor_email, editor_name=editor_name, brand=brand
    )
    _announce(Step.CONTENT, territory.slug)


def _set_brand(territory: Territory, brand: BrandChoices) -> None:
    try:
        set_brand(
            name=territory.name,
            primary=brand.primary,
            accent=brand.accent,
            font_pair=brand.font_pair,
            radius=brand.radius,
            density=brand.density,
            preset=brand.preset,
        )
    except (InaccessibleColours, InvalidChoice, InvalidColour) as error:
        raise refusals.InvalidBrand(str(error)) from error


def _create_editor(*, email: str, name: str, password: str | None) -> None:
    """An account whose address needs no proof: the operator vouches for it, and signing in by code proves it."""
    first_name, _, last_name = name.strip().partition(" ")
    open_account(email=email, password=password, first_name=first_name[:80], last_name=last_name[:80])


def _announce(step: Step, slug: str) -> None:
    step_reached.send(sender=Territory, step=step, slug=slug)
