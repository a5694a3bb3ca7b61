"""The territory in the back office's menu and on its home page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from cms.territory.policies import runs_territory
from cms.territory.views import territory_at_hand
from kernel.tenancy import TerritoryState, current_territory
from tenants.billing.selectors import is_late


class StatePanel(Component):
    """On trial, payment late, closed: what it means and what to do. Of what is late its own panel tells more."""

    name = "territory_state"
    template_name = "territory/_state.html"
    order = 10

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        return {"territory": territory_at_hand()}


@hooks.register("construct_homepage_panels")
def state(request: HttpRequest, panels: list[Any]) -> None:
    territory = current_territory()
    if territory is None or territory.state == TerritoryState.LIVE or not runs_territory(request.user):
        return
    if territory.state != TerritoryState.LATE or not is_late(territory_id=territory.id):
        panels.append(StatePanel())


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern | URLResolver]:
    return [path("territory/", include("cms.territory.urls"))]


class TerritoryMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return runs_territory(request.user)


@hooks.register("register_admin_menu_item")
def menu() -> TerritoryMenuItem:
    return TerritoryMenuItem(
        gettext_lazy("The territory"),
        reverse_lazy("territory"),
        name="territory",
        icon_name="globe",
        order=900,
    )
