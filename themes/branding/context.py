"""The brand in every template and every e-mail."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from kernel.tenancy.context import site_url
from themes.branding.selectors import current_brand


def brand(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `brand` (an Identity) and `portal_url`, the address of the network's portal."""
    return mail_context()


def mail_context() -> dict[str, Any]:
    """The same for e-mails, which have no request."""
    return {"brand": current_brand(), "portal_url": site_url(settings.BASE_DOMAIN)}
