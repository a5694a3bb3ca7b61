"""The front door and the news. Schema: territory."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page
from wagtail.search import index

from cms.blocks.body import home_blocks, reading_blocks
from cms.blocks.fields import BodyField
from cms.pages.models.reading import breadcrumb
from cms.pages.models.settings import publisher
from kernel.tenancy import current_territory
from themes.branding.selectors import current_brand

ARTICLES_PER_PAGE = 12


def _organisation(page: Page) -> dict[str, Any]:
    territory = current_territory()
    brand = current_brand()
    said = publisher()
    return {
        "@type": "Organization",
        "name": said.legal_name or brand.name,
        "url": f"{territory.base_url}/" if territory else "",
        "logo": f"{territory.base_url}{brand.logo_url}" if territory else "",
        "description": page.search_description,
        "email": said.email,
        "telephone": said.phone,
        "address": said.address,
    }


class HomePage(Page):
    """The front door: who we are, where one is looking, what there is to do."""

    hero_title = models.CharField(
        _("headline"), max_length=120, help_text=_("One sentence, in large type. What can people do here?")
    )
    hero_text = models.TextField(_("below the headline"), max_length=400, blank=True)
    show_search = models.BooleanField(_("search by place"), default=True)
    body = BodyField(home_blocks(), verbose_name=_("blocks"), blank=True)

    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        MultiFieldPanel(
            [FieldPanel("hero_title"), FieldPanel("hero_text"), FieldPanel("show_search")],
            heading=_("Welcome"),
        ),
        FieldPanel("body"),
    ]
    search_fields: ClassVar[list[Any]] = [
        *Page.search_fields,
        index.SearchField("hero_title"),
        index.SearchField("hero_text"),
        index.SearchField("body"),
    ]
    parent_page_types: ClassVar[list[str]] = []
    subpage_types: ClassVar[list[str]] = [
        "pages.ContentPage",
        "pages.NewsIndexPage",
        "pages.ResourceIndexPage",
        "pages.PartnersPage",
        "pages.ContactPage",
        "pages.LegalPage",
        "pages.PrivacyPage",
        "pages.AccessibilityPage",
    ]
    template = "pages/home.html"

    @property
    def introduction(self) -> str:
        """What the page is about, as every other type calls it."""
        return self.hero_text

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["radius_choices"] = (5, 10, 20, 50)
        context["organisation"] = _organisation(self)
        return context


class NewsIndexPage(Page):
    """The list of articles."""

    introduction = models.TextField(_("introduction"), max_length=400, blank=True)

    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("introduction")]
    parent_page_types: ClassVar[list[str]] = ["pages.HomePage"]
    subpage_types: ClassVar[list[str]] = ["pages.NewsPage"]
    max_count_per_parent = 1
    template = "pages/news_index.html"
    page_description = _("The list of articles, latest first.")

    class Meta:
        verbose_name = _("news")
        verbose_name_plural = _("news")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        articles = NewsPage.objects.child_of(self).live().order_by("-date", "-pk").select_related("picture")
        context["trail"] = breadcrumb(self)
        context["articles"] = Paginator(articles, ARTICLES_PER_PAGE).get_page(request.GET.get("page"))
        return context


class NewsPage(Page):
    """An article."""

    date = models.DateField(_("date"), default=timezone.localdate)
    introduction = models.TextField(
        _("introduction"), max_length=400, help_text=_("Shown in lists of articles.")
    )
    picture = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    picture_alt = models.CharField(
        _("description of the picture"),
        max_length=200,
        blank=True,
        help_text=_("For those who cannot see it: what it shows, in a sentence."),
    )
    body = BodyField(reading_blocks(), verbose_name=_("blocks"), blank=True)

    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("date"),
        FieldPanel("introduction"),
        MultiFieldPanel([FieldPanel("picture"), FieldPanel("picture_alt")], heading=_("Picture")),
        FieldPanel("body"),
    ]
    search_fields: ClassVar[list[Any]] = [
        *Page.search_fields,
        index.SearchField("introduction"),
        index.SearchField("body"),
        index.FilterField("date"),
    ]
    parent_page_types: ClassVar[list[str]] = ["pages.NewsIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "pages/news.html"
    page_description = _("An article with its date.")

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")

    def clean(self) -> None:
        """A picture is described, by the article or in the media library."""
        super().clean()
        if self.picture and not self.picture_alt:
            self.picture_alt = self.picture.description[:200]
        if self.picture and not self.picture_alt:
            raise ValidationError(
                {"picture_alt": _("Say what the picture shows: some of your readers cannot see it.")}
            )

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["article"] = {
            "@type": "NewsArticle",
            "headline": self.title,
            "description": self.introduction,
            "datePublished": self.date,
            "dateModified": self.last_published_at,
            "publisher": {"@type": "Organization", "name": current_brand().name},
        }
        return context | {"trail": breadcrumb(self)}
