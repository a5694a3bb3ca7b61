"""Links that editors choose: to a place of the site by its name, to a page, or to another site."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.models import Page

#: Places that every site has, by the name editors choose them with: (label, URL name).
PLACES = {
    "missions": (_("The missions"), "missions:list"),
    "associations": (_("The associations"), "associations:list"),
    "agenda": (_("The agenda"), "agenda:list"),
    "offers": (_("What people offer"), "offers:list"),
    "profile": (_("My profile as a volunteer"), "volunteers:profile"),
    "signup": (_("Sign up"), "account_signup"),
}


def address_of(page: Page) -> str:
    """Where a link to a page leads in the language at hand: to its translation, or to where it stands in for one. Empty
    when it has no address. French asks no query for it."""
    code = get_language()
    if code == settings.LANGUAGE_CODE:
        return page.url or ""
    found = page.localized
    address = found.url or ""
    return address if found.locale.language_code == code or not address else f"/{code}{address}"


class LinkValue(blocks.StructValue):
    @property
    def href(self) -> str:
        """Where the link goes, or an empty string when its page is gone or nothing is written on it."""
        if not self.get("label"):
            return ""
        destination = self.get("destination")
        if destination in PLACES:
            return reverse(PLACES[destination][1])
        if destination == "page":
            page = self.get("page")
            return address_of(page) if page and page.live else ""
        return self.get("url") or ""


class LinkBlock(blocks.StructBlock):
    """A label and a destination."""

    label = blocks.CharBlock(
        label=_("Label"), max_length=60, help_text=_("What the button says: “See the missions”.")
    )
    destination = blocks.ChoiceBlock(
        label=_("Leads to"),
        choices=[
            *((key, label) for key, (label, _name) in PLACES.items()),
            ("page", _("A page")),
            ("url", _("Another site")),
        ],
        default="missions",
    )
    page = blocks.PageChooserBlock(label=_("Page"), required=False)
    url = blocks.URLBlock(label=_("Address"), required=False, help_text=_("Starts with https://"))

    class Meta:
        icon = "link"
        label = _("Link")
        value_class = LinkValue

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        for destination in ("page", "url"):
            if cleaned["destination"] == destination and not cleaned.get(destination):
                missing = ValidationError(_("Say where the link leads."))
                raise StructBlockValidationError(block_errors={destination: missing})
        return cleaned
