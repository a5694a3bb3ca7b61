"""What a signed-in person has of her own, for the account's menu."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from engagement.associations.policies import manages_any
from engagement.messaging.selectors import unread_of
from kernel.accounts.requests import signed_in


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
    if request.user.is_guest:
        return _guest(request)
    unread = unread_of(user=request.user)
    space = [
        _item(
            request,
            _("Association’s space"),
            reverse("participations:inbox"),
            counted="space",
            count=unread.of_associations,
        )
    ]
    return [
        *(space if manages_any(request.user) else []),
        _item(request, _("Suggestions"), reverse("suggestions:mine")),
        _item(request, _("My participations"), reverse("participations:mine")),
        _item(request, _("My invitations"), reverse("invitations:mine")),
        _item(request, _("Messages"), reverse("messaging:mine"), counted="messages", count=unread.own),
        _item(request, _("My events"), reverse("agenda:mine")),
        _item(request, _("My offers"), reverse("offers:mine")),
        _item(request, _("My commitment"), reverse("recognition:record")),
        _item(request, _("My profile"), reverse("volunteers:profile")),
        _item(request, _("My data"), reverse("privacy:my_data")),
        _item(request, _("My account"), reverse("accounts:account")),
    ]


def _guest(request: HttpRequest) -> list[dict[str, Any]]:
    """Somebody who is here by a pass takes part; everything else of hers is at home."""
    own = unread_of(user=signed_in(request)).own
    return [
        _item(request, _("My participations"), reverse("participations:mine")),
        _item(request, _("Messages"), reverse("messaging:mine"), counted="messages", count=own),
        _item(request, _("My commitment"), reverse("recognition:record")),
        _item(request, _("What is known of me here"), reverse("passes:known")),
    ]


def _item(request: HttpRequest, label: str, url: str, *, counted: str = "", count: int = 0) -> dict[str, Any]:
    """`counted` names what is unread, for pages that follow it."""
    return {
        "label": label,
        "url": url,
        "counted": counted,
        "count": count,
        "current": request.path.startswith(url),
    }
