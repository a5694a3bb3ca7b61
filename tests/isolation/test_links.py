"""What one territory hands to a person to come back with, a code or a signed form, opens nothing in the other."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from copy import deepcopy
from typing import Any

import pytest
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import EmailMessage
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect

from kernel.accounts.models import User
from kernel.accounts.services import open_account
from kernel.tenancy import TerritoryContext, tenant_context
from tests.factories.people import PASSWORD
from tests.harness.clients import HostClient
from tests.isolation.examples_wagtail import redirect_import
from tests.isolation.filling import Twins, level_sequences

type Capture = Callable[..., AbstractContextManager[Any]]

EMAIL = "same@example.org"


@pytest.fixture
def twin_users(db: None, territory_a: TerritoryContext, territory_b: TerritoryContext) -> tuple[User, User]:
    """The same person twice: number, address and password."""
    level_sequences(territory_a.schema_name, territory_b.schema_name)
    people = []
    for territory in (territory_a, territory_b):
        with tenant_context(territory):
            people.append(open_account(email=EMAIL, first_name="Nadia", password=PASSWORD))
    assert people[0].pk == people[1].pk
    return people[0], people[1]


@pytest.fixture
def code_from(
    mailoutbox: list[EmailMessage], django_capture_on_commit_callbacks: Capture
) -> Callable[[HostClient, str], str]:
    """Asks for a code at an address of the site, and reads it in the e-mail."""

    def ask(client: HostClient, name: str) -> str:
        with django_capture_on_commit_callbacks(execute=True):
            assert client.post(reverse(name), {"email": EMAIL}).status_code == 302
        found = re.search(r"^\s*([A-Z0-9]{3,}-?[A-Z0-9]{3,})\s*$", mailoutbox[-1].body, re.MULTILINE)
        assert found, mailoutbox[-1].body
        return found[1]

    return ask


def is_signed_in(client: HostClient) -> bool:
    return client.get(reverse("participations:mine")).status_code == 200


@pytest.mark.parametrize("asked_in_b_too", [False, True], ids=["alone", "while B awaits its own"])
def test_a_login_code_opens_nothing_elsewhere(
    twin_users: tuple[User, User],
    client_a: HostClient,
    client_b: HostClient,
    code_from: Callable[[HostClient, str], str],
    asked_in_b_too: bool,
) -> None:
    code = code_from(client_a, "account_request_login_code")
    if asked_in_b_too:
        assert code_from(client_b, "account_request_login_code") != code
    else:
        client_b.cookies = deepcopy(client_a.cookies)
    client_b.post(reverse("account_confirm_login_code"), {"code": code})
    assert not is_signed_in(client_b)
    client_a.post(reverse("account_confirm_login_code"), {"code": code})
    assert is_signed_in(client_a)


@pytest.mark.parametrize("asked_in_b_too", [False, True], ids=["alone", "while B awaits its own"])
def test_a_code_to_reset_a_password_opens_nothing_elsewhere(
    twin_users: tuple[User, User],
    client_a: HostClient,
    client_b: HostClient,
    code_from: Callable[[HostClient, str], str],
    asked_in_b_too: bool,
) -> None:
    code = code_from(client_a, "account_reset_password")
    if asked_in_b_too:
        assert code_from(client_b, "account_reset_password") != code
    else:
        client_b.cookies = deepcopy(client_a.cookies)
    for client, works in ((client_b, False), (client_a, True)):
        client.post(reverse("account_confirm_password_reset_code"), {"code": code})
        new = {"password1": "un-tout-nouveau-mot", "password2": "un-tout-nouveau-mot"}
        client.post(reverse("account_complete_password_reset"), new)
        assert client.territory
        with tenant_context(client.territory):
            assert User.objects.get(email=EMAIL).check_password("un-tout-nouveau-mot") is works


def test_a_token_for_a_person_of_a_does_not_fit_her_twin(twin_users: tuple[User, User]) -> None:
    in_a, in_b = twin_users
    token = default_token_generator.make_token(in_a)
    assert default_token_generator.check_token(in_a, token)
    assert not default_token_generator.check_token(in_b, token)


def test_an_imported_list_awaits_confirmation_in_its_own_territory(twins: Twins) -> None:
    """Wagtail signs the name of the file that was sent, the same way for all territories."""
    clients = {}
    for filled in (twins.a, twins.b):
        clients[filled] = HostClient(filled.territory.primary_host, filled.territory)
        clients[filled].force_login(filled.people["superuser"])
    at = redirect_import(f"http://{twins.a.territory.primary_host}/neuf/")
    assert at.before
    assert at.then
    fields = at.then(clients[twins.a].post(*at.before))
    for filled, imported in ((twins.b, 0), (twins.a, 1)):
        clients[filled].post(reverse("wagtailredirects:process_import"), fields)
        with tenant_context(filled.territory):
            assert Redirect.objects.filter(old_path="/vieux").count() == imported
