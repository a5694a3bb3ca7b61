"""Keeps guests of other territories to what they came for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from engagement.passes.policies import guests_may
from engagement.passes.selectors import here_as_guest
from kernel.accounts.models import User


class GuestMiddleware:
    """Answers 403 with the way home where a guest may not go. Costs no query where she may."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or request.resolver_match is None:
            return None
        changes = request.method not in ("GET", "HEAD", "OPTIONS")
        if guests_may(route=request.resolver_match.view_name, path=request.path, changes=changes):
            return None
        if not isinstance(request.user, User) or not request.user.is_guest:
            return None
        return render(request, "passes/not_here.html", {"guest": here_as_guest(request.user)}, status=403)
