"""What helps associations: training, funding, guides, equipment. Schema: territory."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.paginator import Paginator
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from cms.blocks.body import reading_blocks
from cms.blocks.fields import BodyField
from cms.pages.models.reading import breadcrumb
from matching.taxonomy import cause_choices

RESOURCES_PER_PAGE = 24


class ResourceIndexPage(Page):
    """The list of resources, by kind and by cause."""

    introduction = models.TextField(_("introduction"), max_length=400, blank=True)

    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("introduction")]
    parent_page_types: ClassVar[list[str]] = ["pages.HomePage"]
    subpage_types: ClassVar[list[str]] = ["pages.ResourcePage"]
    max_count_per_parent = 1
    template = "pages/resource_index.html"
    page_description = _("Training, funding, guides and equipment, with filters.")

    class Meta:
        verbose_name = _("list of resources")
        verbose_name_plural = _("lists of resources")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        kind, theme = request.GET.get("kind", ""), request.GET.get("theme", "")
        resources = ResourcePage.objects.child_of(self).live().current()
        if kind in ResourcePage.Kind.values:
            resources = resources.filter(kind=kind)
        if theme in dict(cause_choices()):
            resources = resources.filter(Q(cause=theme) | Q(cause=""))
        found = resources.order_by("until", "title")
        context["trail"] = breadcrumb(self)
        context["kinds"] = ResourcePage.Kind.choices
        context["themes"] = cause_choices()
        context["kind"], context["theme"] = kind, theme
        context["filtered"] = bool(kind) + bool(theme)
        context["resources"] = Paginator(found, RESOURCES_PER_PAGE).get_page(request.GET.get("page"))
        return context


class ResourceQuerySet(PageQuerySet["ResourcePage"]):
    def current(self) -> ResourceQuerySet:
        """Not over: without a last day, or not past it."""
        return self.filter(Q(until__isnull=True) | Q(until__gte=timezone.localdate()))


class ResourcePage(Page):
    """One resource: what it is, who gives it, until when, where to ask."""

    class Kind(models.TextChoices):
        TRAINING = "training", _("Training")
        FUNDING = "funding", _("Funding")
        GUIDE = "guide", _("Guide")
        EQUIPMENT = "equipment", _("Equipment to share")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.GUIDE)
    introduction = models.TextField(
        _("introduction"), max_length=400, help_text=_("Shown in the list of resources.")
    )
    provider = models.CharField(_("offered by"), max_length=160, blank=True)
    cause = models.CharField(
        pgettext_lazy("resource", "cause"),
        max_length=40,
        choices=cause_choices,
        blank=True,
        help_text=_("Leave empty if it is for everybody."),
    )
    until = models.DateField(
        _("last day"),
        null=True,
        blank=True,
        help_text=_("To enrol or to apply. Afterwards the resource leaves the list."),
    )
    where = models.CharField(_("where and when"), max_length=200, blank=True)
    url = models.URLField(_("where to ask or to read on"), blank=True)
    document = models.ForeignKey(
        "wagtaildocs.Document",
        verbose_name=_("document"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    body = BodyField(reading_blocks(), verbose_name=_("blocks"), blank=True)

    objects = PageManager.from_queryset(ResourceQuerySet)()

    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("kind"),
        FieldPanel("introduction"),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("provider", "cause", "until", "where", "url", "document")],
            heading=_("In short"),
        ),
        FieldPanel("body"),
    ]
    search_fields: ClassVar[list[Any]] = [
        *Page.search_fields,
        index.SearchField("introduction"),
        index.SearchField("provider"),
        index.SearchField("body"),
    ]
    parent_page_types: ClassVar[list[str]] = ["pages.ResourceIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "pages/resource.html"
    page_description = _("A training, a source of funding, a guide, or equipment to share.")

    class Meta:
        verbose_name = _("resource")
        verbose_name_plural = _("resources")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {"trail": breadcrumb(self)}
