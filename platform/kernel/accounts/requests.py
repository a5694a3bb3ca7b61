"""Who makes a request."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from kernel.accounts.models import User


def signed_in(request: HttpRequest) -> User:
    """The person of a view behind `login_required`. Raises TypeError when the view forgot it."""
    if not isinstance(request.user, User):
        raise TypeError("this view answers signed-in people only")
    return request.user


def signed_in_to_post(page: str) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Like `login_required`, for a view that answers POST alone: signing in leads back to `page`.

    `page` is the name of a URL that takes the view's `slug`, or nothing: the view's own address would answer 405.
    """

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def asked(request: HttpRequest, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                slug = {"slug": kwargs["slug"]} if "slug" in kwargs else None
                return redirect_to_login(reverse(page, kwargs=slug))
            return view(request, **kwargs)

        return asked

    return decorate
