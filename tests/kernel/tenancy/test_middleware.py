"""What a host answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.test import RequestFactory
from django.utils import timezone

from kernel.tenancy import TerritoryContext, current_territory
from kernel.tenancy.middleware import TerritoryMiddleware
from tenants.registry.models import Territory
from tenants.registry.services import WrongState, resume_territory, suspend_territory
from tests.harness.clients import HostClient


def _ask(host: str, view: Callable[[HttpRequest], HttpResponse], path: str = "/") -> HttpResponse:
    return TerritoryMiddleware(view)(RequestFactory().get(path, headers={"host": host}))


def _who(request: HttpRequest) -> HttpResponse:
    territory = current_territory()
    return HttpResponse(f"{territory and territory.slug} {timezone.get_current_timezone_name()}")


@pytest.mark.parametrize("spelling", ["{}", "{}:8000", "{}.", "{}.:8000"])
def test_every_spelling_of_a_host_is_the_territory(
    db: None, territory_a: TerritoryContext, spelling: str
) -> None:
    for host in (territory_a.primary_host, territory_a.primary_host.upper()):
        assert _ask(spelling.format(host), _who).content == b"vallee-claire Europe/Brussels"
    assert connection.schema_name == "public"


def test_the_header_of_a_name_with_accents_is_ascii_afterwards(
    db: None, territory_a: TerritoryContext
) -> None:
    from tenants.registry.models import Domain

    Domain.objects.filter(tenant=territory_a.id).update(domain="xn--valle-esa.example")
    on_the_wire = "vallée.example".encode().decode("latin-1")
    answer = _ask(f"{on_the_wire}:8000", lambda request: HttpResponse(request.get_host()))
    assert answer.content == b"xn--valle-esa.example:8000"


def test_a_warm_request_costs_no_query_before_the_view(
    db: None, territory_a: TerritoryContext, django_assert_num_queries: Callable
) -> None:
    _ask(territory_a.primary_host, _who)
    with django_assert_num_queries(0):
        _ask(territory_a.primary_host, _who)


@pytest.mark.parametrize(
    "host", ["nobody.localhost", "nobody.localhost:8000", "localhost.evil.example", "[::1]"]
)
def test_an_unknown_host_is_the_networks_404(db: None, host: str) -> None:
    answer = HostClient(host).get("/admin/")
    assert answer.status_code == 404
    assert f"http://{settings.BASE_DOMAIN}:" in answer.content.decode()


@pytest.mark.parametrize("host", ["<script>", "a b", "user@namur", "é" * 400])
def test_what_is_no_host_is_a_400(db: None, host: str) -> None:
    answer = HostClient("localhost").get("/", HTTP_HOST=host)
    assert answer.status_code == 400
    assert "<script>" not in answer.content.decode().replace('<script src="', "")


def test_a_suspended_territory_says_so_in_its_own_name(
    client_a: HostClient,
    client_b: HostClient,
    territory_a: TerritoryContext,
    django_capture_on_commit_callbacks: Callable,
) -> None:
    territory = Territory.objects.get(pk=territory_a.id)
    assert client_a.get("/nowhere/").status_code == 404
    with django_capture_on_commit_callbacks(execute=True):
        suspend_territory(territory=territory, now=timezone.now())
    answer = client_a.get("/nowhere/")
    assert answer.status_code == 503
    assert "Vallée-Claire" in answer.content.decode()
    assert answer["Retry-After"] == "3600"
    assert client_a.post("/admin/pages/").status_code == 503
    assert client_b.get("/nowhere/").status_code == 404

    with django_capture_on_commit_callbacks(execute=True):
        resume_territory(territory=territory, now=timezone.now())
    assert client_a.get("/nowhere/").status_code == 404


def test_only_live_territories_are_suspended(db: None, territory_a: TerritoryContext) -> None:
    territory = Territory.objects.get(pk=territory_a.id)
    Territory.objects.filter(pk=territory.pk).update(state="opening")
    with pytest.raises(WrongState):
        suspend_territory(territory=territory, now=timezone.now())


def test_a_failing_view_leaves_the_thread_in_public(db: None, territory_a: TerritoryContext) -> None:
    def fail(request: HttpRequest) -> HttpResponse:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        _ask(territory_a.primary_host, fail)
    assert connection.schema_name == "public"
    assert timezone.get_current_timezone_name() == settings.TIME_ZONE


def test_a_streamed_body_is_produced_in_the_territory(db: None, territory_a: TerritoryContext) -> None:
    def chunks() -> Iterator[str]:
        for _ in range(2):
            territory = current_territory()
            yield territory.slug if territory else "public"

    answer = _ask(territory_a.primary_host, lambda request: StreamingHttpResponse(chunks()))
    assert connection.schema_name == "public"
    assert list(answer) == [b"vallee-claire", b"vallee-claire"]
    assert connection.schema_name == "public"
