"""Middleware that only makes sense with every room of the house in view."""

from wagtail.contrib.redirects.middleware import RedirectMiddleware

from kernel.tenancy.requests import territory_asked


class TerritoryRedirectMiddleware(RedirectMiddleware):
    """Wagtail's redirects, on territories' sites only: the network's schema has no table of them."""

    def process_response(self, request, response):
        return super().process_response(request, response) if territory_asked(request) else response
