"""An administrator of the network attacks a territory: her session, her password, its addresses, its files."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client

from kernel.accounts.models import User
from kernel.tenancy import TerritoryContext, public_context, tenant_context
from kernel.tenancy.storage import media_folder
from tests.factories.people import UserFactory
from tests.harness.clients import HostClient
from tests.isolation.walker import routes_of

pytestmark = pytest.mark.django_db

#: Roles are the schema's: these words lead to what only a territory's people see.
_GUARDED = ("admin", "compte", "espace", "mes-", "message", "export", "equipe", "documents", "donnees")


def test_her_session_is_nobodys_on_any_page_of_a_territory(
    console: HostClient, client_a: HostClient, in_a: TerritoryContext
) -> None:
    UserFactory(first_name="Zéphyrine", email="zephyrine@example.org")
    client_a.cookies = console.cookies
    paths = [
        f"/{route.path}"
        for route in routes_of("config.urls_territory")
        if not route.parameters
        and not set(route.path) & set("<^$(\\")
        and any(word in route.path for word in _GUARDED)
    ]
    assert len(paths) > 60
    entered = []
    for path in paths:
        answer = client_a.get(path)
        user = getattr(answer.wsgi_request, "user", None)
        shown = b"zephyrine" in answer.content.lower() if not answer.streaming else False
        if (user is not None and user.is_authenticated) or shown:
            entered.append(path)
    assert not entered
    admin = client_a.get("/admin/")
    assert (admin.status_code, "next=/admin/" in admin.url or "login" in admin.url) == (302, True)


def test_her_password_opens_nothing_there_and_a_superusers_of_there_nothing_here(
    network_client: HostClient, client_a: HostClient, administrator: User, in_a: TerritoryContext
) -> None:
    with public_context():
        administrator.set_password("une-phrase-de-passe-longue")
        administrator.save()
    sign_in = {"login": administrator.email, "password": "une-phrase-de-passe-longue"}
    answer = client_a.post("/compte/login/", sign_in)
    assert not answer.wsgi_request.user.is_authenticated
    with tenant_context(in_a):
        assert not User.objects.filter(email=administrator.email).exists()
        boss = UserFactory(superuser=True, email=administrator.email)  # the same address on both sides
    client_a.force_login(boss)
    network_client.cookies = client_a.cookies
    assert network_client.get("/console/factures/").status_code == 302
    assert client_a.get("/console/factures/").status_code == 404


def test_its_files_are_not_the_networks(console: HostClient, in_a: TerritoryContext) -> None:
    name = default_storage.save("documents/liste.txt", ContentFile(b"Zephyrine"))
    path = media_folder(in_a.schema_name) / name
    assert path.exists()
    for address in (
        f"/media/{name}",
        f"/media/{in_a.schema_name}/{name}",
        f"/media/../{in_a.schema_name}/{name}",
    ):
        answer: object = console.get(address)
        assert answer.status_code in (302, 404), address  # type: ignore[attr-defined]
    for address in ("/admin/", "/admin/territory/export/", "/admin/facturation/", "/mes-donnees/"):
        assert console.get(address).status_code == 404, address
    stranger = Client(headers={"host": "inconnu.localhost"})
    stranger.cookies = console.cookies
    assert stranger.get("/admin/").status_code in (302, 400, 404)
