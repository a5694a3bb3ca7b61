"""What a signed-in person has of her own, for the account's menu."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from engagement.associations.policies import manages_any


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `account_links`, what a signed-in person has of her own on a territory's site.

    Worked out only where a page shows it. The main menu is that of the pages (cms.pages.context).
    """
    if getattr(request, "territory", None) is None:
        return {}
    return {"account_links": SimpleLazyObject(lambda: _account(request))}


def _account(request: HttpRequest) -> list[dict[str, Any]]:
    if not request.user.is_authenticated:
        return []
    links = [
        _item(request, _("Suggestions"), reverse("volunteers:suggestions")),
        _item(request, _("My profile"), reverse("volunteers:profile")),
        _item(request, _("My participations"), reverse("participations:mine")),
        _item(request, _("My account"), reverse("accounts:account")),
    ]
    links.append(_item(request, _("My commitment"), reverse("recognition:record")))
    links.append(_item(request, _("My data"), reverse("privacy:my_data")))
    if manages_any(request.user):
        links.append(_item(request, _("Association’s space"), reverse("participations:inbox")))
    return links


def _item(request: HttpRequest, label: str, url: str) -> dict[str, Any]:
    return {"label": label, "url": url, "current": request.path.startswith(url)}
