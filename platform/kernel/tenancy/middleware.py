"""The first thing a request meets: its host decides the schema, the URLs and the time zone."""

from __future__ import annotations

import re
import zoneinfo
from collections.abc import Callable, Iterator
from contextlib import suppress

from django.conf import settings
from django.http import (
    FileResponse,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    StreamingHttpResponse,
)
from django.shortcuts import render
from django.utils import timezone

from kernel.tenancy.context import TerritoryContext, TerritoryState, connection, site_url, tenant_context
from kernel.tenancy.hosts import InvalidHost, is_network_host, normalise_host, territory_for_host
from kernel.tenancy.migrating import is_left_to_former_release
from kernel.tenancy.requests import set_territory

#: Asked inside, by the machine's own name: by load balancers, and by the proxy in front before it has a certificate.
ANSWERS_ON_ANY_HOST = frozenset({"/health", "/tls/permission"})
#: How long a client should wait before it asks a suspended or opening territory again.
RETRY_SECONDS = 3600
#: How long a browser remembers where a territory has moved: its primary host may change again.
MOVED_SECONDS = 24 * 3600
#: Header that tells the proxy in front to ask the former release, which still runs (deploy/Caddyfile).
FORMER_RELEASE = "X-Former-Release"
#: Colours, drawing and mark of the pages below: they answer at unknown hosts and in suspended territories too.
DRESSES_PAGES = re.compile(
    r"/(theme-[0-9a-f]{1,64}\.css|(mesh|mark|favicon)\.svg|icon-\d{2,3}\.png|media/brand/[\w-]+\.(svg|png))"
)


class TerritoryMiddleware:
    """Selects the territory of a request and returns the connection to the public schema afterwards.

    Unknown host: the network's 404, with the way to the list of territories; no host name at all: 400. A host that is
    not the territory's primary one: a permanent redirect there. A territory that is not open: a 503 in its own name,
    except that its team may sign in and read, and everybody take a copy of her data; the same with a header for the
    proxy where this release's migrations failed; a 410 once it is gone. What is asked inside (`ANSWERS_ON_ANY_HOST`)
    answers on any host. The body of a streamed response is produced in its territory too, though it is asked for after
    the request has ended.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        connection.set_schema_to_public()
        set_territory(request, None)
        try:
            host = normalise_host(_sent_host(request))
        except InvalidHost:
            return self._unknown_host(request, "", status=400)
        if is_network_host(host) or request.path in ANSWERS_ON_ANY_HOST:
            return self._network(request, self.get_response)

        territory = territory_for_host(host)
        dresses_page = DRESSES_PAGES.fullmatch(request.path) is not None
        if territory is None and dresses_page:
            return self._network(request, self.get_response)
        if territory is None:
            return self._unknown_host(request, host, status=404)

        set_territory(request, territory)
        connection.set_tenant(territory)
        try:
            with timezone.override(zoneinfo.ZoneInfo(territory.timezone)):
                if is_left_to_former_release(territory):
                    response = self._closed(request, territory)
                    response[FORMER_RELEASE] = "1"
                    return response
                if territory.primary_host and host != territory.primary_host and not dresses_page:
                    return _moved(request, territory)
                if not territory.is_open and not _answers_though_closed(request, territory):
                    return self._closed(request, territory)
                response = self.get_response(request)
                if isinstance(response, StreamingHttpResponse) and not isinstance(response, FileResponse):
                    response.streaming_content = _streamed_inside(territory, iter(response))
                return response
        finally:
            connection.set_schema_to_public()

    def _network(self, request: HttpRequest, answer: Callable[[HttpRequest], HttpResponse]) -> HttpResponse:
        request.urlconf = settings.PUBLIC_SCHEMA_URLCONF
        return answer(request)

    def _unknown_host(self, request: HttpRequest, host: str, status: int) -> HttpResponse:
        # Templates may ask the request for its host, which Django refuses to give when it is none.
        request.META["HTTP_HOST"] = settings.BASE_DOMAIN
        context = {"host": host, "portal_url": site_url(settings.BASE_DOMAIN)}
        return self._network(request, lambda r: render(r, "network_404.html", context, status=status))

    def _closed(self, request: HttpRequest, territory: TerritoryContext) -> HttpResponse:
        if territory.state == TerritoryState.GONE:
            # Its tables are gone with it: the page wears the network's colours.
            context = {"name": territory.name, "portal_url": site_url(settings.BASE_DOMAIN)}
            connection.set_schema_to_public()
            set_territory(request, None)
            return self._network(request, lambda r: render(r, "410.html", context, status=410))
        response = render(
            request,
            "503.html",
            {
                "territory": territory,
                "admin_url": settings.BACK_OFFICE_PATH,
                "my_data_url": settings.MY_DATA_PATH,
            },
            status=503,
        )
        response["Retry-After"] = str(RETRY_SECONDS)
        response["Cache-Control"] = "no-store"
        return response


def _answers_though_closed(request: HttpRequest, territory: TerritoryContext) -> bool:
    """What gets through in a closed territory: what dresses its page; for the team, signing in and reading; for
    everybody who has an account, a copy of her data."""
    if DRESSES_PAGES.fullmatch(request.path):
        return territory.state not in (TerritoryState.OPENING, TerritoryState.GONE)
    if not territory.is_read_only:
        return False
    reads = request.method in ("GET", "HEAD", "OPTIONS") and request.path.startswith(
        settings.BACK_OFFICE_PATH
    )
    return reads or re.match(settings.ANSWERS_WHEN_READ_ONLY, request.path) is not None


def _moved(request: HttpRequest, territory: TerritoryContext) -> HttpResponse:
    """To the same page at the primary host, for good; browsers are told to ask again one day nevertheless."""
    response = HttpResponsePermanentRedirect(
        territory.base_url + request.get_full_path(), preserve_request=request.method not in ("GET", "HEAD")
    )
    response["Cache-Control"] = f"max-age={MOVED_SECONDS}"
    return response


def _sent_host(request: HttpRequest) -> str:
    """The Host header as text, and in ASCII from here on: what follows takes it from the request again."""
    sent: str = request.META.get("HTTP_HOST") or request.META["SERVER_NAME"]
    if sent.isascii():
        return sent
    with suppress(UnicodeError):
        sent = sent.encode("latin-1").decode("utf-8")  # WSGI hands the bytes of a header over as latin-1
    _, colon, port = sent.partition(":")
    request.META["HTTP_HOST"] = normalise_host(sent) + colon + port
    return sent


def _streamed_inside(territory: TerritoryContext, chunks: Iterator[bytes]) -> Iterator[bytes]:
    while True:
        with tenant_context(territory):
            try:
                chunk = next(chunks)
            except StopIteration:
                return
        yield chunk
