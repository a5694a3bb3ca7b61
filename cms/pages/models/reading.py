"""Pages that are read. Schema: territory."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page
from wagtail.search import index

from cms.blocks.body import reading_blocks
from cms.blocks.fields import BodyField
from cms.pages.models.settings import Publisher, publisher
from engagement.privacy.registry import holders
from engagement.rules.selectors import current_rules


def breadcrumb(page: Page) -> list[dict[str, str]]:
    """The way from the home page to a page, as the `breadcrumbs` tag wants it. One query."""
    above = page.get_ancestors().filter(depth__gt=1).order_by("depth")
    between = list(above)[1:]
    trail = [{"label": _("Home"), "url": reverse("wagtail_serve", args=[""])}]
    trail += [{"label": ancestor.title, "url": ancestor.url or ""} for ancestor in between]
    return [*trail, {"label": page.title, "url": ""}]


class ReadingPage(Page):
    """An introduction and blocks, with a place at the foot of the site."""

    introduction = models.TextField(
        _("introduction"),
        max_length=400,
        blank=True,
        help_text=_("Two or three lines that say what one finds here."),
    )
    body = BodyField(reading_blocks(), verbose_name=_("blocks"), blank=True)
    show_in_footer = models.BooleanField(
        _("show in the footer"), default=False, help_text=_("A link at the foot of every page of the site.")
    )

    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("introduction"),
        FieldPanel("body"),
    ]
    promote_panels: ClassVar[list[Any]] = [
        *Page.promote_panels,
        MultiFieldPanel([FieldPanel("show_in_footer")], heading=_("Footer")),
    ]
    search_fields: ClassVar[list[Any]] = [
        *Page.search_fields,
        index.SearchField("introduction"),
        index.SearchField("body"),
    ]
    parent_page_types: ClassVar[list[str]] = ["pages.HomePage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {"trail": breadcrumb(self)}


class ContentPage(ReadingPage):
    """A page that is read: how it works, the project."""

    parent_page_types: ClassVar[list[str]] = ["pages.HomePage", "pages.ContentPage"]
    subpage_types: ClassVar[list[str]] = ["pages.ContentPage"]
    template = "pages/content.html"
    page_description = _("A page of text and blocks.")

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")


class PartnersPage(ReadingPage):
    """Those who carry the project and those who help it: one block of partners a family."""

    max_count_per_parent = 1
    template = "pages/content.html"
    page_description = _("Those who carry the project and those who help it, by families.")

    class Meta:
        verbose_name = _("page of the partners")
        verbose_name_plural = _("pages of the partners")


class LegalPage(ReadingPage):
    """Who publishes the site: what the settings say, then the blocks."""

    max_count_per_parent = 1
    template = "pages/legal.html"
    page_description = _("Who publishes the site and who hosts it, from the settings.")

    class Meta:
        verbose_name = _("legal notice")
        verbose_name_plural = _("legal notices")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {"publisher": publisher()}


class PrivacyPage(ReadingPage):
    """What the site knows of people: the blocks, then the list that the product itself keeps up to date."""

    max_count_per_parent = 1
    template = "pages/privacy.html"
    page_description = _("What is held about people and how long. The list keeps itself up to date.")

    class Meta:
        verbose_name = _("privacy page")
        verbose_name_plural = _("privacy pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {
            "publisher": publisher(),
            "held": holders(),
            "retention_months": current_rules().retention_months,
        }


class AccessibilityPage(ReadingPage):
    """The statement that the law asks for, filled in from the settings, then the blocks."""

    max_count_per_parent = 1
    template = "pages/accessibility.html"
    page_description = _("The statement of accessibility, filled in from the settings.")

    class Meta:
        verbose_name = _("accessibility statement")
        verbose_name_plural = _("accessibility statements")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {
            "publisher": publisher(),
            "Conformity": Publisher.Conformity,
        }
