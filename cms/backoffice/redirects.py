"""Redirects lead within the site: sending its readers elsewhere under its name is not the team's to do."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kernel.tenancy import current_territory


def within_the_site(address: str) -> None:
    """Raises ValidationError unless `address`, a complete one, is of the territory at hand."""
    territory = current_territory()
    if territory is None or urlsplit(address).hostname != territory.primary_host:
        raise ValidationError(_("Write an address of this site, or choose a page."), code="outside")
