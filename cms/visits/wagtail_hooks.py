"""The visits in the back office."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.visits.views import PERMISSION, visits


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    return [path("visits/", visits, name="backoffice_visits")]


class VisitsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(PERMISSION)


@hooks.register("register_reports_menu_item")
def visits_menu() -> VisitsMenuItem:
    return VisitsMenuItem(
        gettext_lazy("Visits"), reverse_lazy("backoffice_visits"), name="visits", icon_name="view", order=10
    )
