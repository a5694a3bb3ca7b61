"""Migrates the network: public and the template first, then the territories that lag behind the template."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field

from kernel.tenancy import PUBLIC_SCHEMA
from kernel.tenancy.schemas import (
    TEMPLATE_SCHEMA,
    existing_schemas,
    migrate_schema,
    migration_digests,
    migration_lock,
)

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class MigrationReport:
    """What `migrate_territories` did. A territory in `failed` keeps its last good state; the others went on."""

    checked: int
    migrated: tuple[str, ...] = ()
    failed: dict[str, str] = field(default_factory=dict)


def migrate_network(*, wait: bool = True) -> None:
    """Bring `public` and the template schema up to date. Nothing happens to the territories.

    Raises `NetworkIsMigrating` when another process is at it and `wait` is false.
    """
    with migration_lock(wait=wait):
        migrate_schema(PUBLIC_SCHEMA)
        migrate_schema(TEMPLATE_SCHEMA)


def stale_territories() -> list[str]:
    """Schemas of territories whose migrations are not the template's. One query, however many there are."""
    schemas = sorted(existing_schemas())
    digests = migration_digests([TEMPLATE_SCHEMA, *schemas])
    return [schema for schema in schemas if digests[schema] != digests[TEMPLATE_SCHEMA]]


def migrate_territories(*, wait: bool = True) -> MigrationReport:
    """Bring the territories that lag behind the template up to date, one at a time, whatever happens to another.

    Raises `NetworkIsMigrating` when another process is at it and `wait` is false.
    """
    migrated: list[str] = []
    failed: dict[str, str] = {}
    with migration_lock(wait=wait):
        schemas = stale_territories()
        for schema in schemas:
            try:
                migrate_schema(schema)
            except Exception as error:
                logger.exception("Migrating %s failed", schema)
                failed[schema] = f"{type(error).__name__}: {error}"
            else:
                migrated.append(schema)
    return MigrationReport(checked=len(schemas), migrated=tuple(migrated), failed=failed)
