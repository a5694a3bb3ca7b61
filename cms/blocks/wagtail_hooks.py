"""What Wagtail knows of our texts."""

from __future__ import annotations

from django.utils.html import format_html
from wagtail import hooks
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.rich_text.pages import PageLinkHandler

from cms.blocks.links import address_of


class PageLink(PageLinkHandler):
    """A link to a page within a text."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, str]]) -> list[str]:
        addresses = [address_of(page) if page else "" for page in cls.get_many(attrs_list)]
        return [format_html('<a href="{}">', address) if address else "<a>" for address in addresses]


@hooks.register("register_rich_text_features", order=1)  # after Wagtail's own
def links_within_the_language(features: FeatureRegistry) -> None:
    features.register_link_type(PageLink)
