"""The files derived from the brand, and the style guide."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import condition, require_safe

from themes.branding.mesh import current_mark, current_mesh
from themes.branding.selectors import current_brand
from themes.tokens import stylesheet

_YEAR = 365 * 24 * 3600


@require_safe
def theme(request: HttpRequest, fingerprint: str) -> HttpResponse:
    """The brand's custom properties, immutable; another hash than the current one leads to the current
    one."""
    brand = current_brand()
    if fingerprint != brand.hash:
        response: HttpResponse = HttpResponseRedirect(brand.theme_url)
        patch_cache_control(response, no_store=True)
        return response
    response = HttpResponse(stylesheet(brand.choices), content_type="text/css; charset=utf-8")
    patch_cache_control(response, public=True, max_age=_YEAR, immutable=True)
    return response


def _etag(request: HttpRequest, *args: object, **kwargs: object) -> str:
    drawing = current_mesh() if request.path.endswith("mesh.svg") else current_mark(current_brand())
    return f'"{hashlib.sha256(drawing.encode()).hexdigest()[:16]}"'


def _svg(text: str) -> HttpResponse:
    response = HttpResponse(text, content_type="image/svg+xml; charset=utf-8")
    patch_cache_control(response, public=True, max_age=3600)
    return response


@require_safe
@condition(etag_func=_etag)
def favicon(request: HttpRequest) -> HttpResponse:
    """The mark made of the territory's mesh: favicon, and logo where there is no other."""
    return _svg(current_mark(current_brand()))


@require_safe
@condition(etag_func=_etag)
def mesh(request: HttpRequest) -> HttpResponse:
    """The large drawing; pages show it by `<use href="/mesh.svg#mesh">`."""
    return _svg(current_mesh())


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """All components on one page, in development only."""
    if not (settings.DEBUG or getattr(settings, "STYLEGUIDE", False)):
        raise Http404
    from themes.branding.styleguide import context

    return render(request, "base/styleguide.html", context())
