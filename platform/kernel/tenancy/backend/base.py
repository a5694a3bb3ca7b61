"""The PostgreSQL backend of django-tenants, without habits that cost queries at every request here."""

from __future__ import annotations

from typing import Any

from django_tenants.postgresql_backend.base import DatabaseWrapper as TenantDatabaseWrapper


class DatabaseWrapper(TenantDatabaseWrapper):
    """Switches schema as django-tenants does, except that:

    - the process-wide cache of content types survives, because our content types live in `public` only;
    - `SET search_path` is sent only when the path in force differs from the one wanted, so that a worker that serves
      the same territory twice, with a look at the network in between, sends it once;
    - it is sent on a cursor that Django's query log does not see, so that the number of queries of a page is the same
      whether or not the connection happened to stand in the right schema.
    """

    tenant: Any
    schema_name: str
    include_public_schema: bool
    search_path_set_schemas: list[str] | None

    def set_tenant(self, tenant: Any, include_public: bool = True) -> None:
        self.tenant = tenant
        self.schema_name = tenant.schema_name
        self.include_public_schema = include_public
        self.set_settings_schema(self.schema_name)

    def _handle_search_path(self, cursor: Any = None) -> None:
        if self.search_path_set_schemas != self._get_cursor_search_paths():
            self.search_path_set_schemas = None
            super()._handle_search_path()
