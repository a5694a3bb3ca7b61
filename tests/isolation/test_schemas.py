"""A table missing from a territory silently resolves to the public one: each must be where the lists say."""

from __future__ import annotations

import pytest
from django.apps import AppConfig, apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection

from kernel.tenancy import PUBLIC_SCHEMA, TerritoryContext, tenant_context
from kernel.tenancy.schemas import TEMPLATE_SCHEMA


def _names(config: AppConfig) -> set[str]:
    """The ways in which a list may name an app."""
    return {config.name, f"{type(config).__module__}.{type(config).__name__}"}


def _tables_of(app_names: list[str]) -> set[str]:
    return {
        model._meta.db_table
        for config in apps.get_app_configs()
        if not _names(config).isdisjoint(app_names)
        for model in config.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    }


def _tables_in(schema: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s", [schema])
        return {name for (name,) in cursor.fetchall()}


def test_each_table_is_where_the_lists_say(
    db: None, territory_a: TerritoryContext, territory_b: TerritoryContext
) -> None:
    territory_tables = _tables_of(settings.TENANT_APPS) | {"django_migrations"}
    public_tables = _tables_of(settings.SHARED_APPS) | {"django_migrations"}
    for schema in (territory_a.schema_name, territory_b.schema_name, TEMPLATE_SCHEMA):
        assert _tables_in(schema) == territory_tables
    assert _tables_in(PUBLIC_SCHEMA) == public_tables


def test_every_installed_app_is_in_a_list() -> None:
    listed = {*settings.SHARED_APPS, *settings.TENANT_APPS}
    assert [config.name for config in apps.get_app_configs() if _names(config).isdisjoint(listed)] == []


def test_content_types_have_the_same_number_everywhere(
    db: None, territory_a: TerritoryContext, territory_b: TerritoryContext
) -> None:
    from kernel.accounts.models import User

    numbers = []
    for territory in (territory_a, territory_b):
        with tenant_context(territory):
            ContentType.objects.clear_cache()
            numbers.append(ContentType.objects.get_for_model(User).pk)
    assert numbers[0] == numbers[1]


@pytest.mark.parametrize("fixture", ["territory_a", "territory_b"])
def test_foreign_keys_lead_to_public_or_stay_at_home(
    db: None, fixture: str, request: pytest.FixtureRequest
) -> None:
    territory: TerritoryContext = request.getfixturevalue(fixture)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT n.nspname FROM pg_constraint JOIN pg_class c ON c.oid = conrelid"
            " JOIN pg_class r ON r.oid = confrelid JOIN pg_namespace n ON n.oid = r.relnamespace"
            " WHERE c.relnamespace = to_regnamespace(%s) AND contype = 'f'",
            [territory.schema_name],
        )
        assert {name for (name,) in cursor.fetchall()} == {PUBLIC_SCHEMA, territory.schema_name}


def test_content_types_are_not_tied_to_territories(db: None) -> None:
    """Triggers of those foreign keys, on one table for all, would make each opening slower than the one before."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_constraint WHERE contype = 'f'"
            " AND confrelid = to_regclass('public.django_content_type')"
            " AND connamespace <> to_regnamespace('public')"
        )
        assert cursor.fetchone() == (0,)
