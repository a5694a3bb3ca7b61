"""Celery for territories: a task runs in the territory it was sent from, or not at all.

`tenant_schemas_celery` writes the schema into a task's headers and switches to it before the task runs. It does so in
a signal handler, and Celery goes on when a handler fails: the task would then run in `public`. `TerritoryTask`, which
is the `task_cls` of the application in `config.celery`, checks.
"""

from __future__ import annotations

import logging
from typing import Any

from celery.exceptions import Ignore
from tenant_schemas_celery.app import get_schema_name_from_task
from tenant_schemas_celery.task import TenantTask, headers_with_schema

from kernel.tenancy.context import PUBLIC_SCHEMA, BareSchema, TerritoryContext, TerritoryState, connection
from kernel.tenancy.migrating import is_left_to_former_release

logger = logging.getLogger(__name__)


#: How long a task waits whose territory could not follow this release.
BEHIND_SECONDS = 300


class WrongSchema(RuntimeError):
    """A task was about to run in another schema than the one it was sent for."""


class TerritoryTask(TenantTask):
    """A task of one territory, or of the network when it was sent from the public schema.

    Dropped with a line in the log when its territory is gone; put off while the territory is left to the former
    release. What `…_on_commit` sends carries the territory in which it was asked for, wherever the thread is by the
    time the transaction commits.
    """

    abstract = True

    @classmethod
    def get_tenant_for_schema(cls, schema_name: str) -> TerritoryContext | BareSchema:
        from django_tenants.utils import get_tenant_model

        territories = get_tenant_model().objects.exclude(state=TerritoryState.GONE)
        territory = territories.filter(schema_name=schema_name).first()
        return territory.context() if territory else BareSchema(schema_name)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        if not self.request.called_directly:
            schema = get_schema_name_from_task(self, kwargs) or PUBLIC_SCHEMA
            if connection.schema_name != schema:
                raise WrongSchema(f"{self.name}: in {connection.schema_name}, sent for {schema}")
            if schema != PUBLIC_SCHEMA and isinstance(connection.tenant, BareSchema):
                logger.warning("Dropped the task %s: its territory %s is gone", self.name, schema)
                raise Ignore
            if isinstance(connection.tenant, TerritoryContext) and is_left_to_former_release(
                connection.tenant
            ):
                raise self.retry(countdown=BEHIND_SECONDS, max_retries=None)
        return super().__call__(*args, **kwargs)

    def delay_on_commit(self, *args: Any, **kwargs: Any) -> None:
        self.apply_async_on_commit(args, kwargs)

    def apply_async_on_commit(self, *args: Any, **options: Any) -> None:
        options["headers"] = headers_with_schema(options.get("headers"))
        super().apply_async_on_commit(*args, **options)
