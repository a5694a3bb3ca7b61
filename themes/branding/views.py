"""The files derived from the brand, and the error pages that wear it."""

from __future__ import annotations

import hashlib
import logging

from django.conf import settings
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import patch_cache_control
from django.views.decorators.http import condition, require_safe

from themes.branding.mesh import current_mark, current_mesh
from themes.branding.selectors import current_brand, house_brand
from themes.tokens import stylesheet

logger = logging.getLogger(__name__)
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


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """`handler400` of a URLconf."""
    return render(request, "400.html", status=400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """`handler403` of a URLconf."""
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """`handler404` of a URLconf."""
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """`handler500` of a URLconf: in the site's brand, or in the house's when the database is what failed."""
    try:
        return render(request, "500.html", status=500)
    except DatabaseError:
        logger.exception("the error page could not read the brand")
        context = {"brand": house_brand(), "request": request}
        return HttpResponse(render_to_string("500.html", context), status=500)
