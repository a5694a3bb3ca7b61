"""Figures in the back office's menu."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.figures.policies import reads_figures


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
