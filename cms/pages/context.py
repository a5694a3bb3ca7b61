"""The menus, for the templates of the whole house."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from cms.pages.languages import languages_of
from cms.pages.selectors import MenuLink, banners, foot
from cms.pages.selectors import menus as page_menus
from kernel.tenancy.requests import territory_of


def menus(request: HttpRequest) -> dict[str, Any]:
    """What base.html shows around a territory's pages; nothing on the network's own site. Read only when shown."""
    territory = getattr(request, "territory", None)
    if territory is None or not territory.is_open:
        return {}
    pages = cache(lambda: page_menus(request))
    languages = SimpleLazyObject(lambda: languages_of(request))
    return {
        "languages": languages,
        "navigation": SimpleLazyObject(
            lambda: pages().header if pages().chosen else (*places(request), *pages().header)
        ),
        "footer_links": SimpleLazyObject(lambda: (*pages().footer, *_always(request))),
        "banners": SimpleLazyObject(lambda: banners(request, today=timezone.localdate())),
        "foot": SimpleLazyObject(lambda: foot(request)),
        "canonical_url": SimpleLazyObject(
            lambda: canonical_url(request, path=languages.original_url or request.path)
        ),
        "site_url": territory.base_url,
    }


def canonical_url(request: HttpRequest, *, path: str) -> str:
    """The one address of a page that several domains and arguments lead to: the territory's first domain, its path, and
    the number of a page of a list."""
    page = request.GET.get("page", "")
    number = f"?page={page}" if page.isascii() and page.isdigit() and page != "1" else ""
    return f"{territory_of(request).base_url}{path}{number}"


def _always(request: HttpRequest) -> list[MenuLink]:
    """What every page's foot leads to."""
    links = (
        (reverse("pages:search"), _("Search the site")),
        (reverse("pages:site_map"), _("Site map")),
        (reverse("recognition:enter_code"), _("Verify a certificate")),
        (reverse("privacy:my_data"), _("My data")),
    )
    return [MenuLink(label=label, url=url, current=request.path == url) for url, label in links]


def places(request: HttpRequest) -> list[MenuLink]:
    """The lists that every site has."""
    found = []
    for name, label in (
        ("missions:list", _("Missions")),
        ("associations:list", _("Associations")),
        ("agenda:list", _("Agenda")),
        ("offers:list", _("Offers")),
    ):
        try:
            url = reverse(name)
        except NoReverseMatch:
            continue
        found.append(MenuLink(label=label, url=url, current=request.path.startswith(url)))
    return found
