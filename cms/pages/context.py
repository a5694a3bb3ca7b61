"""The menus, for the templates of the whole house."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from cms.pages.selectors import MenuLink
from cms.pages.selectors import menus as page_menus


def menus(request: HttpRequest) -> dict[str, Any]:
    """`navigation` and `footer_links` of base.html; nothing on the network's own site. Read only when shown."""
    territory = getattr(request, "territory", None)
    if territory is None or not territory.is_open:
        return {}
    pages = cache(lambda: page_menus(request))
    return {
        "navigation": SimpleLazyObject(lambda: (*_places(request), *pages().header)),
        "footer_links": SimpleLazyObject(lambda: (*pages().footer, *_always(request))),
    }


def _always(request: HttpRequest) -> list[MenuLink]:
    """What every page's foot leads to."""
    links = (
        (reverse("recognition:enter_code"), _("Verify a certificate")),
        (reverse("privacy:my_data"), _("My data")),
    )
    return [MenuLink(label=label, url=url, current=request.path == url) for url, label in links]


def _places(request: HttpRequest) -> list[MenuLink]:
    places = []
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
        places.append(MenuLink(label=label, url=url, current=request.path.startswith(url)))
    return places
