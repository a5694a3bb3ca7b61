"""What the back office shows of the territory."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.ui.components import Component

from cms.backoffice.journal import JournalViewSet, journal
from cms.backoffice.viewsets import EngagementViewSetGroup
from cms.blocks.live import figures_in_words
from cms.blocks.selectors import Figure
from cms.pages.models import HomePage
from kernel.tenancy import current_territory


@hooks.register("insert_global_admin_css")
def our_stylesheet() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("cms/admin.css"))


class WelcomePanel(Component):
    """The territory in figures, and the ways an editor takes most."""

    name = "welcome"
    template_name = "backoffice/welcome.html"
    order = 50

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        return {
            "figures": figures_in_words(list(Figure), now=timezone.now(), zeros=True),
            "territory": current_territory(),
            "user": self.request.user,
            "home": HomePage.objects.order_by("path").first(),
        }


@hooks.register("construct_homepage_panels")
def welcome(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(WelcomePanel(request))


@hooks.register("register_admin_viewset")
def engagement() -> EngagementViewSetGroup:
    return EngagementViewSetGroup()


@hooks.register("register_admin_viewset")
def journal_of_acts() -> JournalViewSet:
    return journal
