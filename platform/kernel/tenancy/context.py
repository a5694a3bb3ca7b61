"""The territory at hand: a small immutable value that a connection, a request or a cache can carry."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, cast

from django.conf import settings
from django.db import connection as django_connection
from django_tenants.utils import get_tenant_model

if TYPE_CHECKING:
    from kernel.tenancy.backend.base import DatabaseWrapper

PUBLIC_SCHEMA = "public"

#: This thread's connection, as what it is here: of our own backend. For this package only.
connection = cast("DatabaseWrapper", django_connection)


class TerritoryState(StrEnum):
    """Where a territory is in its life; `tenants.registry.lifecycle` says what leads from one to another.

    `trial`, `live` and `late` (with a payment) are open: the site answers. In `suspended`, `archived` and `leaving`
    (notice was given) a page says so, and the team may sign in to read and to take the data away. `gone` is the end.
    """

    OPENING = "opening"
    TRIAL = "trial"
    LIVE = "live"
    LATE = "late"
    SUSPENDED = "suspended"
    ARCHIVED = "archived"
    LEAVING = "leaving"
    GONE = "gone"


OPEN_STATES = frozenset({TerritoryState.TRIAL, TerritoryState.LIVE, TerritoryState.LATE})
READ_ONLY_STATES = frozenset({TerritoryState.SUSPENDED, TerritoryState.ARCHIVED, TerritoryState.LEAVING})


@dataclass(frozen=True, slots=True)
class TerritoryContext:
    """What every layer may know of a territory without a query. Picklable, so that caches can hold it."""

    id: int
    schema_name: str
    slug: str
    name: str
    kind: str
    country: str
    timezone: str
    state: str
    primary_host: str
    #: The release whose migrations failed here (`kernel.tenancy.migrating.release`), or "".
    behind: str = ""

    @property
    def is_open(self) -> bool:
        """Whether the site answers."""
        return self.state in OPEN_STATES

    @property
    def is_read_only(self) -> bool:
        """Whether only the team gets in, and only to read."""
        return self.state in READ_ONLY_STATES

    @property
    def base_url(self) -> str:
        """Scheme, host and port of the territory's site, without a trailing slash."""
        return site_url(self.primary_host)


@dataclass(frozen=True, slots=True)
class BareSchema:
    """A schema to switch to that is no territory's: `public`, the template."""

    schema_name: str


def site_url(host: str) -> str:
    """The address of a host of ours as a browser reaches it: `http://namur.localhost:8000`."""
    default_port = {"http": "80", "https": "443"}[settings.PUBLIC_SCHEME]
    port = str(settings.PUBLIC_PORT)
    return f"{settings.PUBLIC_SCHEME}://{host}" + ("" if port == default_port else f":{port}")


def current_schema() -> str:
    """Name of the schema that queries of this thread go to first."""
    return connection.schema_name


def current_territory() -> TerritoryContext | None:
    """The territory this thread works for, or None in the network's own schema.

    Costs no query after a request's host was resolved or a `tenant_context` entered; a bare schema switch (as
    third-party code makes) costs one.
    """
    if connection.schema_name == PUBLIC_SCHEMA:
        return None
    tenant = connection.tenant
    if isinstance(tenant, TerritoryContext):
        return tenant
    model = get_tenant_model()
    territory = (
        tenant if isinstance(tenant, model) else model.objects.filter(schema_name=tenant.schema_name).first()
    )
    if territory is None:
        return None
    context: TerritoryContext = territory.context()
    connection.tenant = context
    return context


def territory_called(slug: str) -> TerritoryContext | None:
    """The territory of this short name, or None. One query."""
    with public_context():
        territory = get_tenant_model().objects.filter(slug=slug).first()
    context: TerritoryContext | None = territory.context() if territory else None
    return context


@contextmanager
def switched_to(tenant: object) -> Iterator[None]:
    """Point the thread's connection at anything with a `schema_name`, then back. For this package only."""
    previous, included_public = connection.tenant, connection.include_public_schema
    connection.set_tenant(tenant)
    try:
        yield
    finally:
        connection.set_tenant(previous, included_public)


@contextmanager
def tenant_context(territory: TerritoryContext) -> Iterator[TerritoryContext]:
    """Work in a territory's schema, then return to where the thread was, whatever happens in between.

    Nests, and is the thread's own: another thread that runs meanwhile stays where it is.
    """
    with switched_to(territory):
        yield territory


@contextmanager
def public_context() -> Iterator[None]:
    """Work in the network's own schema, then return."""
    with switched_to(BareSchema(PUBLIC_SCHEMA)):
        yield
