"""Attempts are counted by address and by client, in each territory for itself; codes end, and work once."""

from __future__ import annotations

import re

import pytest

from kernel.accounts.models import User
from kernel.accounts.services import open_account
from kernel.tenancy import tenant_context
from tests.factories.people import PASSWORD
from tests.harness.clients import HostClient

ADDRESS = "nadia@example.org"
CODE = re.compile(r"^[A-Z0-9]{4}-[A-Z0-9]{4}$", re.MULTILINE)


@pytest.fixture
def nadia(in_a):
    return open_account(email=ADDRESS, first_name="Nadia", password=PASSWORD)


@pytest.fixture
def at(territory_a, django_capture_on_commit_callbacks):
    """Posts a form of the account's pages from a client with an address of its own; e-mails go."""

    def post(path: str, *, ip: str = "192.0.2.1", client: HostClient | None = None, **data: str):
        client = client or HostClient(territory_a.primary_host, territory_a)
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(f"/compte/{path}", data, REMOTE_ADDR=ip)

    return post


def opens(response) -> bool:
    return response.status_code == 302 and response["Location"] == "/"


def test_an_address_is_locked_for_a_while_whoever_tries(nadia, at):
    for attempt in range(5):
        at("login/", ip=f"192.0.2.{attempt}", login=ADDRESS, password="wrong")
    assert not opens(at("login/", ip="198.51.100.7", login=ADDRESS, password=PASSWORD))


def test_a_client_is_locked_for_a_while_whatever_it_tries(nadia, at):
    for attempt in range(10):
        at("login/", login=f"person{attempt}@example.org", password="wrong")
    assert not opens(at("login/", login=ADDRESS, password=PASSWORD))
    assert opens(at("login/", ip="198.51.100.7", login=ADDRESS, password=PASSWORD)), "others are not"


def test_a_lock_is_its_territorys_own(nadia, at, territory_b, client_b):
    with tenant_context(territory_b):
        open_account(email=ADDRESS, first_name="Nadia", password=PASSWORD)
    for _ in range(6):
        at("login/", login=ADDRESS, password="wrong")
    assert opens(at("login/", client=client_b, login=ADDRESS, password=PASSWORD))


@pytest.mark.parametrize("known", [True, False])
def test_an_unknown_address_is_locked_like_a_known_one(nadia, at, known):
    address = ADDRESS if known else "nobody@example.org"
    pages = [at("login/", login=address, password="wrong").content.decode() for _ in range(7)]
    assert "Trop" in pages[-1]
    assert "Trop" not in pages[3]


@pytest.mark.parametrize(("path", "allowed"), [("login/code/", 3), ("password/reset/", 5)])
@pytest.mark.parametrize("address", [ADDRESS, "nobody@example.org"])
def test_codes_are_not_sent_without_end(nadia, at, mailoutbox, path, allowed, address):
    answers = [at(path, ip=f"192.0.2.{attempt}", email=address).status_code for attempt in range(allowed + 1)]
    assert len(mailoutbox) == allowed
    assert answers == [302] * allowed + [answers[-1]]
    assert answers[-1] in (200, 429)


def test_signing_up_without_end_meets_a_page_that_says_so(in_a, at):
    answers = [at("signup/", first_name="X", email=f"x{attempt}@example.org") for attempt in range(21)]
    assert {answer.status_code for answer in answers[:20]} == {302}
    assert answers[-1].status_code == 429
    page = answers[-1].content.decode()
    assert 'lang="fr"' in page
    assert 'class="site-header"' in page
    assert User.objects.filter(email__startswith="x").count() == 20


def test_a_code_is_guessed_three_times_then_worth_nothing(nadia, at, mailoutbox, client_a):
    at("login/code/", client=client_a, email=ADDRESS)
    for _ in range(3):
        at("login/code/confirm/", client=client_a, code="AAAA-AAAA")
    at("login/code/confirm/", client=client_a, code=CODE.search(mailoutbox[0].body).group())
    assert client_a.get("/mon-profil/").status_code == 302


def test_a_code_works_once_and_in_its_own_browser(nadia, at, mailoutbox, client_a):
    at("login/code/", client=client_a, email=ADDRESS)
    code = CODE.search(mailoutbox[0].body).group()
    thief = HostClient(client_a.host, client_a.territory)
    at("login/code/confirm/", client=thief, code=code)
    assert thief.get("/mon-profil/").status_code == 302
    assert opens(at("login/code/confirm/", client=client_a, code=code))
    client_a.logout()
    at("login/code/confirm/", client=client_a, code=code)
    assert client_a.get("/mon-profil/").status_code == 302


@pytest.mark.parametrize(
    ("setting", "path", "confirm"),
    [
        ("ACCOUNT_LOGIN_BY_CODE_TIMEOUT", "login/code/", "login/code/confirm/"),
        ("ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT", "password/reset/", "password/reset/confirm/"),
    ],
)
def test_a_code_ends(nadia, at, mailoutbox, client_a, settings, setting, path, confirm):
    at(path, client=client_a, email=ADDRESS)
    setattr(settings, setting, -1)
    at(confirm, client=client_a, code=CODE.search(mailoutbox[0].body).group())
    assert client_a.get("/mon-profil/").status_code == 302
    assert client_a.get("/compte/password/reset/complete/").status_code != 200
