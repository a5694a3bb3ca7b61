"""A session of one territory is worthless on another, even when its row is carried across."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore as StockStore
from django.contrib.sessions.models import Session

from kernel.tenancy import TerritoryContext, public_context, tenant_context
from kernel.tenancy.sessions import SessionStore
from tests.factories.people import PASSWORD, UserFactory
from tests.harness.clients import HostClient

HOME = "/admin/"


def _key(client: HostClient) -> str:
    return str(client.cookies[settings.SESSION_COOKIE_NAME].value)


@pytest.fixture
def signed_in(
    client_a: HostClient, territory_a: TerritoryContext, territory_b: TerritoryContext
) -> HostClient:
    """An administrator of A, with the same number, address and password hash as one of B."""
    with tenant_context(territory_a):
        person = UserFactory(superuser=True, id=9000, email="same@example.org")
    with tenant_context(territory_b):
        twin = UserFactory(superuser=True, id=9000, email="same@example.org")
        type(twin).objects.update(password=person.password)
    client_a.force_login(person)
    return client_a


def test_the_cookie_opens_nothing_elsewhere(
    signed_in: HostClient, client_b: HostClient, network_client: HostClient
) -> None:
    assert signed_in.get(HOME).status_code == 200
    client_b.cookies = signed_in.cookies
    answer = client_b.get(HOME)
    assert answer.status_code == 302
    assert "login" in answer["Location"]


def test_a_row_carried_across_opens_nothing(
    signed_in: HostClient, client_b: HostClient, territory_a: TerritoryContext, territory_b: TerritoryContext
) -> None:
    with tenant_context(territory_a):
        row = Session.objects.get(pk=_key(signed_in))
    with tenant_context(territory_b):
        Session.objects.create(pk=row.pk, session_data=row.session_data, expire_date=row.expire_date)
        assert SessionStore(row.pk).load() == {}
    client_b.cookies = signed_in.cookies
    assert client_b.get(HOME).status_code == 302
    with public_context():
        Session.objects.create(pk=row.pk, session_data=row.session_data, expire_date=row.expire_date)
        assert SessionStore(row.pk).load() == {}


def test_the_stock_store_would_have_taken_it(signed_in: HostClient, territory_a: TerritoryContext) -> None:
    """The two tests above mean something."""
    with tenant_context(territory_a):
        data = SessionStore(_key(signed_in)).load()
        stock = StockStore()
        assert stock.decode(stock.encode(data)) == data
    assert SessionStore().decode(stock.encode(data)) == {}


def test_a_password_of_a_is_none_of_b(client_b: HostClient, territory_a: TerritoryContext) -> None:
    with tenant_context(territory_a):
        person = UserFactory()
    assert not client_b.login(email=person.email, username=person.email, password=PASSWORD)


def test_the_cookie_belongs_to_its_host(signed_in: HostClient) -> None:
    cookie = signed_in.cookies[settings.SESSION_COOKIE_NAME]
    assert not cookie["domain"]
    assert settings.SESSION_COOKIE_DOMAIN is None
    assert settings.CSRF_COOKIE_DOMAIN is None
