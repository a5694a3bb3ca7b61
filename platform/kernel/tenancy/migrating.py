"""Bringing schemas up to date: one from wherever it stands, or many that lack the same.

Django's own `migrate` works out for each schema what the whole project looked like before each migration, renders it
into models, and tells every application when it is done; with many schemas nearly all the time goes there. Schemas that
have had the same migrations lack the same ones, so `MigrationPath` works that out once and walks it in each of them,
from several threads at once.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from functools import cache

from django.apps import AppConfig, apps
from django.conf import settings
from django.db import transaction
from django.db.migrations import Migration, RunPython
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ProjectState
from django.db.models.signals import post_migrate, pre_migrate
from django.dispatch import Signal
from psycopg import sql

from kernel.tenancy.context import PUBLIC_SCHEMA, BareSchema, TerritoryContext, connection
from kernel.tenancy.schemas import NetworkIsMigrating, schema_context

#: A schema has had migrations, and every application has heard of it. Sent in that schema, with `sender=None`.
schema_migrated = Signal()

#: Held by the one deploy that migrates; territories may be opened meanwhile, except while `TEMPLATE_LOCK` is held.
DEPLOY_LOCK = 0x4445504C  # “DEPL”


@contextmanager
def migration_lock(lock: int, *, wait: bool) -> Iterator[None]:
    """Only one holds it at a time. It is held on a connection of its own, since migrating reconnects, and so it ends
    with its process, however that ends.

    Raises `NetworkIsMigrating` when somebody else holds it and `wait` is false.
    """
    holder = connection.copy(alias=connection.alias)
    try:
        with holder.cursor() as cursor:
            if wait:
                cursor.execute("SELECT pg_advisory_lock(%s)", [lock])
            else:
                cursor.execute("SELECT pg_try_advisory_lock(%s)", [lock])
                if not cursor.fetchone()[0]:
                    raise NetworkIsMigrating
        yield
    finally:
        holder.close()


def migrate_schema(schema: str) -> None:
    """Run the migrations that a schema lacks, creating the schema if need be.

    Django's own `migrate` would walk through every application's migrations in each schema, also those that the
    router then keeps from doing anything there; in `public` that is most of the time spent. Not atomic as a whole:
    each migration is. Leaves the thread in the public schema.
    """
    try:
        if schema == PUBLIC_SCHEMA:
            connection.set_schema_to_public()
            _run_migrations(settings.SHARED_APPS)
            return
        with connection.cursor() as cursor:
            cursor.execute(sql.SQL("CREATE SCHEMA IF NOT EXISTS {}").format(sql.Identifier(schema)))
        # Without `public` in the path, or Django finds public's table of migrations and creates none here.
        connection.set_tenant(BareSchema(schema), include_public=False)
        MigrationRecorder(connection).ensure_schema()
        connection.set_tenant(BareSchema(schema))
        _run_migrations(_territory_apps())
        _untie_content_types(schema)
    finally:
        connection.set_schema_to_public()


def _territory_apps() -> list[str]:
    """Theirs refer to the network's tables, so the network's count as migrated in a territory too."""
    return [*settings.SHARED_APPS, *settings.TENANT_APPS]


def _run_migrations(app_names: Collection[str]) -> None:
    """Migrate these applications in the schema at hand, as `manage.py migrate` would, signals included."""
    executor = _Executor(connection)
    plan = _plan(executor, app_names)
    if not plan:
        return
    configs = [config for config in apps.get_app_configs() if config.models_module]
    _tell(pre_migrate, configs, plan)
    executor.migrate(executor.loader.graph.leaf_nodes(), plan)
    _tell(post_migrate, configs, plan)
    schema_migrated.send(None)


type Plan = list[tuple[Migration, bool]]


class _Executor(MigrationExecutor):
    """Takes the applications with the longest histories first, while few models stand around.

    Each operation renders all models that its own are related to, however far: Wagtail's eighty migrations cost a
    third when ours, which all lead to the user, come after them.
    """

    def migration_plan(self, targets: list[tuple[str, str]], clean_start: bool = False) -> Plan:  # type: ignore[override]
        lengths = Counter(app_label for app_label, _ in self.loader.graph.nodes)
        return super().migration_plan(sorted(targets, key=lambda leaf: -lengths[leaf[0]]), clean_start)


def _plan(executor: MigrationExecutor, app_names: Collection[str]) -> Plan:
    executor.loader.check_consistent_history(connection)
    labels = {config.label for config in apps.get_app_configs() if _named(config, app_names)}
    targets = [leaf for leaf in executor.loader.graph.leaf_nodes() if leaf[0] in labels]
    plan: Plan = executor.migration_plan(targets)
    return plan


def _named(config: AppConfig, app_names: Collection[str]) -> bool:
    """Whether an application is in a list that, like INSTALLED_APPS, names packages or configurations."""
    return config.name in app_names or f"{type(config).__module__}.{type(config).__name__}" in app_names


def _tell(signal: Signal, configs: Iterable[AppConfig], plan: Plan) -> None:
    for config in configs:
        signal.send(
            config, app_config=config, verbosity=0, interactive=False, using=connection.alias, plan=plan
        )


@dataclass(frozen=True, slots=True)
class _Step:
    """A migration with, for each of its operations, the state of the project before and after."""

    migration: Migration
    operations: tuple[tuple[Operation, ProjectState, ProjectState], ...]


class MigrationPath:
    """What leads a territory's schema, and each that has had the same migrations, to where the code is."""

    def __init__(self, schema: str) -> None:
        """Reckoned from one of the schemas. Takes a second or two when there is something to do."""
        with schema_context(schema):
            executor = _Executor(connection)
            self._plan = _plan(executor, _territory_apps())
            labels = {migration.app_label for migration, _ in self._plan}
            # Who listens to one application only may write for others: Wagtail's snippets give permissions.
            particular = {sender for (_, sender), *_ in post_migrate.receivers}
            self._configs = [
                config
                for config in apps.get_app_configs()
                if config.models_module and (config.label in labels or id(config) in particular)
            ]
            _tell(pre_migrate, self._configs, self._plan)
            self._steps = tuple(_steps(executor, self._plan))

    def __bool__(self) -> bool:
        return bool(self._steps)

    def walk(self, schema: str) -> None:
        """Migrate one schema. Each migration is in a transaction of its own, with its record, unless it declines.

        May be called from several threads at once; the thread's own connection is used.
        """
        with schema_context(schema):
            for step in self._steps:
                _apply(step)
            _tell(post_migrate, self._configs, self._plan)
            schema_migrated.send(None)
            _untie_content_types(schema)


def _steps(executor: MigrationExecutor, plan: Plan) -> Iterator[_Step]:
    wanted = {migration for migration, _ in plan}
    if not wanted:
        return
    state = executor._create_project_state(with_applied_migrations=True)  # type: ignore[attr-defined]
    _ = state.apps  # rendered once, then carried along
    for migration, _ in executor.migration_plan(executor.loader.graph.leaf_nodes(), clean_start=True):
        if migration not in wanted:
            continue
        operations = []
        for operation in migration.operations:
            before = state.clone()
            operation.state_forwards(migration.app_label, state)
            if isinstance(operation, RunPython) and before.is_delayed:
                # It would throw the models away and render them anew in every schema.
                before.clear_delayed_apps_cache()
                _ = before.apps
                before.is_delayed = False
            operations.append((operation, before, state.clone()))
        yield _Step(migration, tuple(operations))


def _apply(step: _Step) -> None:
    """As `Migration.apply` and `MigrationExecutor.apply_migration` do, with the states at hand."""
    migration = step.migration
    with connection.schema_editor(atomic=migration.atomic) as editor:
        for operation, before, after in step.operations:
            alone = not editor.atomic_migration and operation.atomic is not False
            with transaction.atomic() if alone and (operation.atomic or migration.atomic) else nullcontext():
                operation.database_forwards(migration.app_label, editor, before, after)
        if migration.atomic:
            _record(migration)
    if not migration.atomic:
        _record(migration)


def _record(migration: Migration) -> None:
    recorder = MigrationRecorder(connection)
    for app_label, name in [*migration.replaces, (migration.app_label, migration.name)]:
        recorder.record_applied(app_label, name)


@cache
def release() -> str:
    """A digest of the migrations that this code brings: two releases with the same expect the same tables."""
    known = MigrationLoader(None).disk_migrations
    return hashlib.md5(repr(sorted(known)).encode(), usedforsecurity=False).hexdigest()


def is_left_to_former_release(territory: TerritoryContext) -> bool:
    """Whether this code's migrations failed in the territory, so that only the release before can serve it."""
    return bool(territory.behind) and territory.behind == release()


def _untie_content_types(schema: str) -> None:
    """Drop a schema's foreign keys to the content types of `public`.

    PostgreSQL keeps two triggers on the referenced table for each of them, some forty a territory, which every session
    loads, and loads again whenever a territory is opened: opening one would take longer with each. Content types are
    never deleted, and their numbers come from that one table.
    """
    with connection.cursor() as cursor:
        # By way of those triggers: of all territories' constraints there is no index by schema.
        cursor.execute(
            "SELECT DISTINCT format('ALTER TABLE %%s DROP CONSTRAINT %%I', conrelid::regclass, conname)"
            " FROM pg_trigger JOIN pg_constraint ON pg_constraint.oid = tgconstraint"
            " WHERE tgrelid = to_regclass('public.django_content_type')"
            " AND contype = 'f' AND confrelid = tgrelid AND connamespace = to_regnamespace(%s)",
            [schema],
        )
        if statements := [statement for (statement,) in cursor.fetchall()]:
            cursor.execute(";\n".join(statements))
