"""Wagtail's pages, as visitors are served them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from wagtail.views import serve as wagtail_serve

from cms.pages.selectors import site_of
from kernel.editions.middleware import share


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """Wagtail's own view, which finds the site without a query and whose pages are shared by their visitors."""
    site_of(request)
    return share(wagtail_serve(request, path))
