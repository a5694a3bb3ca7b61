"""Which schema a thread works in."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from kernel.accounts.models import User
from kernel.tenancy import TerritoryContext, current_schema, current_territory, public_context, tenant_context


def test_nested_contexts_return_to_where_they_were(
    db: None, territory_a: TerritoryContext, territory_b: TerritoryContext
) -> None:
    with tenant_context(territory_a):
        with tenant_context(territory_b):
            assert current_territory() == territory_b
            with public_context():
                assert current_territory() is None
            assert current_schema() == territory_b.schema_name
        assert current_territory() == territory_a
        with pytest.raises(ZeroDivisionError), tenant_context(territory_b):
            1 / 0  # noqa: B018
        assert current_territory() == territory_a
    assert current_schema() == "public"


def test_rows_of_one_territory_are_not_in_another(
    in_a: TerritoryContext, territory_b: TerritoryContext
) -> None:
    User.objects.create_user("claire@example.org")
    assert User.objects.filter(email="claire@example.org").exists()
    with tenant_context(territory_b):
        assert not User.objects.filter(email="claire@example.org").exists()
    with public_context():
        assert not User.objects.filter(email="claire@example.org").exists()


def test_another_thread_stays_in_public(in_a: TerritoryContext) -> None:
    seen: list[str] = []
    thread = threading.Thread(target=lambda: seen.append(connection.schema_name))
    thread.start()
    thread.join()
    assert seen == ["public"]
    assert current_schema() == in_a.schema_name


def test_asking_for_the_territory_costs_no_query(in_a: TerritoryContext, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    with django_assert_num_queries(0):
        assert current_territory() == in_a
