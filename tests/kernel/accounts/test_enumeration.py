"""Signing up tells nobody who has an account here."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from kernel.accounts.models import User
from kernel.accounts.services import open_account
from kernel.tenancy import tenant_context
from tests.harness.clients import HostClient

FORM = {"first_name": "Anne", "email": "anne@example.org"}


def test_a_known_and_an_unknown_address_meet_the_same_page(in_a, client_a, territory_a):
    open_account(email="connue@example.org", first_name="Connue")
    pages = []
    for address in ("connue@example.org", "nouvelle@example.org"):
        visitor = HostClient(territory_a.primary_host, territory_a)
        page = visitor.post("/compte/signup/", FORM | {"email": address}, follow=True).content.decode()
        assert 'name="code"' in page
        pages.append([line for line in page.replace(address, "").splitlines() if "csrf" not in line])
    assert pages[0] == pages[1]


@pytest.mark.django_db(transaction=True)
def test_the_same_form_sent_twice_at_once_makes_one_account(territory_a, settings):
    settings.ACCOUNT_RATE_LIMITS = False

    def sign_up(_: int) -> int:
        try:
            return HostClient(territory_a.primary_host, territory_a).post("/compte/signup/", FORM).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(sign_up, range(4))) == {302}
    with tenant_context(territory_a):
        assert User.objects.filter(email="anne@example.org").count() == 1
