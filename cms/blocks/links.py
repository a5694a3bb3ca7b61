"""Links that editors choose: to a place of the site by its name, to a page, or to another site."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

#: Places that every site has, by the name editors choose them with: (label, URL name).
PLACES = {
    "missions": (_("The missions"), "missions:list"),
    "associations": (_("The associations"), "associations:list"),
    "agenda": (_("The agenda"), "agenda:list"),
    "offers": (_("What people offer"), "offers:list"),
    "profile": (_("My profile as a volunteer"), "volunteers:profile"),
    "signup": (_("Sign up"), "account_signup"),
}


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
            return (page.url or "") if page and page.live else ""
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
