"""The account's own pages: what they gather, one's name, one's devices."""

from __future__ import annotations

import pytest

from kernel.accounts.devices import device_in_words
from kernel.accounts.models import User
from kernel.accounts.services import open_account
from tests.factories.people import PASSWORD, UserFactory
from tests.harness.clients import HostClient

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile Safari/604.1"


@pytest.fixture
def nadia(in_a):
    return open_account(email="nadia@example.org", first_name="Nadia", password=PASSWORD)


@pytest.fixture
def signed_in_at(nadia, territory_a):
    """Makes a browser in which Nadia is signed in."""

    def make(user_agent: str = FIREFOX) -> HostClient:
        client = HostClient(territory_a.primary_host, territory_a, headers={"user-agent": user_agent})
        client.post("/compte/login/", {"login": nadia.email, "password": PASSWORD})
        return client

    return make


def test_the_account_gathers_its_pages(signed_in_at):
    page = signed_in_at().get("/compte/").content.decode()
    for path in ("nom/", "email/", "password/change/", "deux-etapes/", "appareils/", "mes-e-mails/"):
        assert f'href="/compte/{path}"' in page
    assert 'href="/compte/"' in page, "the account's menu leads here"


def test_what_somebody_signed_in_was_shown_stays_in_no_cache(signed_in_at):
    client = signed_in_at()
    for path in ("/compte/", "/messages/", "/mon-profil/", "/missions/"):
        assert client.get(path)["Cache-Control"] in ("private, no-cache", "no-cache, private"), path
    gone = client.post("/compte/logout/")
    assert gone["Clear-Site-Data"] == '"cache"', "on a computer that others use after her"
    visitor = client.get("/missions/")
    assert "Cache-Control" not in visitor
    assert "Clear-Site-Data" not in visitor


def test_each_page_asks_to_sign_in(in_a, client_a):
    for path in ("", "nom/", "appareils/", "mes-e-mails/", "deux-etapes/"):
        assert client_a.get(f"/compte/{path}")["Location"].startswith("/compte/login/")


@pytest.mark.parametrize(
    "name", ["Anne-Lise", "J.P.", "O’Brien", "Nguyễn Thị", "Éléonore d’Arc", "St. Pierre"]
)
def test_names_are_names(signed_in_at, nadia, name):
    assert signed_in_at().post("/compte/nom/", {"first_name": name}).status_code == 302
    nadia.refresh_from_db()
    assert nadia.first_name == name


@pytest.mark.parametrize(
    "name", ["06 12 34 56 78", "nadia@example.org", "https://spam.example", "www.spam.fr", "spam.fr", "<b>"]
)
def test_what_is_no_name_is_refused(in_a, signed_in_at, client_a, nadia, name):
    assert "Un nom seulement" in signed_in_at().post("/compte/nom/", {"first_name": name}).content.decode()
    for data in ({"first_name": name}, {"first_name": "Ana", "last_name": name}):
        client_a.post("/compte/signup/", data | {"email": "ana@example.org"})
    assert not User.objects.filter(email="ana@example.org").exists()


def test_devices_are_listed_in_words_and_signed_out_from_afar(signed_in_at):
    here, telephone = signed_in_at(), signed_in_at(IPHONE)
    page = here.get("/compte/appareils/").content.decode()
    assert page.index("Firefox sur Windows") < page.index("Cet appareil") < page.index("Safari sur iPhone")
    (path,) = {line.split('"')[3] for line in page.splitlines() if "deconnecter/" in line}
    assert telephone.get("/mon-profil/").status_code == 200
    here.post(path)
    assert telephone.get("/mon-profil/").status_code == 302
    assert "iPhone" not in here.get("/compte/appareils/").content.decode()


def test_all_others_at_once(signed_in_at):
    here, others = signed_in_at(), [signed_in_at(IPHONE), signed_in_at()]
    here.post("/compte/appareils/deconnecter-les-autres/")
    assert here.get("/mon-profil/").status_code == 200
    assert {other.get("/mon-profil/").status_code for other in others} == {302}


def test_a_new_password_signs_the_others_out(signed_in_at):
    here, other = signed_in_at(), signed_in_at(IPHONE)
    new = "un-tout-nouveau-mot"
    here.post("/compte/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert here.get("/mon-profil/").status_code == 200
    assert other.get("/mon-profil/").status_code == 302


def test_nobody_ends_anothers_session(signed_in_at, client_a):
    mine = signed_in_at()
    page = mine.get("/compte/appareils/")
    from allauth.usersessions.models import UserSession

    session = UserSession.objects.get(user__email="nadia@example.org")
    client_a.force_login(UserFactory())
    assert client_a.post(f"/compte/appareils/{session.pk}/deconnecter/").status_code == 404
    assert mine.get("/mon-profil/").status_code == 200
    assert page.status_code == 200


def test_a_device_without_a_name():
    assert device_in_words("") == "Appareil inconnu"
    assert device_in_words("curl/8 Linux") == "Linux"
