"""What every request of a signed-in person goes through."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from kernel.accounts.devices import note_activity
from kernel.accounts.models import User
from kernel.accounts.second_factor import is_missing_for

#: Where one was going when a second factor was asked for.
DESTINATION = "second_factor_destination"


class AccountMiddleware:
    """Notes when a session was last used; asks for a second factor at the door of guarded spaces."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if is_missing_for(request):
            request.session[DESTINATION] = request.path
            return HttpResponseRedirect(reverse("mfa_index", urlconf=getattr(request, "urlconf", None)))
        response = self.get_response(request)
        # Only where the page has asked who reads it: knowing costs queries.
        if isinstance(getattr(request, "_cached_user", None), User):
            note_activity(session_key=request.session.session_key, now=timezone.now())
        return response
