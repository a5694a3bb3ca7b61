"""Answers visitors with the copy of a page that another visitor was given, as long as the edition lasts.

A view says that its answer is the same for everybody (`share`). It is kept only if nothing in it was personal: a GET of
somebody without a session, answered with 200 and without a cookie; a form's token sets one. It is found by territory
(the cache's keys carry the schema), edition, host, path (which says the language) and arguments, and lives for a minute
at most, for pages also show what changes with the clock or in other territories.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache, caches
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control

from kernel.editions.selectors import COPY_SECONDS, NEAR_SECONDS, edition_of
from kernel.tenancy.requests import territory_asked

#: Arguments of addresses that shared pages read. With another, or a strange value, a page is made for its reader alone.
ARGUMENTS = frozenset({"page", "kind", "theme", "year"})
_PLAIN = re.compile(r"[\w-]{0,40}")


@dataclass(frozen=True, slots=True)
class Copy:
    """A response as it is kept."""

    headers: tuple[tuple[str, str], ...]
    body: bytes

    def response(self) -> HttpResponse:
        return HttpResponse(self.body, headers=dict(self.headers))


def share[R: HttpResponse](response: R) -> R:
    """Say of a response that every visitor may have the same."""
    response.is_shared = True  # type: ignore[attr-defined]
    return response


def asked_by_anybody(request: HttpRequest) -> str:
    """A word for what is asked, when it is asked without a session, so that the answer is anybody's; otherwise none."""
    return getattr(request, "_asked_by_anybody", "")


def may_be_kept(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether a rendered answer to what anybody asked holds nothing of who asked."""
    return (
        getattr(response, "is_shared", False)
        and response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not request.META.get("CSRF_COOKIE_NEEDS_UPDATE")  # a form's token: its cookie comes on the way
        and not request.user.is_authenticated
        and not request._messages.added_new  # type: ignore[attr-defined]
    )


class SharedPagesMiddleware:
    """Stands right after the territory's, before sessions: what it answers needs none."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not _is_anybodys(request):
            return self.get_response(request)
        asked = _asked(request)
        request._asked_by_anybody = asked  # type: ignore[attr-defined]
        key = f"edition:{edition_of(request).whole}:page:{asked}"
        response: HttpResponse
        if (copy := _kept_copy(key)) is None:
            response = self.get_response(request)
            if not may_be_kept(request, response):
                return response
            patch_cache_control(response, no_cache=True)
            response["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
            cache.set(key, Copy(tuple(response.items()), response.content), COPY_SECONDS)
        else:
            response = copy.response()
        return share(get_conditional_response(request, etag=response["ETag"], response=response) or response)


def _kept_copy(key: str) -> Copy | None:
    """In this process for some seconds, counted from when the server gave it."""
    copy: Copy | None = caches["near"].get(key)
    if copy is None and (copy := cache.get(key)):
        caches["near"].set(key, copy, NEAR_SECONDS)
    return copy


def _is_anybodys(request: HttpRequest) -> bool:
    return (
        territory_asked(request) is not None
        and request.method == "GET"
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and "messages" not in request.COOKIES
        and "HX-Request" not in request.headers
        and all(
            name in ARGUMENTS and len(values) == 1 and _PLAIN.fullmatch(values[0])
            for name, values in request.GET.lists()
        )
    )


def _asked(request: HttpRequest) -> str:
    asked = (
        request.META.get("HTTP_HOST", ""),
        request.path,
        *sorted(request.GET.items()),
    )
    return hashlib.sha256(repr(asked).encode()).hexdigest()
