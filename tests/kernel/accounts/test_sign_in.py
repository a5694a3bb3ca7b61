"""Signing up and in: by code or password, without telling strangers who has an account."""

from __future__ import annotations

import re

import pytest
from allauth.account.models import EmailAddress

from kernel.accounts.models import User
from kernel.accounts.services import open_account
from kernel.tenancy import public_context
from tests.factories.people import PASSWORD, UserFactory
from tests.harness.clients import HostClient

pytestmark = pytest.mark.usefixtures("in_a")

CODE = re.compile(r"^[A-Z0-9]{4}-[A-Z0-9]{4}$", re.MULTILINE)


@pytest.fixture
def act(client_a, django_capture_on_commit_callbacks):
    """Post a form of the account's pages and let its e-mails go."""

    def post(path: str, **data: str):
        with django_capture_on_commit_callbacks(execute=True):
            return client_a.post(f"/compte/{path}", data)

    return post


def code_of(mail) -> str:
    return CODE.search(mail.body).group()


def signed_in(client) -> bool:
    return client.get("/mon-profil/").status_code == 200


def test_signing_up_by_code_leads_to_the_profile(client_a, act, mailoutbox):
    response = act("signup/", first_name="Nadia", last_name="Haddad", email="Nadia@Example.org")
    assert response["Location"] == "/compte/confirm-email/"
    assert not signed_in(client_a)
    assert "Vallée-Claire" in mailoutbox[0].subject
    assert "nadia@example.org" in client_a.get("/compte/confirm-email/").content.decode()
    response = act("confirm-email/", code=code_of(mailoutbox[0]))
    assert response["Location"] == "/mon-profil/"
    assert signed_in(client_a)
    user = User.objects.get(email="nadia@example.org")
    assert user.masked_name == "Nadia H."
    assert not user.has_usable_password()
    assert EmailAddress.objects.get(user=user).verified


def test_signing_up_for_a_mission_leads_back_to_it(client_a, act, mailoutbox):
    act("signup/", first_name="Nadia", email="nadia@example.org", next="/missions/")
    assert act("confirm-email/", code=code_of(mailoutbox[0]))["Location"] == "/missions/"


def test_the_password_of_who_signed_up_stays(client_a, act, mailoutbox):
    act("signup/", first_name="Nadia", email="nadia@example.org", password1=PASSWORD)
    act("confirm-email/", code=code_of(mailoutbox[0]))
    assert signed_in(client_a)
    assert User.objects.get(email="nadia@example.org").check_password(PASSWORD)


@pytest.mark.parametrize("way", ["code", "link", "password/reset"])
def test_a_stranger_who_signed_up_with_her_address_has_no_key(client_a, act, mailoutbox, territory_a, way):
    stranger = HostClient(territory_a.primary_host, territory_a)
    stranger.post("/compte/signup/", {"first_name": "X", "email": "nadia@example.org", "password1": PASSWORD})
    path = "password/reset/" if way == "password/reset" else "login/code/"
    act(path, email="nadia@example.org")
    letter = mailoutbox[-1]
    if way == "link":
        link = re.search(r"/compte/entrer/\S+", letter.body).group()
        act(link.removeprefix("/compte/"))
    else:
        act(f"{path}confirm/", code=code_of(letter))
    assert signed_in(client_a) is (way != "password/reset")
    assert EmailAddress.objects.get(email="nadia@example.org").verified
    assert not User.objects.get(email="nadia@example.org").has_usable_password()
    stranger.post("/compte/login/", {"login": "nadia@example.org", "password": PASSWORD})
    assert not signed_in(stranger)


def test_a_wrong_code_opens_nothing(client_a, act):
    act("signup/", first_name="Nadia", email="nadia@example.org")
    response = act("confirm-email/", code="AAAA-AAAA")
    assert response.status_code == 200
    assert not signed_in(client_a)


def test_a_first_name_is_asked_and_a_weak_password_refused(act):
    response = act("signup/", email="nadia@example.org", password1="azerty")
    page = response.content.decode()
    assert response.status_code == 200
    assert "id_first_name_error" in page
    assert "id_password1_error" in page
    assert not User.objects.filter(email="nadia@example.org").exists()


def test_signing_in_by_password(client_a, act):
    open_account(email="nadia@example.org", first_name="Nadia", password=PASSWORD)
    assert act("login/", login="nadia@example.org", password=PASSWORD)["Location"] == "/"
    assert signed_in(client_a)


def test_signing_in_by_code(client_a, act, mailoutbox):
    open_account(email="nadia@example.org", first_name="Nadia")
    act("login/code/", email="nadia@example.org")
    act("login/code/confirm/", code=code_of(mailoutbox[0]))
    assert signed_in(client_a)


def test_a_new_password_by_code(client_a, act, mailoutbox):
    open_account(email="nadia@example.org", first_name="Nadia", password=PASSWORD)
    act("password/reset/", email="nadia@example.org")
    assert act("password/reset/confirm/", code=code_of(mailoutbox[0])).status_code == 302
    assert client_a.get("/compte/password/reset/complete/").status_code == 200
    act("password/reset/complete/", password1="un-nouveau-sesame", password2="un-nouveau-sesame")
    assert User.objects.get(email="nadia@example.org").check_password("un-nouveau-sesame")
    assert "modification de votre compte" in mailoutbox[-1].subject


@pytest.mark.parametrize(
    ("path", "known", "unknown"),
    [
        ("login/code/", {"email": "nadia@example.org"}, {"email": "who@example.org"}),
        (
            "signup/",
            {"first_name": "X", "email": "nadia@example.org"},
            {"first_name": "X", "email": "who@example.org"},
        ),
        ("password/reset/", {"email": "nadia@example.org"}, {"email": "who@example.org"}),
    ],
)
def test_nobody_learns_who_has_an_account(client_a, territory_a, act, mailoutbox, path, known, unknown):
    open_account(email="nadia@example.org", first_name="Nadia")
    answers = []
    for data in (known, unknown):
        client_a.cookies.clear()
        response = act(path, **data)
        answers.append((response.status_code, response["Location"]))
        assert mailoutbox[-1].to == [data["email"]]
    assert answers[0] == answers[1]
    for mail in mailoutbox:
        assert f"{territory_a.base_url}/compte/" in mail.body or CODE.search(mail.body)


def test_guessing_passwords_is_slowed_down(act):
    open_account(email="nadia@example.org", first_name="Nadia", password=PASSWORD)
    for _ in range(5):
        act("login/", login="nadia@example.org", password="wrong")
    assert act("login/", login="nadia@example.org", password=PASSWORD).status_code == 200


def test_an_account_of_a_territory_opens_no_other(act, client_b, territory_b):
    open_account(email="nadia@example.org", first_name="Nadia", password=PASSWORD)
    response = client_b.post("/compte/login/", {"login": "nadia@example.org", "password": PASSWORD})
    assert response.status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "login/",
        "signup/",
        "login/code/",
        "password/reset/",
        "logout/",
        "email/",
        "password/change/",
        "inactive/",
    ],
)
def test_each_page_is_in_the_territorys_dress(client_a, path):
    if path in ("logout/", "email/", "password/change/"):
        user = UserFactory()
        client_a.force_login(user)
    page = client_a.get(f"/compte/{path}").content.decode()
    assert "Vallée-Claire" in page
    assert 'lang="fr"' in page
    assert 'class="site-header"' in page


def test_the_back_office_has_the_same_door(client_a):
    response = client_a.get("/admin/")
    assert response["Location"].startswith("/compte/login/")
    response = client_a.get("/admin/login/")
    assert response.status_code == 302
    assert "/compte/login/" in response["Location"]


def test_the_networks_own_people_have_no_table_of_addresses():
    with public_context():
        assert open_account(email="root@example.org", is_staff=True).pk


def test_the_network_has_no_account_pages(network_client):
    assert network_client.get("/compte/login/").status_code == 404
