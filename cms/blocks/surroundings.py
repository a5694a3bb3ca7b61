"""What stands around the pages: banners with dates, links of menus, social networks."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from cms.blocks.links import LinkBlock
from engagement.associations.social import network_of


class BannerBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Text"), max_length=200)
    url = blocks.CharBlock(
        label=_("Address it leads to"),
        required=False,
        max_length=200,
        help_text=_("“/agenda/” on this site, or https:// elsewhere."),
    )
    tone = blocks.ChoiceBlock(
        label=_("Tone"),
        choices=[("info", _("News")), ("warning", _("Take care")), ("success", _("Good news"))],
        default="info",
    )
    first_day = blocks.DateBlock(label=_("From"), required=False)
    last_day = blocks.DateBlock(label=_("Until, included"), required=False)

    class Meta:
        label = _("Banner")
        icon = "warning"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if cleaned["url"] and not cleaned["url"].startswith(("/", "https://")):
            wrong = ValidationError(_("The address begins with / or https://"))
            raise StructBlockValidationError(block_errors={"url": wrong})
        if cleaned["first_day"] and cleaned["last_day"] and cleaned["last_day"] < cleaned["first_day"]:
            wrong = ValidationError(_("The last day comes before the first."))
            raise StructBlockValidationError(block_errors={"last_day": wrong})
        return cleaned


class SocialBlock(blocks.URLBlock):
    """A page of ours on a network that we know the name of."""

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not network_of(cleaned):
            raise ValidationError(_("This is not a page of a social network we know."))
        return cleaned

    class Meta:
        label = _("Page on a social network")
        icon = "link-external"


def banner_blocks() -> list[tuple[str, Any]]:
    return [("banner", BannerBlock())]


def menu_blocks() -> list[tuple[str, Any]]:
    return [("link", LinkBlock())]


def social_blocks() -> list[tuple[str, Any]]:
    return [("network", SocialBlock())]
