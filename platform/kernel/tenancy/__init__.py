"""Tenancy: which territory a thread, a request or a task is working for. The only door to `django_tenants`.

Everything outside this package asks here (`current_territory`, `tenant_context`, `public_context`) and never touches
the database connection's schema itself.
"""

from kernel.tenancy.context import (
    OPEN_STATES,
    PUBLIC_SCHEMA,
    TerritoryContext,
    TerritoryState,
    current_schema,
    current_territory,
    public_context,
    tenant_context,
    territory_called,
)

__all__ = [
    "OPEN_STATES",
    "PUBLIC_SCHEMA",
    "TerritoryContext",
    "TerritoryState",
    "current_schema",
    "current_territory",
    "public_context",
    "tenant_context",
    "territory_called",
]
