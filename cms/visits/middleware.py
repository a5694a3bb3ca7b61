"""Counts the public pages that are looked at, those answered with a copy too."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from cms.visits.services import count_view
from kernel.tenancy.requests import territory_asked

#: Pages of everybody besides Wagtail's. What is somebody's own is not counted.
COUNTED = frozenset(
    f"{place}:{page}"
    for place in ("missions", "associations", "agenda", "offers")
    for page in ("list", "detail")
)
#: What says of itself that it is no person; and what says nothing at all.
_ROBOT = re.compile(
    r"bot|crawl|spider|slurp|preview|monitor|headless|lighthouse|curl|wget|python|java/|http", re.I
)


class CountingMiddleware:
    """One word to the buffer for each page looked at: no query, no cookie, nothing of who looks.

    Stands around the copies of pages. Browsers that ask not to be tracked are left out, though nobody is.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if _is_page(request, response) and _counts(request):
            count_view(path=request.path, day=timezone.localdate())
        return response


def _is_page(request: HttpRequest, response: HttpResponse) -> bool:
    """A public page was shown, or its reader's own copy of it was found to be good still."""
    if territory_asked(request) is None or request.method != "GET" or "HX-Request" in request.headers:
        return False
    if response.status_code == 304:
        return getattr(response, "is_shared", False) and request.path.endswith("/")
    return (
        response.status_code == 200
        and response.get("Content-Type", "").startswith("text/html")
        and (
            getattr(response, "is_shared", False)
            or (request.resolver_match is not None and request.resolver_match.view_name in COUNTED)
        )
    )


def _counts(request: HttpRequest) -> bool:
    said = request.headers
    agent = said.get("User-Agent", "")
    return (
        said.get("DNT") != "1"
        and said.get("Sec-GPC") != "1"
        and "prefetch" not in said.get("Sec-Purpose", said.get("Purpose", ""))
        and bool(agent)
        and not _ROBOT.search(agent)
    )
