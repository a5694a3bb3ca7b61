"""The first thing a request meets: its host decides the schema, the URLs and the time zone."""

from __future__ import annotations

import zoneinfo
from collections.abc import Callable

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from kernel.tenancy.context import TerritoryState
from kernel.tenancy.hosts import InvalidHost, is_network_host, normalise_host, territory_for_host


class TerritoryMiddleware:
    """Selects the territory of a request and returns the connection to the public schema afterwards.

    Unknown host: the network's 404, with the way to the list of territories. A territory that is opening or suspended:
    a 503 in its own name. `/health` answers on any host, for load balancers.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        connection.set_schema_to_public()
        request.territory = None  # type: ignore[attr-defined]
        try:
            host = normalise_host(request.META.get("HTTP_HOST") or request.META["SERVER_NAME"])
        except InvalidHost:
            return self._unknown_host(request, status=400)
        if is_network_host(host) or request.path == "/health":
            return self._network(request, self.get_response)

        territory = territory_for_host(host)
        if territory is None:
            return self._unknown_host(request, status=404)

        request.territory = territory  # type: ignore[attr-defined]
        connection.set_tenant(territory)
        try:
            with timezone.override(zoneinfo.ZoneInfo(territory.timezone)):
                if territory.state != TerritoryState.LIVE:
                    response = render(request, "503.html", {"territory": territory}, status=503)
                    response["Retry-After"] = "3600"
                    return response
                return self.get_response(request)
        finally:
            connection.set_schema_to_public()

    def _network(self, request: HttpRequest, answer: Callable[[HttpRequest], HttpResponse]) -> HttpResponse:
        request.urlconf = settings.PUBLIC_SCHEMA_URLCONF  # type: ignore[attr-defined]
        return answer(request)

    def _unknown_host(self, request: HttpRequest, status: int) -> HttpResponse:
        return self._network(request, lambda r: render(r, "network_404.html", status=status))
