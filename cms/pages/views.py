"""Wagtail's pages, as visitors are served them, and what every site has beside them."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe
from wagtail.models import Page
from wagtail.views import serve as wagtail_serve

from cms.pages.context import places
from cms.pages.donuts import around_live_blocks
from cms.pages.finding import Address, addresses, find, site_map_of
from cms.pages.languages import FRENCH, route, translated_address
from cms.pages.selectors import site_of
from cms.pages.untranslated import mark_french
from kernel.editions.middleware import share
from kernel.tenancy.requests import territory_of

#: What robots need not read: what is somebody's own, and what has no end.
_CLOSED = ("/admin/", "/compte/", "/espace-association/", "/recherche/")


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """Wagtail's own view, whose pages are shared by their visitors, and kept around what changes all day."""

    def made() -> HttpResponse:
        site_of(request)  # without a query
        found = route(request, path)
        if address := translated_address(request):
            return HttpResponseRedirect(address)
        response = wagtail_serve(request, path)
        mark_french(request, found.page, response)
        return share(response)

    return around_live_blocks(request, made)


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Pages, missions, associations and events that hold some words."""
    words = " ".join(request.GET.get("q", "")[:100].split())
    groups = find(words=words, root=_root(request), now=timezone.now()) if words else []
    return render(request, "pages/search.html", {"words": words, "groups": groups})


@require_safe
def site_map(request: HttpRequest) -> HttpResponse:
    """Every page, for people."""
    context = {"places": places(request), "pages": site_map_of(_root(request))}
    return share(render(request, "pages/site_map.html", context))


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every page, for search engines, at the territory's first domain."""
    base = territory_of(request).base_url
    rows = format_html_join("\n", "{}", ((_entry(base, one),) for one in addresses(now=timezone.now())))
    document = format_html(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
        "{}\n</urlset>\n",
        rows,
    )
    return share(HttpResponse(document, content_type="application/xml; charset=utf-8"))


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    base = territory_of(request).base_url
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in _CLOSED),
        "",
        f"Sitemap: {base}/sitemap.xml",
        "",
    ]
    return share(HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8"))


def _entry(base: str, one: Address) -> SafeString:
    """A page of the map, with itself in each language that it is in; French for whoever reads none of them."""
    languages = [*one.alternates, *(("x-default", path) for code, path in one.alternates if code == FRENCH)]
    links = format_html_join(
        "",
        '<xhtml:link rel="alternate" hreflang="{}" href="{}{}"/>',
        ((language, base, path) for language, path in languages),
    )
    changed = format_html("<lastmod>{}</lastmod>", one.changed.date().isoformat()) if one.changed else ""
    return format_html("<url><loc>{}{}</loc>{}{}</url>", base, one.path, changed, links)


def _root(request: HttpRequest) -> Page:
    site = site_of(request)
    if site is None:
        raise Http404
    return site.root_page
