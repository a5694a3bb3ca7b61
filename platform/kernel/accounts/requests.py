"""Who makes a request."""

from __future__ import annotations

from django.http import HttpRequest

from kernel.accounts.models import User


def signed_in(request: HttpRequest) -> User:
    """The person of a view behind `login_required`. Raises TypeError when the view forgot it."""
    if not isinstance(request.user, User):
        raise TypeError("this view answers signed-in people only")
    return request.user
