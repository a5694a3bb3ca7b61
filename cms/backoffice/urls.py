"""Wagtail's back office behind the house's own door.

- Accounts sign in where everybody does; Wagtail's own sign-in form, which counts no attempts, is replaced.
- Someone signed in without a role in the team is told so with a 403, instead of being sent to sign in again.
- Pages are written by one person at a time.
- Wagtail's forms carry inline scripts and styles without a nonce, so its pages, and only they, may run them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.urls import path
from django.utils.csp import CSP
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.csp import csp_override
from wagtail.admin import urls as wagtail_urls
from wagtail.utils.urlpatterns import decorate_urlpatterns

from cms.pages.services import one_at_a_time

ADMIN_CSP: dict[str, Any] = settings.SECURE_CSP | {
    # Widgets (dates, inline panels) and the pieces of forms that Wagtail inserts bring their own <script>.
    "script-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    # The rich text editor and tooltips set style attributes.
    "style-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    # Pictures are shown before they are sent.
    "img-src": [CSP.SELF, "data:", "blob:"],
}

#: Where pages are written, but for what is done to several at once.
_OF_PAGES = {"wagtailadmin_pages", "wagtailadmin_api", "wagtail_localize"}

type View = Callable[..., HttpResponse]


def _behind_the_door(view: View) -> View:
    @wraps(view)
    def admitted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        user = request.user
        if user.is_authenticated and not user.has_perm("wagtailadmin.access_admin"):
            raise PermissionDenied
        if not all(one.isdecimal() for one in _chosen(request) if one):
            raise Http404
        if user.is_authenticated and _writes_pages(request):
            with one_at_a_time():
                return view(request, *args, **kwargs)
        return view(request, *args, **kwargs)

    return csp_override(ADMIN_CSP)(admitted)


def _writes_pages(request: HttpRequest) -> bool:
    match = request.resolver_match
    if match is None or request.method in ("GET", "HEAD", "OPTIONS"):
        return False
    return not _OF_PAGES.isdisjoint(match.namespaces) or match.kwargs.get("model_name") == "page"


def _chosen(request: HttpRequest) -> list[str]:
    """The keys of what was chosen somewhere. Wagtail looks them up as if they could only be numbers."""
    match = request.resolver_match
    if match is None:
        return []
    if match.url_name == "chosen":
        return [match.kwargs["pk"]]
    if str(match.url_name).endswith("chosen_multiple"):
        return request.GET.getlist("id")
    return request.POST.getlist("redirect_page")


def sign_in(request: HttpRequest) -> HttpResponse:
    """To the site's own sign-in page, and back to where one was going."""
    following = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(
        following, {request.get_host()}, require_https=request.is_secure()
    ):
        following = resolve_url("wagtailadmin_home")
    return HttpResponseRedirect(f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': following})}")


urlpatterns = [
    path("login/", sign_in, name="wagtailadmin_login"),
    *decorate_urlpatterns(list(wagtail_urls.urlpatterns), _behind_the_door),
]
