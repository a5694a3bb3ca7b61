"""From a Host header to a territory."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.cache import caches
from django.db import connection, transaction

from kernel.tenancy import TerritoryContext
from kernel.tenancy import hosts as hosts_module
from kernel.tenancy.hosts import InvalidHost, forget_hosts, normalise_host, territory_for_host
from tenants.registry.models import Domain, Territory


@pytest.mark.parametrize(
    ("raw", "normal"),
    [
        ("namur.localhost", "namur.localhost"),
        ("NAMUR.Localhost:8000", "namur.localhost"),
        ("namur.localhost.", "namur.localhost"),
        ("namur.localhost.:443", "namur.localhost"),
        ("namur.localhost:", "namur.localhost"),
        ("Éclair.Example", "xn--clair-9ra.example"),
        ("éclair.example", "xn--clair-9ra.example"),
        ("XN--CLAIR-9RA.example", "xn--clair-9ra.example"),
        ("my_host.example", "my_host.example"),
        ("127.0.0.1:8000", "127.0.0.1"),
        ("[::1]:8000", "::1"),
        ("[2001:DB8::0:1]", "2001:db8::1"),
        (" namur.localhost ", "namur.localhost"),
    ],
)
def test_normal_spelling(raw: str, normal: str) -> None:
    assert normalise_host(raw) == normal


@pytest.mark.parametrize(
    "raw",
    [
        "", " ", ".", "..", "a..b", ".namur", "namur..", "-a.example", "a-.example", "user@namur", "namur/x", "na mur",
        "namur:80:80", "namur:http", "::1", "[::1", "[::1]x", "[nonsense]", "<script>", "a" * 64 + ".example",
        "a." * 130 + "example", "é" * 400, "\x00", "namur\n", "xn--\u0661", "²²²:²", "%2e%2e",
    ],
)  # fmt: skip
def test_garbage_is_refused(raw: str) -> None:
    if raw == "namur\n":
        assert normalise_host(raw) == "namur"  # servers strip headers; so do we
        return
    with pytest.raises(InvalidHost):
        normalise_host(raw)


def test_a_warm_lookup_costs_no_query(
    db: None, territory_a: TerritoryContext, django_assert_num_queries: Callable
) -> None:
    assert territory_for_host(territory_a.primary_host) == territory_a
    with django_assert_num_queries(0):
        assert territory_for_host(territory_a.primary_host) == territory_a


def test_a_miss_is_remembered_too(db: None, django_assert_num_queries: Callable) -> None:
    assert territory_for_host("nobody.localhost") is None
    with django_assert_num_queries(0):
        assert territory_for_host("nobody.localhost") is None


def test_a_further_host_leads_to_the_primary_one(db: None, territory_a: TerritoryContext) -> None:
    Domain.objects.bulk_create([Domain(domain="a.example", tenant_id=territory_a.id, is_primary=False)])
    found = territory_for_host("a.example")
    assert found == territory_a
    assert found.primary_host == territory_a.primary_host


@pytest.mark.django_db(transaction=True)
def test_a_reader_overtaken_by_a_change_does_not_bring_the_old_answer_back(
    territory_a: TerritoryContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    look_up = hosts_module._look_up

    def slow_look_up(host: str) -> TerritoryContext | None:
        before = look_up(host)
        with transaction.atomic():
            Domain.objects.bulk_create([Domain(domain=host, tenant_id=territory_a.id, is_primary=False)])
            forget_hosts([host])
        return before

    with monkeypatch.context() as patch:
        patch.setattr(hosts_module, "_look_up", slow_look_up)
        assert territory_for_host("new.example") is None
    assert territory_for_host("new.example") == territory_a


@pytest.mark.django_db(transaction=True)
def test_while_a_change_is_pending_nothing_is_cached(territory_a: TerritoryContext) -> None:
    host = territory_a.primary_host
    with transaction.atomic():
        Territory.objects.filter(pk=territory_a.id).update(name="Vallée-Obscure")
        forget_hosts([host])
        # Another process, which cannot see the change, asks in between.
        assert caches["network"].get(f"host:{host}") == "barrier"
        territory_for_host(host)
        assert caches["network"].get(f"host:{host}") == "barrier"
    found = territory_for_host(host)
    assert found is not None
    assert found.name == "Vallée-Obscure"


def test_an_entry_of_another_release_is_not_trusted(db: None, territory_a: TerritoryContext) -> None:
    caches["network"].set(f"host:{territory_a.primary_host}", {"id": 1, "a_field_of_tomorrow": 2})
    assert territory_for_host(territory_a.primary_host) == territory_a
    assert connection.schema_name == "public"
