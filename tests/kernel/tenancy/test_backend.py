"""The search path is right after everything that can change it, and is sent no more often than it changes."""

# ruff: noqa: PT012  what raises ends a block on purpose
from __future__ import annotations

from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from django.db import connection, transaction

from kernel.accounts.models import User
from kernel.tenancy import TerritoryContext, public_context, tenant_context


def path() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        return str(cursor.fetchone()[0])


def test_the_path_is_sent_once_for_many_queries(
    db: None,
    territory_a: TerritoryContext,
    monkeypatch: pytest.MonkeyPatch,
    django_assert_num_queries: Callable,
) -> None:
    execute = psycopg.Cursor.execute
    sent = []

    def spy(self: psycopg.Cursor, query: Any, *args: Any, **options: Any) -> psycopg.Cursor:
        if str(query).startswith("SET search_path"):
            sent.append(str(query))
        return execute(self, query, *args, **options)

    monkeypatch.setattr(psycopg.Cursor, "execute", spy)
    with django_assert_num_queries(6):
        for _ in range(3):
            with tenant_context(territory_a):
                User.objects.count()
                with public_context():
                    pass  # a look at the network that asks nothing
                User.objects.count()
    assert len(sent) == 1


@pytest.mark.django_db(transaction=True)
def test_after_a_rollback(territory_a: TerritoryContext) -> None:
    assert path() == "public"
    with tenant_context(territory_a):
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            assert path() == territory_a.schema_name
            1 / 0  # noqa: B018
        assert path() == territory_a.schema_name
    assert path() == "public"


@pytest.mark.django_db(transaction=True)
def test_after_a_rollback_to_a_savepoint(
    territory_a: TerritoryContext, territory_b: TerritoryContext
) -> None:
    with transaction.atomic(), tenant_context(territory_a):
        assert path() == territory_a.schema_name
        with pytest.raises(ZeroDivisionError), transaction.atomic(), tenant_context(territory_b):
            assert path() == territory_b.schema_name
            1 / 0  # noqa: B018
        assert path() == territory_a.schema_name
        with tenant_context(territory_b):
            with pytest.raises(ZeroDivisionError), transaction.atomic():
                assert path() == territory_b.schema_name
                1 / 0  # noqa: B018
            assert path() == territory_b.schema_name


@pytest.mark.django_db(transaction=True)
def test_after_a_commit_that_fails(territory_a: TerritoryContext) -> None:
    from allauth.account.models import EmailAddress
    from django.db import IntegrityError

    with tenant_context(territory_a):
        with public_context():
            path()
        with pytest.raises(IntegrityError), transaction.atomic():
            EmailAddress.objects.create(user_id=999_999, email="x@example.org")  # its foreign key is deferred
        assert path() == territory_a.schema_name


@pytest.mark.django_db(transaction=True)
def test_after_closing_and_after_losing_the_connection(territory_a: TerritoryContext) -> None:
    with tenant_context(territory_a):
        assert path() == territory_a.schema_name
        connection.close()
        assert path() == territory_a.schema_name
        lost = connection.connection.info.backend_pid
        killer = connection.copy()
        with killer.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s)", [lost])
        killer.close()
        connection.close_if_unusable_or_obsolete()
        connection.health_check_done = False
        connection.close_if_health_check_failed()
        assert path() == territory_a.schema_name


@pytest.mark.django_db(transaction=True)
def test_server_side_cursors_read_the_territory(
    territory_a: TerritoryContext, territory_b: TerritoryContext
) -> None:
    for number, territory in enumerate((territory_a, territory_b), start=1):
        with tenant_context(territory):
            for name in range(number * 3):
                User.objects.create_user(f"person{name}@example.org")
    connection.close()
    with tenant_context(territory_b):
        emails = User.objects.filter(email__startswith="person").values_list("email", flat=True)
        assert len(list(emails.iterator(chunk_size=2))) == 6
    with tenant_context(territory_a):
        assert len(list(emails.iterator(chunk_size=2))) == 3
