"""Which names get a certificate, and which address is the main one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import caches
from django.utils import timezone

from kernel.accounts.models import User
from kernel.tenancy import TerritoryContext, tenant_context
from tenants.registry.addresses import NotItsHost, set_primary_host
from tenants.registry.models import Domain, Territory
from tests.harness.clients import HostClient


@pytest.fixture
def second_host(db: None, territory_a: TerritoryContext) -> str:
    Domain.objects.create(domain="benevolat.example", tenant_id=territory_a.id, is_primary=False)
    return "benevolat.example"


def test_names_of_the_register_get_a_certificate_and_no_others(
    second_host: str,
    territory_a: TerritoryContext,
    monkeypatch: pytest.MonkeyPatch,
    django_assert_num_queries: Callable[..., Any],
) -> None:
    inside = HostClient("web")

    def asked(domain: str) -> int:
        answer = inside.get("/tls/permission", {"domain": domain})
        assert answer.content == b""
        return answer.status_code

    with django_assert_num_queries(1):
        assert [asked(one) for one in (territory_a.primary_host, second_host, "localhost")] == [200] * 3
        assert [asked(f"n{number}.example") for number in range(20)] == [404] * 20
    for refused in (
        "",
        "nobody.example",
        "a b",
        f"{second_host}:443",
        f"{second_host}.",
        "x.benevolat.example",
    ):
        assert asked(refused) == 404, refused
    Territory.objects.filter(pk=territory_a.id).update(state="gone")
    caches["network"].clear()
    assert asked(second_host) == 404

    def unreachable() -> None:
        raise ConnectionError

    monkeypatch.setattr("tenants.registry.views.hosts_with_certificates", unreachable)
    assert asked(second_host) == 404


def test_the_main_address_moves_and_the_others_lead_there(
    second_host: str,
    territory_a: TerritoryContext,
    client_a: HostClient,
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    from wagtail.models import Site

    territory = Territory.objects.get(pk=territory_a.id)
    with tenant_context(territory_a):
        client_a.force_login(User.objects.get(email=f"editor@{territory_a.slug}.example"))
    assert (
        HostClient(second_host).get("/associations/")["Location"].startswith("http://vallee-claire.localhost")
    )
    with django_capture_on_commit_callbacks(execute=True):
        assert client_a.post("/admin/territory/addresses/", {"primary": "no\0ne"}).status_code == 302
        moved = client_a.post("/admin/territory/addresses/", {"primary": second_host})
    assert moved["Location"].startswith(f"http://{second_host}")
    assert client_a.get("/")["Location"].startswith(f"http://{second_host}")
    assert client_a.get("/sitemap.xml")["Location"].startswith(f"http://{second_host}")
    reader, main = HostClient(second_host), territory.context().base_url
    assert main.startswith(f"http://{second_host}")
    # What search engines are told names the main address and no other.
    for path, names in {
        "/charte/?utm_source=x": (
            'rel="canonical" href="{}/charte/"',
            'property="og:url" content="{}/charte/"',
        ),
        "/sitemap.xml": ("<loc>{}/charte/</loc>",),
        "/robots.txt": ("Sitemap: {}/sitemap.xml",),
    }.items():
        text = reader.get(path).content.decode()
        for name in names:
            assert name.format(main) in text, path
        assert territory_a.primary_host not in text, path
    with tenant_context(territory.context()):
        assert Site.objects.get().hostname == second_host
    with pytest.raises(NotItsHost):
        set_primary_host(territory=territory, host="val-sombre.localhost", now=timezone.now())
