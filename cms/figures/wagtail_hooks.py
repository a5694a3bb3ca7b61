"""Figures in the back office: in its menu, and those of the week on its home."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from cms.figures.policies import reads_figures
from engagement.figures.periods import free_period
from engagement.figures.selectors import headlines
from engagement.figures.words import figures_of_a_week


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern | URLResolver]:
    return [path("chiffres/", include("cms.figures.urls"))]


class FiguresMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return reads_figures(request.user)


@hooks.register("register_admin_menu_item")
def menu() -> FiguresMenuItem:
    return FiguresMenuItem(
        gettext_lazy("Figures"),
        reverse_lazy("figures:page"),
        name="figures",
        icon_name="order",
        order=880,
    )


class WeekPanel(Component):
    """The last seven days in figures, beside the seven before."""

    name = "week"
    template_name = "figures/week.html"
    order = 45

    def __init__(self, now: datetime) -> None:
        self.now = now

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        today = timezone.localdate(self.now)
        period = free_period(today - timedelta(days=6), today)
        before, week = headlines(period=period, now=self.now)
        return {"period": period, "figures": figures_of_a_week(before, week)}


@hooks.register("construct_homepage_panels")
def week(request: HttpRequest, panels: list[Any]) -> None:
    if reads_figures(request.user):
        panels.append(WeekPanel(timezone.now()))
