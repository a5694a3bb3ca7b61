"""The end of the hand-over, at the territory."""

from __future__ import annotations

from allauth.account.utils import perform_login
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tenants.opening.handover import NoHandover, take_over


@require_http_methods(["GET"])
@never_cache
def handover(request: HttpRequest, token: str) -> HttpResponse:
    """Sign the operator in, once, and open her back office."""
    try:
        user = take_over(token=token, now=timezone.now())
    except NoHandover:
        messages.info(request, _("This link no longer holds. Sign in with your e-mail address."))
        return redirect_to_login(settings.BACK_OFFICE_PATH, reverse("account_login"))
    return perform_login(request, user, redirect_url=settings.BACK_OFFICE_PATH)
