"""What every request of a signed-in person goes through."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control

from kernel.accounts.devices import note_activity
from kernel.accounts.models import User
from kernel.accounts.second_factor import SecondFactorMissing, is_missing_for

#: Where one was going when a second factor was asked for.
DESTINATION = "second_factor_destination"


class AccountMiddleware:
    """Notes when a session was last used; asks for a second factor at the door of guarded spaces.

    What was shown to somebody signed in is hers: no proxy keeps it, a browser asks again, and on a computer that others
    use after her, signing out takes away what it kept.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if is_missing_for(request):
            return _to_second_factor(request)
        response = self.get_response(request)
        # Only where the page has asked who reads it: knowing costs queries.
        if isinstance(getattr(request, "_cached_user", None), User):
            note_activity(session_key=request.session.session_key, now=timezone.now())
            if "Cache-Control" not in response:
                patch_cache_control(response, private=True, no_cache=True)
            if not request.user.is_authenticated:
                response["Clear-Site-Data"] = '"cache"'
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A view demanded it. A page that asks for news by itself is not led to a form."""
        if not isinstance(exception, SecondFactorMissing):
            return None
        return HttpResponse(status=401) if "HX-Request" in request.headers else _to_second_factor(request)


def _to_second_factor(request: HttpRequest) -> HttpResponse:
    request.session[DESTINATION] = request.get_full_path() if request.method == "GET" else "/"
    return HttpResponseRedirect(reverse("mfa_index", urlconf=getattr(request, "urlconf", None)))
