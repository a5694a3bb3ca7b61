"""Nobody learns who has an account here: not from what the pages say, nor from how long they take to say it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kernel.accounts.models import User
from kernel.accounts.services import open_account
from kernel.tenancy import tenant_context
from tests.factories.people import PASSWORD
from tests.harness.clients import HostClient

FORM = {"first_name": "Anne", "email": "anne@example.org"}
#: How many queries, of less than a millisecond each, the one may take more than the other. Hashing takes a hundred.
MORE = 6


class CountingHasher(MD5PasswordHasher):
    """Says how often it was made to work."""

    algorithm = "counting"
    worked = 0

    def encode(self, password: str, salt: str) -> str:
        CountingHasher.worked += 1
        return super().encode(password, salt)


@dataclass
class Work:
    """What an answer took, and what it said."""

    hashes: int
    mails: int
    queries: list[str]
    page: list[str]


@pytest.fixture
def ask(in_a, settings, mailoutbox, django_capture_on_commit_callbacks):
    """Posts a form from a browser of its own; the work done until the page is there."""
    settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]

    def post(path: str, **data: str) -> Work:
        visitor = HostClient(in_a.primary_host, in_a)
        visitor.get(path)
        mailoutbox.clear()
        CountingHasher.worked = 0
        with (
            CaptureQueriesContext(connection) as queries,
            django_capture_on_commit_callbacks(execute=True),
        ):
            answer = visitor.post(path, data, follow=True)
        address = data.get("email") or data["login"]
        page = answer.content.decode().replace(address, "")
        lines = [line for line in page.splitlines() if "csrf" not in line]
        return Work(CountingHasher.worked, len(mailoutbox), [one["sql"] for one in queries], lines)

    return post


@pytest.mark.parametrize(
    ("path", "typed", "password"),
    [
        ("/compte/login/", {"password": "wrong-but-long"}, PASSWORD),
        ("/compte/login/", {"password": "wrong-but-long"}, None),
        ("/compte/login/code/", {}, PASSWORD),
        ("/compte/password/reset/", {}, PASSWORD),
        ("/compte/signup/", {"first_name": "Anne"}, PASSWORD),
        ("/compte/signup/", {"first_name": "Anne", "password1": "rossignol-lune-42"}, PASSWORD),
    ],
)
def test_a_known_and_an_unknown_address_meet_the_same_page_after_the_same_work(ask, path, typed, password):
    """`password`: that of the account that is there, or none, for whoever signs in by code alone."""
    open_account(email="connue@example.org", first_name="Connue", password=password)
    field = "login" if path == "/compte/login/" else "email"
    known, unknown = (ask(path, **{field: one}, **typed) for one in ("connue@example.org", "x@y.example"))
    assert known.page == unknown.page
    assert known.hashes == unknown.hashes == sum(name.startswith("password") for name in typed)
    assert known.mails == unknown.mails == int(field == "email")
    assert abs(len(known.queries) - len(unknown.queries)) <= MORE, (known.queries, unknown.queries)


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
