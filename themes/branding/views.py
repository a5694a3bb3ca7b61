"""The files derived from the brand, and the style guide."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.http import urlencode
from django.views.decorators.http import condition, require_safe

from kernel.tenancy import current_territory
from themes.branding.drafts import Draft, sign_draft
from themes.branding.identity import DRAFT
from themes.branding.mesh import current_mark, current_mesh
from themes.branding.pictures import SIDES, icon_drawing, icon_png, social_png
from themes.branding.selectors import current_brand
from themes.branding.styleguide import context
from themes.presets import PRESETS
from themes.tokens import stylesheet

_DAY = 24 * 3600
_YEAR = 365 * _DAY


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


def _drawings(path: str) -> bytes:
    if path.endswith("mesh.svg"):
        return current_mesh().encode()
    if path.endswith("mark.svg"):
        return current_mark(current_brand()).encode()
    return icon_drawing(current_brand())


def _etag(request: HttpRequest, *args: object, **kwargs: object) -> str:
    return f'"{hashlib.sha256(_drawings(request.path)).hexdigest()[:16]}"'


@require_safe
@condition(etag_func=_etag)
def drawing(request: HttpRequest) -> HttpResponse:
    """The mesh, which pages show by `<use href="/mesh.svg#mesh">`; the mark made of it; what stands in a tab."""
    response = HttpResponse(_drawings(request.path), content_type="image/svg+xml; charset=utf-8")
    patch_cache_control(response, public=True, max_age=3600)
    # An own logo is a stranger's drawing: were it opened by itself, nothing in it could load or run.
    response["Content-Security-Policy"] = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
    return response


def _png(content: bytes) -> HttpResponse:
    response = HttpResponse(content, content_type="image/png")
    patch_cache_control(response, public=True, max_age=_DAY)
    return response


@require_safe
def icon(request: HttpRequest, side: int) -> HttpResponse:
    """The same in pixels, for what shows no SVG: other browsers, the home screen of a phone."""
    if side not in SIDES:
        raise Http404
    return _png(icon_png(current_brand(), side))


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """What browsers ask for unasked."""
    return _png(icon_png(current_brand(), SIDES[0]))


@require_safe
def social(request: HttpRequest) -> HttpResponse:
    """What other sites show with a link to this one."""
    return _png(social_png(current_brand()))


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """All components on one page, in development only; `?preset=` shows them as another preset would."""
    if not (settings.DEBUG or getattr(settings, "STYLEGUIDE", False)):
        raise Http404
    preset, territory = PRESETS.get(request.GET.get("preset", "")), current_territory()
    if preset and territory:
        brand = current_brand()
        token = sign_draft(
            Draft(brand.name, brand.tagline, preset.choices, brand.co_branded), territory_id=territory.id
        )
        return HttpResponseRedirect(f"{request.path}?{urlencode({DRAFT: token})}")
    return render(request, "base/styleguide.html", context())
