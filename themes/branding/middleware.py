"""Dresses each request."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

from themes.branding.identity import DRAFT
from themes.branding.wearing import dressed


class WearingMiddleware:
    """Reads the brand once a request, and shows a page in a draft of it when the address carries one.

    Stands outside the choice of the territory, so that the pages of a closed site are dressed too.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        draft = request.GET.get(DRAFT, "") if request.method in ("GET", "HEAD") else ""
        with dressed(draft=draft):
            response = self.get_response(request)
        if draft:
            patch_cache_control(response, private=True, no_store=True)
            response["X-Robots-Tag"] = "noindex"
        return response
