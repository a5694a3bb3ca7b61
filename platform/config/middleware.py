"""Middleware that only makes sense with every room of the house in view."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from wagtail.contrib.redirects.middleware import RedirectMiddleware

from kernel.tenancy.requests import territory_asked


class LanguageMiddleware:
    """A page's language is in its address: `/nl/…`. All else is French, whatever the browser would like.

    So there is one copy of a page for everybody, no cookie, and no half-translated lists (docs/adr/0015).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = translation.get_language_from_path(request.path_info) if territory_asked(request) else None
        language = asked or settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class NoNulMiddleware:
    """No address or argument has a NUL: no text of PostgreSQL may hold one, and looking for it there would fail."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\0" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            raise Http404
        return self.get_response(request)


class TerritoryRedirectMiddleware(RedirectMiddleware):
    """Wagtail's redirects, on territories' sites only: the network's schema has no table of them."""

    def process_response(self, request, response):
        return super().process_response(request, response) if territory_asked(request) else response
